"""What changed between two days: steps and news as tables, a paragraph, a waterfall, and a folder of all of it.

A step's printed number is the difference of the answers printed before and after it, so that what a reader adds up
with a pencil fits; it may differ from the step's own rounding by one in the last digit.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from analysis import charts, wording
from analysis.ledger import printed_decimals
from analysis.ledger.loading import load_sources
from analysis.report.drawings.drawing import source_line
from analysis.report.folder import save_table
from analysis.report.numbers import GROWTH, NOTHING
from analysis.report.table import Table, table
from analysis.vintages.changes import STEPS, Change
from analysis.vintages.stages import RELEASE

_ANSWER = ["median", "chance"]
_NEWS = ["figure", "expected", "low", "high", "size", "value", "unit"]
_MOST = 5
"""Releases beyond which a waterfall shows them as one step."""


def steps_table(change: Change, language: str = "vi") -> Table:
    """From the old answer to the new one, one row a step; what each step added, with its sign."""
    shown, ends = printed_steps(change), (STEPS[0], STEPS[-1])
    rows = shown.assign(
        step=shown.index,
        figures=change.steps["figures"].replace(0, NOTHING),
        places=decimals(change),
        measure=[change.target.measure if step in ends else GROWTH for step in shown.index],
        chance_words=[
            wording.chance_text(change.steps["chance"][step], language)
            if step in ends
            else wording.number(points, 0, language, signed=True)
            for step, points in shown["chance"].items()
        ],
    )
    return table("steps", rows, language)


def news_table(change: Change, language: str = "vi", most: int | None = None) -> Table:
    """Each release and what it moved; below it its figures, expected and printed, and what only all of them explain.

    `most`: so many figures a release, those that matter most for the year, and the others summed up in a row.
    """
    rows: list[dict[str, Any]] = []
    for release in change.releases.to_dict("records"):
        own = change.news[(change.news[RELEASE] == pd.Series(release)[RELEASE]).all(axis=1)]
        by_size = own["median"].abs().sort_values(ascending=False, kind="stable").index
        shown, others = own.loc[sorted(by_size[:most])], own.drop(by_size[:most])
        head = wording.sentence("release", language, **release, publisher=_publisher(change, release))
        rows += [release | {"figure": head}]
        for figure in shown.to_dict("records"):
            name = wording.filled("{indicator:series}", language, **figure)
            span = wording.sentence("span_told", language, **figure)
            rows += [figure | {"figure": f"– {name}\n  {span}", "size": _size(figure)}]
        if len(others):
            name = wording.sentence("other_figures", language, count=len(others))
            rows += [{"figure": f"– {name}", **others[_ANSWER].sum()}]
        rest = {answer: release[f"{answer}_rest"] for answer in _ANSWER}
        rows += [rest | {"figure": f"– {wording.term('step', 'rest', language)}"}]
    told = pd.DataFrame(rows, columns=[*_NEWS, *_ANSWER])
    return table("news", told.assign(chance_points=100 * told["chance"], places=decimals(change) + 1), language)


def printed_steps(change: Change, *, by_release: bool = False) -> pd.DataFrame:
    """The steps as printed: the answers rounded, each step the difference of its neighbours; chances in points.

    `by_release`: the new figures release by release, numbered from 0 in their order.
    """
    steps, at, places = change.steps[_ANSWER], STEPS.index("new_figures"), decimals(change)
    if by_release:
        steps = pd.concat([steps.iloc[:at], change.releases[_ANSWER], steps.iloc[at + 1 :]])
    after = pd.concat([steps.iloc[:-1].cumsum(), steps.iloc[-1:]]) * [1, 100]
    after = after.round({"median": places, "chance": 0})
    shown = after.diff().round(places)
    shown.iloc[[0, -1]] = after.iloc[[0, -1]]
    return shown + 0.0  # no minus zero


def decimals(change: Change) -> int:
    """Decimals of a year's outcome: none from a thousand up, else one."""
    return wording.estimate_decimals(change.steps["median_after"].abs().max())


def paragraph(change: Change, language: str = "vi") -> str:
    """The old and the new answer, what led to it, the release that mattered most, and the plan where it changed."""
    if not change.steps.loc[STEPS[1] : STEPS[-2], [*_ANSWER, "figures"]].any(axis=None):
        return " ".join([_opening(change, "changed_nothing", language), *_plan(change, language)])
    told = [_opening(change, "changed_sentence", language), _because(change, language), *_release(change, language)]
    return " ".join(filter(None, [*told, *_plan(change, language)]))


