"""The command line, one module a kind of command; importing them gives `app` its commands."""

from analysis.commands import answering, changed, figures, pace, papers
from analysis.commands.console import app

__all__ = ["answering", "app", "changed", "figures", "pace", "papers"]
