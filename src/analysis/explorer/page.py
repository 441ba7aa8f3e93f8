"""The page: controls on the left, what they lead to on the right."""

from importlib.resources import files
from typing import Any

import ipywidgets as widgets

from analysis import report
from analysis.explorer import drawing, markup
from analysis.explorer.changing import fitted, with_least_change
from analysis.explorer.controls import Controls, named
from analysis.explorer.futures import Futures
from analysis.explorer.look import look
from analysis.explorer.view import View
from analysis.ledger import LedgerError
from analysis.outlook import least_effort

_STYLE = files("analysis.explorer").joinpath("page.css").read_text(encoding="utf-8")


class Page:
    """A page that shows a view and lets a reader change it; `look` is what it shows now.

    Where widgets cannot live, on paper or on the web, its finding and its table stand instead.
    """

    def __init__(self, futures: Futures, view: View) -> None:
        self._futures = futures
        self.controls = Controls(lambda: self.show(self.controls.view()), self._ask)
        self.note, self.finding, self.chances, self.chart = (widgets.HTML() for _ in range(4))
        told = named(widgets.VBox([self.note, self.finding, self.chances, self.chart]), "told")
        page = named(widgets.Box([self.controls.looking, self.controls.changing, told]), "page")
        self.widget = named(widgets.VBox([widgets.HTML(f"<style>{_STYLE}</style>"), page]), "whole")
        self.show(view)

    def show(self, view: View) -> None:
        """Show the view, or the nearest one that its day has; what is quick to compute stands before the chart."""
        given = self._futures.answers(view.as_of, lambda indicator: self._wait(indicator, view.language))
        scenarios = self._scenarios(view)
        self.look = look(self._futures, fitted(view, given, scenarios))
        self.controls.fill(self.look.view, given, sorted({*self._futures.days, view.as_of}, reverse=True), scenarios)
        self.note.value = ""
        self.finding.value = markup.finding(self.look)
        self.chances.value = markup.chances(self.look) if self.look.compared.before else ""
        axes = self.look.draw()
        self.chart.value = markup.chart(drawing.png(axes), drawing.title(axes)) if axes else ""

    def _scenarios(self, view: View) -> list[str]:
        """Their names; none where a file is broken, which the look then says."""
        try:
            return list(self._futures.scenarios(view.as_of))
        except LedgerError:
            return []

    def _wait(self, indicator: str, language: str) -> None:
        self.note.value = markup.waiting(indicator, language)

    def _ask(self, chance: float) -> None:
        """Show the least change for the chance; where none is needed or none is enough, say so too."""
        view = self.look.view
        effort = least_effort(self.look.compared.chosen(view)[0], chance)
        self.show(with_least_change(view, effort))
        if not (effort.enough and effort.scenario.changes):
            self.note.value = markup.note(report.effort_sentence(effort, view.language))

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, Any]:
        table = self.look.table()
        return self.widget._repr_mimebundle_(**wanted) | {
            "text/html": markup.finding(self.look) + table.to_html(),
            "text/plain": "\n".join([*self.look.told(), "", table.to_string()]),
        }