def write_changes(changes: list[Change], folder: Path, language: str = "vi") -> list[Path]:
    """The files written to the folder, which is made where it is missing: what the tables hold, a chart a target."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"changed": "steps", "releases": "releases", "news": "news", "revised": "revised"}
    written = [save_table(_stacked(changes, part), folder / f"{name}.csv") for name, part in tables.items()]
    for change in changes:
        if change.used:
            figure = draw_change(change, language)
            written += charts.save(figure, folder / f"{change.target.code}_changed_{language}")
            plt.close(figure)
    return written


def draw_change(change: Change, language: str = "vi") -> Figure:
    """The bridge as a waterfall of the year expected and of the chance, release by release where those are few."""
    unit = wording.unit(change.target.unit, language)
    later = pd.concat([change.news["source_id"], change.revised["source_id"]])
    told = (later if len(later) else pd.Series([change.target.source_id])).to_frame("source_id")
    caption = charts.Caption(
        _opening(change, "changed_title", language),
        _say("changed_subtitle", change, language),
        unit if unit == "%" else f"{unit}; %",
        source_line(told.assign(geography=change.target.geography), change.after, language),
    )
    names = {step: wording.term("step", step, language) for step in STEPS}
    for place, release in change.releases.iterrows():
        words = release.to_dict() | {"publisher": _publisher(change, release)}
        names[place] = wording.sentence("release_counted", language, **words)
    rows = printed_steps(change, by_release=1 < len(change.releases) <= _MOST).rename(names)
    panels = {wording.term("column", name, language): rows[name] for name in rows.dropna(axis=1)}
    return charts.on_paper(charts.bridge, panels, caption=caption, sharex=False, sharey=True, lang=language)


def _publisher(change: Change, release: Mapping[str, Any]) -> str:
    known = load_sources(wording.folder(), change.target.geography)["publisher"]
    return str(known.get(release["source_id"], release["source_id"]))


def _say(key: str, change: Change, language: str, **words: object) -> str:
    """A sentence about a change: the target, both days, the answers as printed and what they moved by."""
    shown, chances = printed_steps(change), change.steps["chance"]
    old, new = shown.loc[STEPS[0]], shown.loc[STEPS[-1]]
    days = {"before": change.before, "after": change.after, "places": decimals(change)}
    ends = {"old": old["median"], "new": new["median"], "old_chance": chances.iloc[0], "new_chance": chances.iloc[-1]}
    known = vars(change.target) | days | ends | _moves(change, (new - old).round(decimals(change)), language)
    return wording.sentence(key, language, **known | words)


def _opening(change: Change, key: str, language: str) -> str:
    """What the year expected did, and what the chance of the plan did where there is a plan."""
    chance = _say(f"{key}_chance", change, language) if change.target.planned else ""
    return _say(key, change, language, chance=chance)


def _because(change: Change, language: str) -> str:
    """The steps that moved something as printed."""
    shown, parts = printed_steps(change).loc[STEPS[1] : STEPS[-2]], []
    for step, row in shown[shown.any(axis=1)].iterrows():
        count = change.steps.loc[step, "figures"]
        name = wording.sentence("changed_count" if count else "changed_step", language, step=step, count=count)
        parts += [wording.sentence("changed_part", language, step=name, **_moves(change, row, language))]
    return wording.sentence("changed_because", language, parts="; ".join(parts)) if parts else ""


def _release(change: Change, language: str) -> list[str]:
    """The release that moved the chance most, of those alike the year most; and its figure that mattered most."""
    if change.releases.empty:
        return []
    most = change.releases[["chance", "median"]].abs().sort_values(["chance", "median"], kind="stable").index[-1]
    release, shown = change.releases.loc[most], printed_steps(change, by_release=True).loc[most]
    words = {"publisher": _publisher(change, release), "published": release["published"]}
    told = [wording.sentence("changed_release", language, **words, **_moves(change, shown, language))]
    own = change.news[(change.news["source_id"] == release["source_id"]) & change.news["expected"].notna()]
    if len(own):
        figure = own.loc[own["median"].abs().idxmax()].to_dict()
        own_words = figure | {"size": _size(figure), "figure": wording.sentence("figure_told", language, **figure)}
        told.append(wording.sentence("changed_figure", language, **own_words))
    return told


def _plan(change: Change, language: str) -> list[str]:
    """What became of the plan, where anything did."""
    if change.former is None:
        later = change.target.published > change.before
        return [_say("changed_target_first", change, language)] if later else []
    if change.former.bounds == change.target.bounds:
        return []
    former = wording.filled("{value:plan unit}", language, **vars(change.former))
    return [_say("changed_target", change, language, former=former)]


def _moves(change: Change, row: pd.Series, language: str) -> dict[str, str]:
    """What the outcome and the chance moved by, as printed; `chance`: the clause of it, where there is a plan."""
    unit = "" if change.target.measure == GROWTH else change.target.unit
    moved = _moved(row["chance"], 0, "", language)
    chance = wording.sentence("changed_move_chance", language, chance_move=moved) if change.target.planned else ""
    return {"move": _moved(row["median"], decimals(change), unit, language), "chance_move": moved, "chance": chance}


def _moved(value: float, places: int, unit: str, language: str) -> str:
    """Up 0.4 points (where there is no unit), down 480 billion VND, unchanged."""
    if value == 0:
        return wording.sentence("unchanged", language)
    amount = wording.number(abs(value), places, language)
    text = wording.joined(amount, unit, language) if unit else wording.sentence("points_text", language, value=amount)
    return wording.sentence("up" if value > 0 else "down", language, value=text)


def _size(figure: dict[str, Any]) -> int:
    """Decimals of what was expected of a figure: one at least, those of its print; none from a thousand up."""
    return max(1, printed_decimals(figure["value"])) if abs(figure["value"]) < 1000 else 0


def _stacked(changes: Iterable[Change], part: str) -> pd.DataFrame:
    """One table of all targets, each row with the target it belongs to."""
    told = []
    for change in changes:
        table, target = getattr(change, part), change.target
        whose = {f"target_{name}": getattr(target, name) for name in ("indicator", "sector", "measure")}
        table = table.reset_index(drop=not table.index.name)
        told.append(table.assign(**whose)[[*whose, *table.columns]])
    return pd.concat(told).round(6)
