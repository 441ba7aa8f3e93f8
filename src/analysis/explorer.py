"""A page in JupyterLab or Voilà to ask a place "what if": words, table and chart follow every move together."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from importlib.resources import files
from io import BytesIO
from typing import Any

import ipywidgets as widgets
import matplotlib.pyplot as plt
import pandas as pd
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from analysis import charts, wording
from analysis.ledger.problems import LedgerError
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.model import related_indicators
from analysis.outlook.joint import joint_chance
from analysis.outlook.pace import months_left, pace_of
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import NEXT, Change, Scenario, applied
from analysis.place import Place
from analysis.report.drawings import targets

Lever = tuple[str, str]
"""An indicator and a sector that a slider moves."""
FARTHEST = 30
"""Points of growth that a slider goes to either side."""
_STYLE = files("analysis").joinpath("explorer.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class View:
    """What is asked: a reading of a target by its place in the table, and what differs from what is expected.

    `target`: another value than the plan's; `moves`: points of growth on the year by lever, from the month `first` (the
    next without figures) to December; `picture`: "path" or "year".
    """

    reading: int = 0
    target: float | None = None
    scenario: str = ""
    moves: Mapping[Lever, float] = field(default_factory=dict)
    first: pd.Period | None = None
    picture: str = "path"


@dataclass(frozen=True)
class Seen:
    """What a view leads to: every reading before and after, and the one looked at."""

    before: list[Answer]
    after: list[Answer]
    reading: int
    changes: tuple[Change, ...]

    @property
    def chosen(self) -> tuple[Answer, Answer]:
        """The reading looked at, before and after."""
        return self.before[self.reading], self.after[self.reading]


def seen(place: Place, view: View) -> Seen:
    """The answers with the view's target, scenario and moves; refuses (`LedgerError`) changes of published months."""
    before = list(place.answers())
    own = before[view.reading].target
    if view.target is not None:
        asked = place.outlook(own.indicator, view.target, sector=own.sector, measure=own.measure)
        before[view.reading] = replace(asked, used=before[view.reading].used)
    scenario = place.scenarios[view.scenario].changes if view.scenario else ()
    moves = tuple(Change(*lever, view.first, None, "growth", float(by)) for lever, by in view.moves.items() if by)
    after = applied(applied(before, Scenario(view.scenario, scenario)), Scenario("", moves))
    return Seen(before, after, view.reading, (*scenario, *moves))


def levers(given: Sequence[Answer]) -> list[Lever]:
    """What can still be moved: the sectors of a divided total, else the total; related indicators only once."""
    found: dict[str, list[str]] = {}
    for one in given:
        if len(months_left(one.target, one.closed)):
            sectors = [sector for sector in INDUSTRY if sector in one.parts] or [WHOLE]
            found.setdefault(related_indicators(one.target.indicator)[0], sectors)
    return [(name, sector) for name, sectors in found.items() for sector in sectors]


def sentences(now: Seen, lang: str) -> list[str]:
    """The chance, what was changed for it, where the year is heading, the pace, all targets at once."""
    before, after = now.chosen
    words = targets.values_of(after, lang) | {"before": before.outlook.chance, "after": after.outlook.chance}
    months = months_left(after.target, after.last)
    if len(months):
        words |= {"expected": float(pace_of(after.draws, months).median()), "needed": after.required_growth}
    key = "explore_chance" if before.outlook == after.outlook else "explore_moved"
    lines = [wording.sentence(key, lang, **words)] if after.outlook.verdict != "none" else []
    lines += [_changed(now, lang), wording.sentence("explore_heading", lang, **words)]
    if pd.notna(words.get("needed")):
        lines.append(wording.sentence("explore_pace", lang, **words))
    used = [one for one in now.after if one.used and one.outlook.verdict != "none"]
    if len(used) > 1:
        lines += [wording.sentence("explore_together", lang, count=len(used), chance=joint_chance(used))]
    return lines


def numbers(now: Seen) -> pd.DataFrame:
    """Every reading before and after: target, median and chance, in the order of tables."""
    columns = ["indicator", "measure", "target", "median", "median_now", "chance", "chance_now"]
    views = [(old.target, old.outlook, new.outlook) for old, new in zip(now.before, now.after, strict=True)]
    rows = [(t.code, t.measure, t.value, a.median, b.median, a.chance, b.chance) for t, a, b in views]
    return pd.DataFrame(rows, columns=columns)


