"""docs/measured.md: what was measured beside what was asked for, computed from the tables of benchmarks/results.

goals.csv: a row a claim. Its number is picked from `table`: the `rows` where every "column=value" holds (with `*`, and
" or " between values), of them `column`, made one number by `how`; `beside` tells what changes for a second number it
is compared with. `low` and `high` are the goal and `asked` the issue that set it, before the work; `count` is the
column that tells how many cases (`of` what) stand behind the number. tables.csv: what each table is, and its command.
misses.csv: why a goal is missed, told only while it is.

Run: python -m benchmarks.measured
"""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import wording

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "measured.md"
COLUMNS = ["what", "goal", "measured", "n", "met", "table"]
HOW: dict[str, Callable[[pd.Series, pd.Series], float]] = {
    "one": lambda own, _: own.item(),
    "smallest": lambda own, _: own.min(),
    "largest": lambda own, _: own.max(),
    "sum": lambda own, _: own.sum(),
    "mean": lambda own, _: own.mean(),
    "median": lambda own, _: own.median(),
    "how many above 0": lambda own, _: (own > 0).sum(),
    "per cent lower": lambda own, other: (100 * (1 - own / other)).min(),
    "how often lower": lambda own, other: (own < other).sum(),
    "opposite signs": lambda own, other: (own * other < 0).sum(),
}
HEAD = """\
# What was measured, and against which goals

Computed from the tables of [benchmarks/results](../benchmarks/results) by `python -m benchmarks.measured`; a test holds
the page to them. Goals were set before the work, in the issues named in [goals.csv](../benchmarks/goals.csv); what has
none is told all the same. Seconds are of two cores. How a number comes about stands at the head of its program.
What was tried and left out: [tried.md](tried.md). A goal with * is borrowed from a like claim, whose issue asks for it.

**Of {goals} goals {met} are met, {missed} are not.**

*Tóm tắt: trong {goals} mục tiêu đặt ra từ trước, {met} đã đạt, {missed} chưa đạt; mục chưa đạt đứng đầu mỗi bảng.*"""


def claims() -> pd.DataFrame:
    """Every row of goals.csv with its number, cases behind it, and whether the goal is met (NA without one)."""
    rows = pd.read_csv(ROOT / "benchmarks" / "goals.csv", dtype=str, keep_default_na=False)
    rows[["low", "high", "times"]] = rows[["low", "high", "times"]].apply(pd.to_numeric)
    rows["measured"] = [measured(row) for row in rows.itertuples()]
    rows["n"] = [cases(row) for row in rows.itertuples()]
    return rows.assign(met=judged(rows))


def judged(rows: pd.DataFrame) -> pd.Series:
    """Whether each number keeps to its goal; NA without one."""
    inside = ~(rows["measured"] < rows["low"]) & ~(rows["measured"] > rows["high"])
    return inside.astype("boolean").where(rows["low"].notna() | rows["high"].notna())


def measured(claim: tuple) -> float:
    """The number of a claim."""
    rows = {"column": claim.column} | conditions(claim.rows)
    own, beside = (picked(claim.table, chosen) for chosen in (rows, rows | conditions(claim.beside)))
    if own.empty or (claim.how == "one" and len(own) > 1):
        raise ValueError(f"goals.csv, {claim.key}: {len(own)} numbers in {claim.table}.csv where {rows}")
    return float(HOW[claim.how](own, beside)) * (1 if pd.isna(claim.times) else claim.times)


def cases(claim: tuple) -> str:
    """How many cases stand behind a number, and what they are; empty where it speaks for itself."""
    counted = picked(claim.table, {"column": claim.count or claim.column} | conditions(claim.rows))
    return f"{counted.sum() if claim.count else len(counted):,.0f} {claim.of}" if claim.of else ""


def conditions(text: str) -> dict[str, str]:
    """'group=all; model=pool' by column."""
    return dict(part.split("=", 1) for part in text.split("; ") if part)


