"""Scenarios side by side: what each assumes, what it makes of every target, and a chart."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, wording
from analysis.ledger import DATA, LedgerError, load_sources
from analysis.outlook import Change, Scenario, applied, joint_chance
from analysis.outlook.answer import Answer
from analysis.outlook.changes import EVERY
from analysis.outlook.reading import ASSUMPTION, UNITS
from analysis.report import amounts
from analysis.report.tables import headed
from analysis.review import source_line


def compared(
    given: list[Answer], scenarios: Iterable[Scenario]
) -> tuple[dict[Scenario, list[Answer]], dict[Scenario, LedgerError]]:
    """The answers under each scenario, the best one first, and what keeps the others from being applied on this day."""
    found, left_out = {}, {}
    for scenario in scenarios:
        try:
            found[scenario] = applied(given, scenario)
        except LedgerError as error:
            left_out[scenario] = error
    return dict(
        sorted(found.items(), key=lambda item: -sum(one.outlook.chance for one in item[1] if one.used))
    ), left_out


def scenario_table(found: Mapping[Scenario, list[Answer]], language: str = "vi") -> pd.DataFrame:
    """One row a scenario: where each target's year is heading (and its chance), the chance of all at once, its mark."""
    rows = {wording.scenario(one.name, language): _row(one, given, language) for one, given in found.items()}
    return pd.DataFrame.from_dict(rows, orient="index")


def changes_table(scenarios: Iterable[Scenario], language: str = "vi", data: Path = DATA) -> pd.DataFrame:
    """Every change of every scenario with its reason and source; the mark changes with any cell of its file."""
    publishers = load_sources(data)["publisher"]
    rows = [_change(scenario, change, publishers, language) for scenario in scenarios for change in scenario.changes]
    return headed(pd.DataFrame(rows), language)


def draw_scenarios(found: Mapping[Scenario, list[Answer]], indicator: str, as_of: str, language: str = "vi") -> Axes:
    """The year of one target under each scenario, against the plan."""
    views = {scenario.name: _of(given, indicator) for scenario, given in found.items()}
    rows = {
        wording.scenario(name, language): [view.outlook.low, view.outlook.median, view.outlook.high]
        for name, view in views.items()
    }
    one, chances = next(iter(views.values())), [amounts.chance(view, language) for view in views.values()]
    words = {"name": amounts.name(one, language), "year": one.target.year, "target": amounts.plan(one, language)}
    low, high = (by(views.values(), key=lambda view: view.outlook.chance) for by in (min, max))
    words |= {"low": amounts.chance(low, language), "high": amounts.chance(high, language)}
    figure = charts.on_paper(
        charts.ranking,
        pd.DataFrame.from_dict(rows, orient="index", columns=["low", "median", "high"]),
        target=one.target.value,
        sort=False,
        caption=charts.Caption(
            wording.sentence("scenario_title", language, **words),
            wording.sentence("scenario_subtitle", language, year=one.target.year),
            wording.unit(one.target.unit, language),
            source_line(one.figures["source_id"], as_of, language),
        ),
        beside=pd.Series([wording.sentence("chance_label", language, chance=chance) for chance in chances], rows),
        target_label=wording.sentence("plan_label", language, target=amounts.plan(one, language)),
        lang=language,
    )
    return figure.axes[0]


def _of(given: list[Answer], indicator: str) -> Answer:
    return next(answer for answer in given if answer.used and answer.target.indicator == indicator)


def _row(scenario: Scenario, given: list[Answer], language: str) -> dict[str, str]:
    used = [answer for answer in given if answer.used]
    cells = {
        f"{amounts.name(answer, language)} ({amounts.plan(answer, language)})": (
            f"{amounts.estimate(answer, answer.outlook.median, language)} ({amounts.chance(answer, language)})"
        )
        for answer in used
    }
    if len(used) > 1:
        together = joint_chance(used)
        cells[wording.term("column", "all_at_once", language)] = wording.chance_text(together, language)
    return cells | {wording.term("column", "mark", language): scenario.fingerprint}


def _change(scenario: Scenario, change: Change, publishers: pd.Series, language: str) -> dict[str, str]:
    def known(group: str, code: str) -> str:
        return wording.term(group, code, language)

    every = change.indicator == EVERY
    size = wording.number(change.value, 1, language, signed=True)
    assumed = change.source_id in ("", ASSUMPTION)
    return {
        "scenario": wording.scenario(scenario.name, language),
        "name": known("change", "all") if every else wording.indicator_name(change.indicator, language, short=True),
        "part": known("sector", change.sector),
        "months": _months(change, language),
        "change": f"{known('effect', change.effect)} {wording.joined(size, UNITS[change.effect], language)}",
        "reason": (change.why_en if language == "en" else "") or change.why,
        "source": known("change", "assumption")
        if assumed
        else wording.publisher(publishers[change.source_id], language),
        "mark": scenario.fingerprint,
    }


def _months(change: Change, language: str) -> str:
    if change.first is None and change.last is None:
        return wording.term("change", "left", language)
    first = wording.term("change", "next", language) if change.first is None else wording.month(change.first, language)
    last = wording.term("change", "year_end", language) if change.last is None else wording.month(change.last, language)
    return f"{first} – {last}"
