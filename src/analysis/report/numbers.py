"""What answers hold, as numbers and codes under the names by which columns and sentences ask for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import WHOLE, newest_prints, printed_decimals
from analysis.ledger.problems import LedgerError
from analysis.outlook.answer import table
from analysis.outlook.joint import every_subset, joint_chance
from analysis.outlook.levers import Effort, least_effort
from analysis.outlook.pace import monthly_pace, pace_of
from analysis.outlook.progress import progress
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import EVERY, UNITS, Scenario, applied
from analysis.report.table import Column, Table
from analysis.report.table import table as specified

GROWTH, LEVEL = "growth_yoy_pct", "level"
NOTHING = float("nan")
_LINE = 11
"""Letters of a line of the verdict in a terminal."""


def reading(answer: Answer) -> dict[str, Any]:
    """One reading of a target: the row of `answer.table`, the newest single month, and how many months are left.

    `last` is the last month that figures speak of; `done` is missing where the plan is a growth rate, the range where
    the year is printed.
    """
    row = table([answer]).iloc[0].to_dict()
    row |= {"low": NOTHING, "high": NOTHING} if pd.notna(answer.outturn) else {}
    own = newest_prints(answer.figures)
    own = own[(own["period_type"] == "month") & (own["measure"] == answer.target.measure)]
    own = own[own["period"].str.startswith(str(answer.target.year))].sort_values("period")
    month, value = (pd.Period(own["period"].iloc[-1], "M"), own["value"].iloc[-1]) if len(own) else (pd.NaT, NOTHING)
    row |= {"last": answer.last, "left": 12 - answer.last.month if under_way(answer) else 12}
    row |= {"month": month, "month_value": float(value), "basis": answer.basis}
    return row | {"done": row["done"] if is_level(answer) else NOTHING}


def is_level(answer: Answer) -> bool:
    """Whether the target is an amount; else it is a growth rate."""
    return answer.target.measure == LEVEL


def under_way(answer: Answer) -> bool:
    """Whether figures speak of the plan year."""
    return answer.last.year == answer.target.year


def label(answer: Answer, language: str = "vi") -> str:
    """The target's short name; in brackets, with its measure, where the reading does not decide."""
    row = {"indicator": answer.target.indicator, "sector": answer.target.sector, "measure": answer.target.measure}
    text = "{indicator:series}" if answer.used else "({indicator:series}, {measure:term.reading})"
    return wording.filled(text, language, **row)


def plan_table(answers: Sequence[Answer], language: str = "vi", spec: str = "plan", **words: str) -> Table:
    """The table everybody knows, one row a reading, with the year expected and the chance.

    `spec`: the columns of tables.csv, those of a paper ("plan"), a terminal ("plan_screen") or a workbook.
    """
    rows = []
    for order, answer in enumerate(answers, 1):
        verdict = fill(f"({wording.term('verdict', answer.outlook.verdict, language)})", _LINE)
        rows += [reading(answer) | {"order": order, "label": label(answer, language), "verdict_lines": verdict}]
    return specified(spec, rows, language, **words)


def ranked_tables(outlooks: pd.DataFrame, language: str = "vi") -> Iterator[tuple[str, Table]]:
    """Of each indicator its name and how many provinces have it; the places with growth, chance and ranks."""
    told = outlooks.dropna(subset=["growth", "target"], how="all").reset_index()
    for _, own in told.groupby(["indicator", "sector"], sort=False):
        units = ", ".join(wording.unit(one, language) for one in own["unit"].unique())
        title = wording.sentence("ranked_title", language, **dict(own.iloc[0]) | {"unit": units}, count=len(own))
        yield title, specified("ranked", own, language)


def monthly(answer: Answer) -> pd.DataFrame:
    """Every month's level with its 80 % range (low, middle, high); `known` where published figures speak of it."""
    levels = answer.draws.quantile([0.1, 0.5, 0.9], axis=1).T.set_axis(["low", "middle", "high"], axis=1)
    return levels.round(3).assign(known=levels.index <= answer.last).reset_index()


