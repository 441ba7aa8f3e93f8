"""docs/measured.md says what the committed tables say, and no table goes unread."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks import measured

from analysis.ledger import DATA, load_facts, printed_decimals

ROOT, DAY = measured.ROOT, "2022-08-09"
CLAIMS = measured.claims().set_index("key")
TABLES = pd.read_csv(ROOT / "benchmarks" / "tables.csv").set_index("table")

# Sentences that say a measured number: the page, the words around it, the claim it repeats.
PROSE = [
    ("docs/assumptions.md", "ranges of 2020-2021 held {}", "pandemic_cover80"),
]


def test_the_page_is_what_the_tables_say() -> None:
    assert measured.PAGE.read_text("utf-8") == measured.page(), "run: python -m benchmarks.measured"


def test_every_claim_finds_one_number() -> None:
    assert CLAIMS.index.is_unique
    assert np.isfinite(CLAIMS["measured"]).all()


def test_a_goal_is_met_up_to_its_bounds() -> None:
    rows = [(1.0, None, 1.0), (1.1, None, 1.0), (1.9, 2.0, None), (2.0, 2.0, 3.0), (5.0, None, None)]
    judged = measured.judged(pd.DataFrame(rows, columns=["measured", "low", "high"], dtype=float))
    assert judged.to_list() == [True, False, False, True, pd.NA]


def test_every_table_is_told_of_and_every_one_told_of_exists() -> None:
    assert sorted(TABLES.index) == sorted(file.stem for file in measured.RESULTS.glob("*.csv"))


@pytest.mark.parametrize("command", TABLES["command"].unique())
def test_every_command_names_a_program(command: str) -> None:
    _, *options, program = command.split(" --")[0].split()
    path = Path(*program.split(".")).with_suffix(".py") if options == ["-m"] else Path(program)
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("page", "words", "key"), PROSE)
def test_a_number_in_prose_is_the_measured_one(page: str, words: str, key: str) -> None:
    assert words.format(measured.said(CLAIMS.loc[key])) in (ROOT / page).read_text("utf-8")


def test_the_data_note_counts_the_rows_known_that_day() -> None:
    note = (DATA / "README.md").read_text("utf-8")
    for table in ("ninh_thuan/facts.csv", "vietnam/facts.csv", "vietnam/employment.csv"):
        known = (pd.read_csv(DATA / table, usecols=["published"])["published"] <= DAY).sum()
        assert re.search(rf"^\| `{table}` \|.*\| {known:,} \|$", note, re.MULTILINE), (table, known)


def to_the_second_print(values: pd.Series) -> float:
    """How far the second print lies from the first; one that only repeats or rounds it is none."""
    first, *more = values
    return next((one - first for one in more if one != round(first, printed_decimals(one))), float("nan"))


def test_the_data_note_says_how_far_reprints_move() -> None:
    facts = load_facts(DAY, geography="vietnam", indicator="iip")
    own = facts.query(
        "sector == 'total' and measure == 'growth_yoy_pct' and period_type == 'month' and period >= '2019'"
    )
    prints = own.sort_values("published", kind="stable").drop_duplicates(["period", "published"], keep="last")
    moved = prints.groupby("period")["value"].agg(to_the_second_print).dropna()
    said = f"{len(moved)} months since 2019: the reprint moved it by {moved.mean():.2f} points on average, "
    said += f"{moved.abs().mean():.2f} in absolute terms, and by more than 1 point in {(moved.abs() > 1).mean():.0%}"
    assert said.removesuffix("%") in (DATA / "README.md").read_text("utf-8")


def test_the_method_note_says_how_exact_figures_are() -> None:
    exact = (
        pd.read_csv(DATA / "reliability.csv").query("status.isna()").set_index(["measure", "period_type"])["spread_pct"]
    )
    year, month = exact["growth_yoy_pct"], exact["growth_mom_pct"]["month"]
    said = f"a month's growth {year['month']:g} %, year to\ndate {year['ytd']:g} %, growth on the month {month:g} %"
    assert said in (ROOT / "docs" / "method.md").read_text("utf-8")


def test_the_errors_used_lie_among_those_measured() -> None:
    """Growth on the month and figures of quarters stand on judgement (benchmarks/reliability.py)."""
    used = pd.read_csv(DATA / "reliability.csv", keep_default_na=False)
    kinds = used[["measure", "period_type", "status"]].agg(" ".join, axis=1).str.strip()
    by_series = pd.read_csv(measured.RESULTS / "reliability.csv", index_col="kind").drop(columns="median")
    judgement = kinds.str.contains("growth_mom_pct|quarter")
    shared = used.set_index(kinds)["spread_pct"][~judgement.to_numpy()].filter(by_series.index)
    assert len(shared) == 8
    assert shared.between(by_series.min(axis=1)[shared.index], by_series.max(axis=1)[shared.index]).all()


def test_tables_that_tell_of_the_same_answers_agree() -> None:
    """A table left behind by a change of the model tells other chances than those measured since."""
    by_day, changed, levers = (
        pd.read_csv(measured.RESULTS / f"{name}.csv") for name in ("chances_by_day", "what_changed", "what_it_takes")
    )
    told = by_day.loc[by_day["as_of"] == DAY, "chance"].sort_values().to_list()
    assert told == pytest.approx(deciding(changed.loc[changed["after"] == DAY, "new_answer_chance"], told), abs=0.001)
    assert told == pytest.approx(deciding(levers.loc[levers["day"] == DAY, "before"], told), abs=0.001)


def deciding(chances: pd.Series, told: list[float]) -> list[float]:
    """Of each chance told the one nearest to it."""
    return [min(chances, key=lambda other, one=one: abs(other - one)) for one in told]
