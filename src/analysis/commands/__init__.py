"""The command line, one module a kind of command; importing them gives `app` its commands."""

from analysis.commands import answering, figures, pace
from analysis.commands.console import app

__all__ = ["answering", "app", "figures", "pace"]