def months_table(answers: Iterable[Answer], language: str = "vi", since: int = 0) -> Table:
    """Levels of the months of the plan year, and of `since` years before it, with their 80 % range."""
    rows = []
    for answer in answers:
        own = monthly(answer)
        own = own[own["month"].dt.year >= answer.target.year - since]
        unit = answer.target.unit if is_level(answer) else "index"
        basis = own["known"].map({True: "published", False: "ahead"})
        rows.append(own.assign(label=label(answer, language), unit=unit, basis=basis))
    return specified("months", pd.concat(rows), language)


def rules_table(answers: Iterable[Answer], language: str = "vi") -> Table:
    """What the naive benchmarks say of the year beside the estimate, one row a target that decides and is under way."""
    told = [one for one in answers if one.used and pd.isna(one.outturn) and one.naive_benchmarks.notna().any()]
    rows = [reading(answer) | {"label": label(answer, language)} for answer in told]
    return specified("rules", rows, language)


def pace_table(answer: Answer, language: str = "vi") -> Table:
    """The months left with the growth expected of each, that of a year before, and the growth needed; then together."""
    months = monthly_pace(answer.draws, answer.target, answer.last, answer.required_growth)
    rows = months.assign(name=[wording.month(month, language) for month in months.index]).to_dict("records")
    if rows:
        expected = float(pace_of(answer.draws, months.index).median())
        name = wording.term("column", "together", language)
        rows += [{"name": name, "base_growth": NOTHING, "expected": expected, "needed": answer.required_growth}]
    return specified("pace", rows, language)


def precedent_table(found: pd.DataFrame, language: str = "vi") -> Table:
    """How the pace needed stands among the growth seen before: here, in the country, in other provinces."""
    slower = found.assign(slower=1 - found["any_time"], slower_season=1 - found["same_season"])
    return specified("precedents", slower, language)


def efforts(answer: Answer, chance: float) -> list[Effort]:
    """The least effort for this chance of one target: by all its sectors together, then by each of them alone."""
    choices = [(), *((sector,) for sector in answer.parts)]
    return [least_effort(answer, chance, sectors=sectors) for sectors in choices]


def effort_table(found: Sequence[Effort], language: str = "vi") -> Table:
    """One row a sector asked: its growth expected and asked for, its ceiling, and the chance all of them lead to."""
    rows = pd.concat([effort.asks.assign(wanted=effort.wanted, after=effort.after) for effort in found])
    finite = rows["ceiling"].where(rows["ceiling"] < float("inf"))
    return specified("efforts", rows.assign(ceiling=finite), language)


def subset_table(answers: Iterable[Answer], language: str = "vi") -> Table:
    """The chance of every two or more targets still open together, beside that of indicators that know nothing of each
    other."""
    used = [answer for answer in answers if answer.used and 0 < answer.outlook.chance < 1]
    named, rows = {answer.target.code: label(answer, language) for answer in used}, every_subset(used)
    names = [" + ".join(named[code] for code in some) for some in rows.index]
    return specified("subsets", rows.reset_index(drop=True).assign(targets=names), language)


def compared(
    given: list[Answer], scenarios: Iterable[Scenario]
) -> tuple[dict[Scenario, list[Answer]], dict[Scenario, LedgerError]]:
    """The answers to plans (of a year without one, all) under each scenario, the best one first, and what keeps the
    others from being applied on this day."""
    given, found, left_out = [one for one in given if one.target.planned] or given, {}, {}
    for scenario in scenarios:
        try:
            found[scenario] = applied(given, scenario)
        except LedgerError as error:
            left_out[scenario] = error
    best_first = sorted(found.items(), key=lambda item: -sum(one.outlook.chance for one in item[1] if one.decides))
    return dict(best_first), left_out


def scenario_table(found: Mapping[Scenario, list[Answer]], language: str = "vi", *, marked: bool = True) -> Table:
    """One row a scenario: where each open target's year is heading (and its chance), the chance of all at once, its
    mark."""
    rows, first = [], _open(next(iter(found.values()), []))
    for scenario, given in found.items():
        used = [answer for answer in given if answer.decides]
        row = {"name": scenario.name, "mark": scenario.fingerprint, "together": joint_chance(used) if used else NOTHING}
        for place, answer in enumerate(_open(given)):
            row |= {f"median{place}": answer.outlook.median, f"chance{place}": answer.outlook.chance}
        rows += [row]
    columns = [Column("scenario", "{name:scenario}", 28)]
    for place, answer in enumerate(first):
        words = reading(answer) | {"label": label(answer, language)}
        head, sign = wording.filled("{label} ({target:plan unit})", language, **words), "" if is_level(answer) else "+"
        columns.append(Column("", f"{{median{place}:{sign}estimate}} ({{chance{place}:share}})", 26, head=head))
    if len(first) > 1:
        columns.append(Column("all_at_once", "{together:share}", 16))
    columns += [Column("mark", "{mark}", 16)] if marked else []
    return Table(pd.DataFrame(rows), tuple(columns), language)


