"""A page in JupyterLab or Voilà to ask a place "what if": a scenario, and below it the sliders and plans of `live`."""

import re
from html import escape, unescape
from importlib.resources import files
from typing import Any

import ipywidgets as widgets
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from analysis import wording
from analysis.place import Place
from analysis.report.numbers import changes_table, plan_table
from analysis.report.sentences import heading, overall
from analysis.report.web import live_page

_STYLE = files("analysis").joinpath("explorer.css").read_text(encoding="utf-8")


class Explorer:
    """A page over a `Place`; `asked` is the place under the scenario chosen, `told` what the page says of it.

    Words and tables first, then a page of its own whose sliders and plans are answered in the browser. On paper words
    and tables stand alone.

    >>> page = Explorer(nt, scenario="new_plant")
    >>> page.asked.outlook("iip").chance > nt.outlook("iip").chance
    True
    """

    def __init__(self, place: Place, scenario: str = "") -> None:
        self.place, self.asked, self._is_filling = place, place, False
        self.told = widgets.HTML().add_class("explorer-told")
        languages = [("Tiếng Việt", "vi"), ("English", "en")]
        self.language = widgets.ToggleButtons(options=languages, value=place.lang)
        self.scenario = widgets.Dropdown(options=["", *place.scenarios], value=scenario)
        self.show()
        for choice in (self.language, self.scenario):
            choice.observe(self.show, "value")
        choices = widgets.HBox([self.language, self.scenario]).add_class("explorer-choices")
        parts = [widgets.HTML(f"<style>{_STYLE}</style>"), choices, self.told]
        self.widget = widgets.VBox(parts).add_class("explorer-whole")

    def show(self, _: object = None) -> None:
        """Tell the place under the scenario chosen, in the language chosen."""
        if self._is_filling:
            return
        lang, name = self.language.value, self.scenario.value
        self.language.description = wording.term("explore", "language", lang)
        self.scenario.description = wording.term("explore", "scenario", lang)
        named = [(wording.scenario(one, lang), one) for one in self.place.scenarios]
        self._is_filling = True  # nobody is called
        self.scenario.options = [(wording.term("explore", "no_scenario", lang), ""), *named]
        self.scenario.value, self._is_filling = name, False
        self.asked = self.place.under(name) if name else self.place
        self.told.value = self._told(lang)

    def _told(self, lang: str) -> str:
        given, chosen = self.asked.answers(), self.place.scenarios.get(self.scenario.value)
        if not given:
            return _paragraph(wording.sentence("explore_nothing", lang), "problem")
        said = [*(heading(one, lang) for one in given if one.used), *overall(given, lang)]
        assumed = [changes_table([chosen], lang, "assumptions")] if chosen else []
        tables = [table._repr_html_() for table in (*assumed, plan_table(given, lang, "plan_short"))]
        words = f'<div lang="{lang}" aria-live="polite">{"".join(map(_paragraph, said))}{"".join(tables)}</div>'
        page = escape(live_page(given, lang), quote=True)
        return f'{words}<iframe class="explorer-live" sandbox="allow-scripts" srcdoc="{page}"></iframe>'

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, Any]:
        still = self.told.value.partition("<iframe")[0]
        text = unescape(re.sub("<[^>]*>", " ", still.replace("</p>", "\n"))).strip()
        return self.widget._repr_mimebundle_(**wanted) | {"text/html": still, "text/plain": text}


class WithoutWidgets(Preprocessor):
    """Leaves the reference to a widget, gone with its kernel, out of a saved notebook; words and table remain."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """The cell with outputs that need no kernel."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        return cell, resources


def _paragraph(text: str, name: str = "line") -> str:
    return f'<p class="explorer-{name}">{escape(text)}</p>'
