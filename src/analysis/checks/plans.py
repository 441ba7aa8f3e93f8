"""Plans that a file brings: its rows with the kind of a target as status, as rows of the ledger's targets."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.checks.finding import Finding, figure_name, graded
from analysis.ledger import DATA, load_facts, newest_prints
from analysis.ledger.folders import ledgers
from analysis.ledger.kinds import SERIES, TARGET_COLUMNS
from analysis.ledger.targets import load_targets
from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.release import Release

KINDS = ("plan", "ceiling")
"""Statuses that make a row a plan."""
_AVERAGE = re.compile(r"(?:bình quân|average)\D*(\d{4})\s*[-–]\s*(\d{4})", re.IGNORECASE)
_SAME = ["geography", "indicator", "sector", "year", "measure", "value", "kind", "published"]
_BOUNDS = {"level": ((1.0, 1.4), (0.3, 3.0)), "growth_yoy_pct": ((2.0, 40.0), (-80.0, 200.0))}
"""Of a level over the year before, of growth in per cent: what a plan rarely goes beyond, and what none does. The plans
known for 2017-2021 lie between 1.05 and 1.23, those of growth between 4.7 and 20 %."""


def planned(release: Release, data: Path) -> pd.DataFrame:
    """The targets of a file that the ledger does not have yet: `TARGET_COLUMNS`, one row an end of a range.

    Who set a plan is who its sentence names (the group set_by of terms.csv), else who printed it.
    """
    rows = release.rows[release.rows["status"].isin(KINDS)]
    sentences = rows["sentence"] if "sentence" in rows else pd.Series("", rows.index)
    table = rows.rename(columns={"period": "year", "status": "kind"}).assign(
        set_by=[_setter(sentence, release.source.publisher) for sentence in sentences],
        note=["; ".join(filter(None, told)) for told in zip(map(_average, sentences), rows["note"], strict=True)],
    )
    places = set(table["geography"]) & {*ledgers(data)}
    stated = [target for place in places for target in load_targets(geography=place, data=data)]
    known = {tuple(getattr(target, name) for name in _SAME) for target in stated}
    fresh = [tuple(row) not in known for row in table[_SAME].astype({"year": int}).to_numpy(dtype=object)]
    return table.loc[fresh, TARGET_COLUMNS].drop_duplicates(ignore_index=True)


def odd_plan(target: pd.Series, data: Path) -> Iterator[Finding]:
    """A plan below or far above what the year before came to, and its plan; or of a growth that hardly any year has."""
    rate = target["measure"] != "level"
    usual, possible = _BOUNDS["growth_yoy_pct" if rate else "level"]
    before = [1.0] if rate else _year_before(target, data)
    sizes = [target["value"] / other for other in before if other]
    ceiling = Vocabulary(data).known("at_most") & {target["indicator"], target["kind"]}
    low = (possible if ceiling else usual)[0]
    if sizes and not any(low <= size <= usual[1] for size in sizes):
        words = {"plan": partial(plan_name, target), "read": target["value"], "other": before[0]}
        sure = not possible[0] <= sizes[0] <= possible[1]
        yield graded("plan_growth" if rate else "plan_far", -1, sure=sure, **words)


def plan_name(target: pd.Series, language: str = "vi") -> str:
    """A plan as readers call it: Kế hoạch, IIP, năm 2023, so cùng kỳ."""
    row = pd.Series(target.to_dict() | {"period_type": "year", "period": target["year"]})
    return f"{wording.term('target_kind', target['kind'], language)}, {figure_name(row, language)}"


def _setter(sentence: str, publisher: str) -> str:
    for code in sorted(Vocabulary(DATA).known("set_by")):
        if wording.term("set_by", code).casefold() in sentence.casefold():
            return wording.term("set_by", code, "en")
    return publisher


def _average(sentence: str) -> str:
    years = _AVERAGE.search(sentence)
    return f"average a year, {years[1]}-{years[2]}" if years else ""


def _year_before(target: pd.Series, data: Path) -> list[float]:
    """What the year before came to, as its own figure or as January to December, and what was planned for it."""
    if target["geography"] not in ledgers(data):
        return []
    facts = newest_prints(load_facts(target["published"], geography=target["geography"], data=data))
    same = [*SERIES, "measure", "unit"]
    own = facts[(facts[same] == target[same]).all(axis=1)].set_index(["period_type", "period"])["value"]
    year = int(target["year"]) - 1
    found = [float(own[key]) for key in (("year", str(year)), ("ytd", f"{year}-12")) if key in own.index]
    stated = load_targets(target["published"], geography=target["geography"], year=year, data=data)
    planned = [plan.value for plan in stated if (*plan.series, plan.measure, plan.unit) == tuple(target[same])]
    return found and [found[0], *planned]
