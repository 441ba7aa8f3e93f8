"""A province's explorer: its estimates, and the looks and pages that share them."""

from pathlib import Path

from analysis.explorer.futures import Futures
from analysis.explorer.look import Look, look
from analysis.explorer.page import Page
from analysis.explorer.view import View
from analysis.ledger import DATA


class Explorer:
    """Views of a province's answer; a day is estimated when it is first looked at, in some ten seconds."""

    def __init__(self, geography: str, *, data: Path = DATA, n_draws: int = 2000) -> None:
        self._futures = Futures(geography, data=data, n_draws=n_draws)

    def look(self, view: View) -> Look:
        """What the view shows, for paper."""
        return look(self._futures, view)

    def page(self, view: View) -> Page:
        """A page to change the view on."""
        return Page(self._futures, view)