def picked(table: str, chosen: dict[str, str]) -> pd.Series:
    """Numbers of a table that meet all conditions, in the columns of "column"; True is 1, empty cells are left out."""
    known = results(table)
    for column, values in chosen.items():
        if column != "column":
            known = known[[matches(cell, values) for cell in known[column]]]
    cells = known[chosen["column"].split(" or ")].melt()["value"]
    return pd.to_numeric(cells[cells != ""].replace({"True": "1", "False": "0"}))


def matches(cell: str, values: str) -> bool:
    """Whether a cell is one of the values, `*` standing for anything."""
    return any(fnmatchcase(cell, value) for value in values.split(" or "))


@cache
def results(table: str) -> pd.DataFrame:
    """A results table as text."""
    return pd.read_csv(RESULTS / f"{table}.csv", dtype=str, keep_default_na=False)


def page() -> str:
    """The whole page in Markdown."""
    told, tables = claims(), pd.read_csv(ROOT / "benchmarks" / "tables.csv").set_index("table")
    goals, met = told["met"].count(), told["met"].sum()
    parts = [HEAD.format(goals=goals, met=met, missed=goals - met), overview(told)]
    for question, own in told.groupby("question", sort=False):
        commands = " · ".join(f"`{command}`" for command in tables.loc[own["table"].unique(), "command"].unique())
        lines = [cells(row) for row in own.sort_values("met", kind="stable").itertuples()]
        parts.append(f"## {question}\n\nAgain: {commands}\n\n{markdown(COLUMNS, lines)}{reasons(own)}")
    every = [[link(row.Index), row.what, f"`{row.command}`"] for row in tables.itertuples()]
    parts.append(f"## Every table\n\n{markdown(['table', 'what it tells', 'again'], every)}")
    return "\n\n".join(parts) + "\n"


def reasons(told: pd.DataFrame) -> str:
    """Why goals are missed, a line each."""
    missed = told[~told["met"].fillna(True)].merge(pd.read_csv(ROOT / "benchmarks" / "misses.csv"), on="key")
    lines = [f"- {row.what}: {row.why}" for row in missed.itertuples()]
    return "\n\nWhy not:\n\n" + "\n".join(lines) if lines else ""


def overview(told: pd.DataFrame) -> str:
    """The questions with their goals counted."""
    counts = told.groupby("question", sort=False)["met"].agg(goals="count", met="sum")
    lines = [
        [f"[{row.Index}](#{anchor(row.Index)})", row.goals, row.met, row.goals - row.met] for row in counts.itertuples()
    ]
    return markdown(["question", "goals", "met", "not met"], lines)


def anchor(title: str) -> str:
    """Where a title is linked to."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def markdown(head: list[str], lines: list[list[object]]) -> str:
    """A table."""
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in [head, ["---"] * len(head), *lines])


def cells(claim: tuple) -> list[str]:
    """A claim as a line under COLUMNS; numbers keep their units beside them."""
    met = "" if pd.isna(claim.met) else "yes" if claim.met else "**no**"
    numbers = (text.replace(" ", "\xa0") for text in (goal(claim), said(claim), claim.n))
    return [claim.what, *numbers, met, link(claim.table)]


def said(claim: tuple) -> str:
    """The number with its unit, as prose writes it; halves round up."""
    return f"{wording.number(claim.measured, int(claim.decimals), 'en')} {claim.unit}".strip()


def goal(claim: tuple) -> str:
    """What was asked for."""
    bounds = [f"{bound:,g}" for bound in (claim.low, claim.high) if pd.notna(bound)]
    if not bounds:
        return ""
    words = " to ".join(bounds) if len(bounds) == 2 else f"at {'least' if pd.notna(claim.low) else 'most'} {bounds[0]}"
    words = "none" if words == "at most 0" else f"{words} {claim.unit}".strip()
    return words if claim.asked.isdigit() else f"{words} *"


def link(table: str) -> str:
    """The table's name, linked."""
    return f"[{table}](../benchmarks/results/{table}.csv)"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