def proposal_table(found: pd.DataFrame, chance: float, language: str = "vi") -> Table:
    """Targets to propose, one row a series: growth, and the level under it, that has a chance of 40, 60, 80 % or all
    together (`outlook.plans`); columns growth_40, level_40, ..., growth_joint, level_joint."""
    rows = found.reset_index()
    series = zip(rows["indicator"], rows["sector"], strict=True)
    rows["name"] = [("" if part == WHOLE else "   ") + wording.part_name(code, part, language) for code, part in series]
    heads = {code: f"{code}%" for code in ("40", "60", "80")}
    heads["joint"] = wording.sentence("plan_all", language, chance=wording.chance_text(chance, language))
    shown = [
        Column("", f"{{growth_{code}:+1%}}\n{{level_{code}:estimate}}", 25, head=head) for code, head in heads.items()
    ]
    return Table(rows, (Column("name", "{name}", 40), *shown), language)


def changes_table(scenarios: Iterable[Scenario], language: str = "vi", spec: str = "scenario_changes") -> Table:
    """Every change of every scenario with its reason and source; the mark changes with any cell of its file.

    `spec`: the columns of tables.csv; those of a paper ("assumptions") have no mark.
    """
    every, assumed = (wording.term("change", code, language) for code in ("all", "assumption"))
    rows = [
        vars(change)
        | {
            "scenario": scenario.name,
            "mark": scenario.fingerprint,
            "name": every if change.indicator == EVERY else wording.series_name(change.indicator, WHOLE, language),
            "months": _months(change, language),
            "unit": UNITS[change.effect],
            "reason": (change.why_en if language == "en" else "") or change.why,
            "source": wording.publisher(change.publisher, language) or assumed,
        }
        for scenario in scenarios
        for change in scenario.changes
    ]
    return specified(spec, rows, language)


def pace_rows(answers: Sequence[Answer], language: str = "vi") -> Table:
    """(plan - done) / rest of last year - 1 for each reading, from what was printed: a pencil gives the same."""
    rows = [
        {"label": label(answer, language), "unit": answer.target.unit, "last": answer.last}
        | ({} if pd.isna(answer.required_growth) else _pencil(answer))
        for answer in answers
    ]
    columns = ["plan_growth", "plan_level", "done", "year_before", "done_before", "rest_before", "pace"]
    frame = pd.DataFrame(rows).reindex(columns=["label", "unit", "last", "places", *columns])
    return specified("pace_sheet", frame, language)


def _pencil(answer: Answer) -> dict[str, float]:
    target, so_far = answer.target, progress(answer.draws, answer.figures, answer.target.year, answer.last)
    level = target.value if is_level(answer) else so_far.before * (1 + target.value / 100)
    return {
        "plan_growth": NOTHING if is_level(answer) else target.value,
        "plan_level": level,
        "places": printed_decimals(level) if is_level(answer) else wording.estimate_decimals(level),
        "done": so_far.level if so_far.months else 0.0,
        "year_before": so_far.before,
        "done_before": so_far.before * so_far.share,
        "rest_before": so_far.before * (1 - so_far.share),
        "pace": answer.required_growth,
    }


def _open(given: Iterable[Answer]) -> list[Answer]:
    """The answers that decide of years not printed yet: no scenario moves what was printed."""
    return [answer for answer in given if answer.used and pd.isna(answer.outturn)]


def _months(change: Any, language: str) -> str:
    if change.first is None and change.last is None:
        return wording.term("change", "left", language)
    ends = {"next": change.first, "year_end": change.last}
    return " – ".join(
        wording.term("change", end, language) if month is None else wording.month(month, language)
        for end, month in ends.items()
    )