def picture(answer: Answer, kind: str, lang: str) -> bytes:
    """The chart of an answer as PNG for a screen; before the year's first figure its result."""
    early = answer.last.year < answer.target.year
    with plt.style.context(charts.STYLE):
        figure, out = plt.figure(figsize=(7, 3.6)), BytesIO()
        draw, of = (charts.year, targets.of_year) if kind == "year" or early else (charts.path, targets.of_path)
        draw(**of(answer, lang), ax=figure.add_subplot())
        figure.savefig(out, format="png", dpi=120, metadata={"Software": None})
        plt.close(figure)
    return out.getvalue()


class Explorer:
    """A page of sliders over a `Place`; `seen` is what it shows now. On paper its words and table stand instead.

    >>> explorer = Explorer(nt, moves={("iip", "electricity"): 10})
    >>> explorer.seen.chosen[1].outlook.chance > explorer.seen.chosen[0].outlook.chance
    True
    """

    def __init__(self, place: Place, **view: Any) -> None:
        self.place, self.lang, self._is_filling = place, place.lang, False
        self.told = widgets.HTML().add_class("explorer-told")
        self.choices = {
            "language": widgets.ToggleButtons(options=[("Tiếng Việt", "vi"), ("English", "en")]),
            "indicator": widgets.Dropdown(),
            "target": widgets.FloatText(),
            "scenario": widgets.Dropdown(),
            "first": widgets.Dropdown(),
            "picture": widgets.ToggleButtons(),
        }
        self.sliders = {lever: _slider() for lever in levers(place.answers())}
        self.reset = widgets.Button().add_class("explorer-reset")
        self._listen()
        moves = widgets.VBox(list(self.sliders.values())).add_class("explorer-moves")
        controls = widgets.VBox([*self.choices.values(), moves, self.reset]).add_class("explorer-changing")
        page = widgets.Box([controls, self.told]).add_class("explorer-page")
        self.widget = widgets.VBox([widgets.HTML(f"<style>{_STYLE}</style>"), page]).add_class("explorer-whole")
        self.show(View(**view))

    @property
    def view(self) -> View:
        """What is chosen now."""
        values = {name: choice.value for name, choice in self.choices.items()}
        reading = values["indicator"] or 0
        plan = self.place.answers()[reading].target.value
        target = None if values["target"] in (plan, None) or pd.isna(values["target"]) else values["target"]
        moves = {lever: slider.value for lever, slider in self.sliders.items() if slider.value}
        first = None if values["first"] in (NEXT, None) else values["first"]
        return View(reading, target, values["scenario"] or "", moves, first, values["picture"])

    def show(self, view: View) -> None:
        """Show a view: its controls, then words, table and chart at once; what is refused is said."""
        given = self.place.answers()
        if not given:
            self.told.value = _paragraph(wording.sentence("explore_nothing", self.lang), "problem")
            return
        self._fill(view, given)
        try:
            self.seen = seen(self.place, view)
        except LedgerError as refused:
            self.told.value = _paragraph(str(refused), "problem")
            return
        self.told.value = self._words() + self._chart(view)

    def _fill(self, view: View, given: Sequence[Answer]) -> None:
        """Offer what there is in the page's language, with the view chosen; nobody is called."""
        self._is_filling = True
        lang, own = self.lang, given[view.reading]
        for name, choice in self.choices.items():
            choice.description = wording.term("explore", name, lang)
        self.choices["language"].value = lang
        readings = [(_reading(one, lang), place) for place, one in enumerate(given)]
        _offer(self.choices["indicator"], readings, view.reading)
        self.choices["target"].value = own.target.value if view.target is None else view.target
        named = [(wording.scenario(name, lang), name) for name in self.place.scenarios]
        _offer(self.choices["scenario"], [(wording.term("explore", "no_scenario", lang), ""), *named], view.scenario)
        later = [(wording.month(month, lang), month) for month in months_left(own.target, own.closed)[1:]]
        next_month = (wording.term("explore", NEXT, lang), NEXT)
        _offer(self.choices["first"], [next_month, *later], view.first or NEXT)
        kinds = [(wording.term("explore", kind, lang), kind) for kind in ("path", "year")]
        _offer(self.choices["picture"], kinds, view.picture)
        for lever, slider in self.sliders.items():
            slider.description, slider.value = lever_name(lever, lang), round(view.moves.get(lever, 0))
        self.reset.description, self.reset.disabled = wording.term("explore", "reset", lang), not self.sliders
        self._is_filling = False

    def _listen(self) -> None:
        for choice in (*self.choices.values(), *self.sliders.values()):
            choice.observe(self._heard, "value")
        self.reset.on_click(lambda _: self.show(View(reading=self.view.reading, picture=self.view.picture)))

    def _heard(self, change: Any) -> None:
        if self._is_filling:
            return
        self.lang = self.choices["language"].value
        other = change["owner"] is self.choices["indicator"]
        self.show(replace(self.view, target=None, first=None) if other else self.view)

    def _words(self) -> str:
        first, *more = sentences(self.seen, self.lang)
        said = _paragraph(first, "headline") + "".join(_paragraph(line) for line in more)
        return f'<div class="explorer-finding" lang="{self.lang}" aria-live="polite">{said}</div>{self._table()}'

    def _table(self) -> str:
        heads = ("name", "plan", "median", "chance")
        head = "".join(f"<th>{escape(wording.term('column', column, self.lang))}</th>" for column in heads)
        pairs = enumerate(zip(self.seen.before, self.seen.after, strict=True))
        rows = "".join(_row(pair, place == self.seen.reading, self.lang) for place, pair in pairs)
        return f'<table class="explorer-chances"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _chart(self, view: View) -> str:
        drawn = base64.b64encode(picture(self.seen.chosen[1], view.picture, self.lang)).decode()
        alt = escape(" ".join(sentences(self.seen, self.lang)), quote=True)
        return f'<img class="explorer-chart" alt="{alt}" src="data:image/png;base64,{drawn}">'

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, Any]:
        still = self.told.value.partition("<img")[0]
        text = unescape(re.sub("<[^>]*>", " ", still.replace("</p>", "\n"))).strip()
        return self.widget._repr_mimebundle_(**wanted) | {"text/html": still, "text/plain": text}


