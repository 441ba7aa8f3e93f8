"""The command line, one module a kind of command; importing them gives `app` its commands."""

from analysis.cli import answering, figures
from analysis.cli.console import app

__all__ = ["answering", "app", "figures"]
