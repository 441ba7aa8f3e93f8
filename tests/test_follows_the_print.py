"""Nothing printed is contradicted: a year to date, a pace and a closed year are those of the newest print."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.ledger import COLUMNS
from analysis.ledger.targets import Target, in_force
from analysis.model.observations import cumulative_end
from analysis.outlook import answer as room
from analysis.outlook.answer import answer_to
from analysis.outlook.progress import progress, settled_years
from analysis.outlook.reading import Answer
from analysis.report.sentences import heading, needed, notes, stale
from tests.small_futures import flat, plan

SERIES = ("ninh_thuan", "retail_sales", "total")
JUNE = pd.Period("2022-06", "M")


def target(value: float = 1260.0, measure: str = "level", **more: object) -> Target:
    unit = "billion_vnd" if measure == "level" else "percent"
    return Target(*SERIES, 2022, measure, value, unit, "plan", "2022-01-01", "s", **more)


def figures(
    *rows: tuple[str, str, str, float], published: str = "2022-07-01", status: str = "estimate"
) -> pd.DataFrame:
    """Figures as (period type, period, measure, value)."""
    units = {"level": "billion_vnd", "growth_yoy_pct": "percent"}
    whole = [
        [*SERIES, kind, period, measure, value, units[measure], status, published, "s", ""]
        for kind, period, measure, value in rows
    ]  # fmt: skip
    return pd.DataFrame(whole, columns=COLUMNS)


HALF = figures(("ytd", "2022-06", "level", 620.0), ("ytd", "2022-06", "growth_yoy_pct", 5.0))


def answered(own: pd.DataFrame, asked: Target, day: str = "2022-07-01", *monthly: float) -> Answer:
    """The answer on draws of 100 a month in 2021 and so much in 2022."""
    return answer_to(own, asked, flat(*(monthly or (103.0,))), {}, day)


@pytest.mark.parametrize(
    ("period_type", "period", "end"),
    [
        ("ytd", "2022-07", "2022-07"),
        ("month", "2022-01", "2022-01"),
        ("month", "2022-02", ""),
        ("year", "2021", "2021-12"),
    ],
)
def test_what_begins_in_january_is_cumulative_january_itself_too(period_type: str, period: str, end: str) -> None:
    assert cumulative_end(period_type, period) == end


def test_what_was_done_is_the_newest_print_not_the_estimate() -> None:
    later = figures(("ytd", "2022-06", "level", 600.0), published="2022-08-01", status="revised")
    found = answered(pd.concat([HALF, later]), target())
    assert (found.done, found.so_far) == (600.0, 5.0)


def test_done_growth_and_pace_add_up_with_a_pencil() -> None:
    found = answered(HALF, target())
    base = 620 / 1.05  # January to June of 2021, on the base of this year's prints
    rest = base  # half of 2021 on these draws
    assert 620 + rest * (1 + found.required_growth / 100) == pytest.approx(1260)


def test_last_years_printed_total_is_the_base_while_it_is_of_the_same_base() -> None:
    near = figures(("year", "2021", "level", 1200.0), published="2022-01-01")
    far = figures(("year", "2021", "level", 500.0), published="2022-01-01")  # a territory that was merged since
    assert progress(flat(103), pd.concat([HALF, near]), 2022, JUNE).before == 1200
    assert progress(flat(103), pd.concat([HALF, far]), 2022, JUNE).before == pytest.approx(2 * 620 / 1.05)


def test_a_growth_target_needs_what_the_printed_growth_leaves() -> None:
    found = answered(HALF.iloc[1:], target(8.0, "growth_yoy_pct"))
    assert (found.so_far + found.required_growth) / 2 == pytest.approx(8.0)


def test_levels_alone_give_the_growth() -> None:
    both = figures(("ytd", "2022-06", "level", 630.0), ("ytd", "2021-06", "level", 600.0))
    assert answered(both, target()).so_far == pytest.approx(5.0)


def test_naive_benchmarks_start_from_the_print() -> None:
    rules = answered(HALF, target(), "2022-07-01", 150.0).naive_benchmarks
    assert rules["ytd_growth_holds"] == pytest.approx(1240)
    assert rules["usual_share"] == pytest.approx(1240)
    assert rules["latest_month"] == pytest.approx(620 + 6 * 620 / 6)


def test_a_printed_year_is_closed_and_provisional_while_it_is_an_estimate() -> None:
    year = figures(("year", "2022", "level", 1259.9), published="2022-12-29")
    found = answered(pd.concat([HALF, year]), target(), "2022-12-29", 90.0, 110.0)
    assert (found.outturn, found.outlook.chance, found.outlook.verdict) == (1259.9, 0.0, "missed")
    assert (found.results == 1259.9).all()
    assert found.provisional and found.over and pd.isna(found.required_growth)
    assert "provisional" in heading(found, "en")
    assert answered(pd.concat([HALF, year]), target(1259.9), "2022-12-29").outlook.chance == 1


def test_after_the_years_end_nothing_speaks_of_months_left() -> None:
    found = answered(HALF, target(), "2023-01-10")
    assert found.over and pd.isna(found.required_growth)
    said = "2022 is over; the figure of the whole year is not printed yet, the newest is of June 2022."
    assert needed(found, "en") == said


def test_the_old_year_asked_in_the_new_one_is_known_to_its_own_last_month() -> None:
    new = figures(("ytd", "2023-01", "growth_yoy_pct", 9.0), published="2023-02-01")
    found = answered(pd.concat([HALF, new]), target(), "2023-02-10")
    assert (found.last, found.done, found.age) == (JUNE, 620.0, 1)


def test_a_plan_that_is_passed_needs_no_pace() -> None:
    found = answered(HALF, target(600.0))
    assert found.passed and pd.isna(found.required_growth)
    assert "reached already" in needed(found, "en")


def test_a_range_has_a_chance_for_each_bound_and_for_inside() -> None:
    low, high = target(5.0, "growth_yoy_pct"), target(7.0, "growth_yoy_pct")
    (both,) = in_force([high, low], 2022)
    view = answered(HALF, both, "2022-07-01", 104.0, 106.0, 107.0, 108.0).outlook
    assert (both.bounds, view.chance, view.upper_chance, view.inside) == ((5.0, 7.0), 0.75, 0.5, 0.5)


def test_less_is_better_where_the_plan_is_a_ceiling() -> None:
    ceiling = target(4.0, "growth_yoy_pct", direction="at_most")
    assert answered(HALF, ceiling, "2022-07-01", 103.0, 104.0, 105.0, 106.0).outlook.chance == 0.5


def test_an_average_of_years_counts_every_year() -> None:
    mean = target(10.0, "growth_yoy_pct", note="average a year, 2021-2022")
    closed = figures(("year", "2021", "growth_yoy_pct", 21.0), published="2022-01-10")
    found = answered(pd.concat([HALF, closed]), mean, "2022-07-01", 100.0, 110.0)
    assert settled_years(found.figures, mean) == {2021: 21.0}
    assert found.results.tolist() == pytest.approx([10.0, 100 * (1.21 * 1.1) ** 0.5 - 100])
    assert "mean over 2021–2022" in " ".join(notes(found, "en"))


def test_a_year_without_a_plan_has_a_range_and_no_chance() -> None:
    found = answered(HALF, room.open_target(SERIES, 2022, "level", "billion_vnd"))
    assert pd.isna(found.outlook.chance) and found.outlook.verdict == "none"
    assert "no plan" in heading(found, "en")


def test_the_estimate_says_by_how_much_and_why_it_leaves_the_print() -> None:
    found = answered(HALF, target(), "2022-07-01", 110.0)
    assert found.departure is not None
    assert (found.departure.by, found.departure.why) == (pytest.approx(5.0), "figures")
    assert "5.0 points" in " ".join(notes(found, "en"))
    base = figures(("ytd", "2021-06", "level", 563.6), published="2021-07-01")
    assert answered(pd.concat([HALF, base]), target(), "2022-07-01", 110.0).departure.why == "base"
    assert answered(HALF, target(), "2022-07-01", 105.0).departure is None


def test_an_old_figure_is_told_first_and_a_new_one_is_not() -> None:
    assert "of June 2022, 6 months ago" in stale(answered(HALF, target(), "2022-12-20"), "en")[0]
    assert stale(answered(HALF, target(), "2022-08-09"), "en") == []


def test_a_plan_counted_by_something_else_says_so() -> None:
    found = answered(HALF, target(note="basis: customs"))
    assert found.basis == "customs"
    assert "not counted on one basis (customs)" in " ".join(notes(found, "en"))


def test_two_sectors_of_one_indicator_have_two_names() -> None:
    assert plan(1).code == "retail_sales"
    assert Target("x", "iip", "mining", 2022, "level", 1.0, "index", "plan", "2022-01-01", "s").code == "iip_mining"


def test_a_ceiling_is_read_from_the_tables_not_from_the_code() -> None:
    texts = [path.read_text("utf-8") for path in (Path(room.__file__).parent).glob("*.py")]
    assert not any("cpi" in text for text in texts)


def test_figures_of_the_year_after_are_not_said_to_be_old_figures_of_the_year_before() -> None:
    new = figures(("ytd", "2023-01", "growth_yoy_pct", 9.0), published="2023-02-01")
    assert stale(answered(pd.concat([HALF, new]), target(), "2023-06-10"), "en") == []


def test_a_year_whose_growth_two_printed_levels_give_is_closed() -> None:
    whole = figures(("year", "2022", "level", 1320.0), ("year", "2021", "level", 1200.0), published="2023-01-05")
    found = answered(pd.concat([HALF, whole]), target(9.5, "growth_yoy_pct"), "2023-01-10")
    assert (found.outturn, found.outlook.verdict) == (pytest.approx(10.0), "reached")