class WithoutWidgets(Preprocessor):
    """Leaves the reference to a widget, gone with its kernel, out of a saved notebook; words and table remain."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """The cell with outputs that need no kernel."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        return cell, resources


def lever_name(lever: Lever, lang: str) -> str:
    """The sector, in short, or the indicator where it is not divided."""
    indicator, sector = lever
    if sector == WHOLE:
        return wording.indicator_name(indicator, lang, short=True)
    name = wording.term("lever", sector, lang)
    return name[:1].upper() + name[1:]


def _changed(now: Seen, lang: str) -> str:
    """Every change in words, with its reason where the scenario gives one."""
    told = ", ".join(_change(change, lang) for change in now.changes)
    return wording.sentence("explore_changed" if told else "explore_unchanged", lang, changes=told)


def _change(change: Change, lang: str) -> str:
    lever = (change.indicator, change.sector)
    name = wording.term("change", "all", lang) if lever == ("all", WHOLE) else lever_name(lever, lang)
    words = {"name": wording.within(name), "value": wording.number(change.value, 0, lang, signed=True)}
    why = change.why if lang == "vi" else change.why_en
    return wording.sentence(f"explore_change_{change.effect}", lang, **words) + (f" ({why})" if why else "")


def _reading(answer: Answer, lang: str) -> str:
    name = targets.values_of(answer, lang)["name"]
    return str(name) if answer.used else f"{name} ({wording.term('reading', answer.target.measure, lang)})"


def _row(pair: tuple[Answer, Answer], is_chosen: bool, lang: str) -> str:
    """A reading before and after as a row; the mark on the bar is the chance before."""
    old, new = (targets.values_of(one, lang) for one in pair)
    cells = [_reading(pair[1], lang), wording.filled("{target:~digits}", lang, **new)]
    for gap in ("{median:~estimate}", "{chance:share}"):
        cells.append(" → ".join(dict.fromkeys(wording.filled(gap, lang, **told) for told in (old, new))))
    was, now = (f"{100 * told['chance']:.0f}%" for told in (old, new))
    bar = f'<div class="explorer-bar"><i style="width:{now}"></i><b style="left:{was}"></b></div>'
    filled = "</td><td>".join(map(escape, cells))
    return f"<tr{' class=explorer-chosen' * is_chosen}><td>{filled}{bar}</td></tr>"


def _paragraph(text: str, name: str = "line") -> str:
    return f'<p class="explorer-{name}">{escape(text)}</p>'


def _slider() -> widgets.IntSlider:
    """A slider that counts when it is let go, not while it is dragged."""
    return widgets.IntSlider(0, -FARTHEST, FARTHEST, readout_format="+d", continuous_update=False)


def _offer(choice: Any, options: Sequence[tuple[str, Any]], value: Any) -> None:
    choice.options = tuple(options)
    choice.value = value if value in [code for _, code in options] else options[0][1]
