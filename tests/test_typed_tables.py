"""A slip typed into a place's own tables is said with file, row and value, whichever figure was printed first."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.checks.adding import examine
from analysis.checks.hand import slips
from analysis.ledger import load_facts, possible, usable
from analysis.place import Place
from tests.small_ledger import FACTS, figure, release, small_ledger

# what stands in the small ledger: retail sales of 110 a month in 2022, of 100 before; an IIP that grows by 10 %
SLIPS = {
    "ten times": (("retail_sales", "total", "ytd", "2022-06", "level"), 6600.0, "tenfold"),
    "a year to date that falls": (("retail_sales", "total", "ytd", "2022-05", "level"), 400.0, "ytd_falls"),
    "digits exchanged": (("retail_sales", "total", "ytd", "2022-07", "level"), 707.0, "ytd_sum_slight"),
    "an index for growth": (("iip", "total", "month", "2022-05", "growth_yoy_pct"), 110.0, "index_for_growth"),
    "a sign turned": (("iip", "total", "ytd", "2022-03", "growth_yoy_pct"), -10.0, "ytd_growth"),
}


def typed(folder: Path, key: tuple[str, ...], value: float) -> Path:
    return small_ledger(folder / "data", [*_without(key), (*key, value)])


def _without(key: tuple[str, ...]) -> list[tuple]:
    return [fact for fact in FACTS if fact[:5] != key]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_said_with_its_file_row_and_value_in_both_languages(slip: str, tmp_path: Path) -> None:
    key, value, code = SLIPS[slip]
    data = typed(tmp_path, key, value)
    rows = (data / "ninh_thuan" / "facts.csv").read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(rows, 1) if ",".join(key) in line)
    told = [one for one in slips("ninh_thuan", data) if one.row == row and one.finding.code == code]
    assert told, [one.say("en") for one in slips("ninh_thuan", data)]
    for language, word in (("vi", "dòng"), ("en", "row")):
        said = told[0].say(language)
        assert f"ninh_thuan/facts.csv, {word} {row}: " in Path(said).as_posix()
        assert f"{abs(value):,.0f}".translate(str.maketrans(",", "." if language == "vi" else ",")) in said


NOT_COUNTED = {
    "a year to date below three others": (("retail_sales", "total", "ytd", "2022-07", "level"), 300.0),
    "a year to date above three others": (("retail_sales", "total", "ytd", "2022-04", "level"), 4400.0),
    "a level below zero": (("retail_sales", "total", "month", "2022-05", "level"), -110.0),
    "growth below -100": (("iip", "total", "ytd", "2022-06", "growth_yoy_pct"), -110.0),
}


@pytest.mark.parametrize("slip", NOT_COUNTED)
def test_what_cannot_be_is_said_with_its_row_and_is_no_evidence(slip: str, tmp_path: Path) -> None:
    key, value = NOT_COUNTED[slip]
    data = typed(tmp_path, key, value)
    (told,) = [one for one in slips("ninh_thuan", data) if one.finding.code == "not_counted"]
    assert told.rows["value"].iloc[told.finding.row] == value
    rest = load_facts(geography="ninh_thuan", data=small_ledger(tmp_path / "rest", _without(key)))
    pd.testing.assert_frame_equal(usable(rest, data), usable(load_facts(geography="ninh_thuan", data=data), data))


def test_a_year_is_answered_from_what_is_left_of_its_figures(tmp_path: Path) -> None:
    key, value = NOT_COUNTED["a year to date below three others"]
    rest = small_ledger(tmp_path / "rest", _without(key))
    told, left = (Place("Ninh Thuận", "2022-07-28", data=data) for data in (typed(tmp_path, key, value), rest))
    pd.testing.assert_frame_equal(told.outlooks(), left.outlooks())
    assert told.outlook("retail_sales").done == 770.0


def test_one_fall_to_date_may_be_a_revision_and_counts(tmp_path: Path) -> None:
    data = typed(tmp_path, ("retail_sales", "total", "ytd", "2022-07", "level"), 600.0)
    assert len(possible(facts := load_facts(geography="ninh_thuan", data=data))) == len(facts)


def test_a_slip_is_said_from_the_day_it_was_published(tmp_path: Path) -> None:
    data = typed(tmp_path, ("retail_sales", "total", "ytd", "2022-07", "level"), 300.0)
    assert slips("ninh_thuan", data, "2022-07-28")
    assert not slips("ninh_thuan", data, "2022-07-27")


def test_months_between_two_rates_to_date_must_be_possible(tmp_path: Path) -> None:
    known = [fact for fact in FACTS if fact[0] != "iip" or fact[3] < "2022-04"]
    data = small_ledger(tmp_path / "data", [*known, ("iip", "total", "ytd", "2022-07", "growth_yoy_pct", -95.0)])
    assert "month_implied" in [one.finding.code for one in slips("ninh_thuan", data)]


@pytest.mark.parametrize(("typed_plan", "code"), [("1132", "plan_far_slight"), ("13200", "plan_far"), ("1230", "")])
def test_a_plan_below_or_far_above_the_year_before_is_said_with_its_row(
    typed_plan: str, code: str, tmp_path: Path
) -> None:
    """1.200 was sold in 2021."""
    data = small_ledger(tmp_path / "data")
    targets = data / "ninh_thuan" / "targets.csv"
    targets.write_text(targets.read_text("utf-8").replace("1320", typed_plan), "utf-8")
    told = [(Path(one.file).name, one.row, one.finding.code) for one in slips("ninh_thuan", data)]
    assert [one for one in told if one[0] == "targets.csv"] == ([("targets.csv", 2, code)] if code else [])


def test_a_plan_like_that_of_an_exceptional_year_before_is_sound(tmp_path: Path) -> None:
    """1.200 were sold where 700 had been planned; 710 are planned next."""
    data = small_ledger(tmp_path / "data")
    targets = data / "ninh_thuan" / "targets.csv"
    head, plan = targets.read_text("utf-8").splitlines()
    former = plan.replace("2022", "2021").replace("1320", "700")
    targets.write_text("\n".join([head, former, plan.replace("1320", "710")]) + "\n", "utf-8")
    assert not [one for one in slips("ninh_thuan", data) if Path(one.file).name == "targets.csv"]


@pytest.mark.parametrize("first", ["ytd,2022-03", "quarter,2022-Q1"])
@pytest.mark.parametrize(("rate", "odd"), [(35, False), (40, True)])
def test_months_turn_only_so_far_from_the_growth_before_them(
    rate: float, odd: bool, first: str, tmp_path: Path
) -> None:
    """10 % by March: 40 % by July makes four months of 62.5 %."""
    known = [fact for fact in FACTS if fact[0] != "iip"]
    rates = [
        ("iip", "total", "ytd", *own)
        for own in (("2022-03", "growth_yoy_pct", 10), ("2022-07", "growth_yoy_pct", rate))
    ]
    data = small_ledger(tmp_path / "data", known + rates)
    facts = data / "ninh_thuan" / "facts.csv"
    facts.write_text(facts.read_text("utf-8").replace("iip,total,ytd,2022-03", f"iip,total,{first}"), "utf-8")
    targets = data / "ninh_thuan" / "targets.csv"
    plan = (
        targets.read_text("utf-8")
        .splitlines()[1]
        .replace("retail_sales", "iip")
        .replace("level,1320", "growth_yoy_pct,9")
    )
    targets.write_text(targets.read_text("utf-8") + plan.replace("billion_vnd", "percent") + "\n", "utf-8")
    assert [one.finding.code for one in slips("ninh_thuan", data)] == ["month_implied_slight"] * odd


def test_sound_tables_say_nothing(tmp_path: Path) -> None:
    assert slips("ninh_thuan", small_ledger(tmp_path / "data")) == []


def test_a_warning_is_said_only_of_what_decides_an_answer(tmp_path: Path) -> None:
    late = ("retail_sales", "total", "ytd", "2022-07", "level")
    assert slips("ninh_thuan", typed(tmp_path, late, 720.0))
    targets = tmp_path / "data" / "ninh_thuan" / "targets.csv"
    targets.write_text(targets.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert slips("ninh_thuan", tmp_path / "data") == []


def test_a_figure_printed_late_is_held_against_the_month_after_it(tmp_path: Path) -> None:
    known = [fact for fact in FACTS if fact[0] != "retail_sales" or fact[3] != "2022-06"]
    data = small_ledger(tmp_path / "data", known)
    late = release(figure("retail_sales", "level", 606.0, kind="ytd", period="2022-06"))
    assert "ytd_sum" in {one.code.removesuffix("_slight") for one in examine(late, data).findings}
