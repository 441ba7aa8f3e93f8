"""The page: controls on the left, what they lead to on the right."""

from importlib.resources import files
from typing import Any

import ipywidgets as widgets

from analysis.explorer import drawing, markup
from analysis.explorer.changing import fitted
from analysis.explorer.controls import Controls
from analysis.explorer.futures import Futures
from analysis.explorer.look import look
from analysis.explorer.view import View

_STYLE = files("analysis.explorer").joinpath("page.css").read_text(encoding="utf-8")


class Page:
    """A page that shows a view and lets a reader change it; `look` is what it shows now.

    Where widgets cannot live, on paper or on the web, its finding and its table stand instead.
    """

    def __init__(self, futures: Futures, view: View) -> None:
        self._futures = futures
        self.controls = Controls(lambda: self.show(self.controls.view()))
        self.waiting, self.finding, self.chances, self.chart = (widgets.HTML() for _ in range(4))
        told = widgets.VBox([self.waiting, self.finding, self.chances, self.chart])
        page = widgets.Box([self.controls.looking, self.controls.changing, told])
        self.widget = widgets.VBox([widgets.HTML(f"<style>{_STYLE}</style>"), page])
        self.widget.add_class("explorer")
        page.add_class("explorer-page")
        told.add_class("explorer-told")
        self.show(view)

    def show(self, view: View) -> None:
        """Show the view, or the nearest one that its day has; what is quick to compute stands before the chart."""
        given = self._futures.answers(view.as_of, lambda indicator: self._wait(indicator, view.language))
        scenarios = self._futures.scenarios(view.as_of)
        self.look = look(self._futures, fitted(view, given, scenarios))
        self.controls.fill(self.look.view, given, sorted({*self._futures.days, view.as_of}, reverse=True), scenarios)
        self.waiting.value = ""
        self.finding.value = markup.finding(self.look)
        self.chances.value = markup.chances(self.look) if self.look.compared.before else ""
        axes = self.look.draw()
        self.chart.value = markup.chart(drawing.png(axes), drawing.title(axes)) if axes else ""

    def _wait(self, indicator: str, language: str) -> None:
        self.waiting.value = markup.waiting(indicator, language)

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, Any]:
        table = self.look.table()
        return self.widget._repr_mimebundle_(**wanted) | {
            "text/html": markup.finding(self.look) + table.to_html(),
            "text/plain": "\n".join([*self.look.told(), "", table.to_string()]),
        }
