"""Any series is answered, or said not to be: the kinds of figures a province may have, in folders of a few rows."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.ledger.kinds import COLUMNS, TARGET_COLUMNS
from analysis.outlook.answer import Answer
from analysis.outlook.scenarios import Scenario
from analysis.outlook.verdicts import LEAST, MOST
from analysis.place import Place
from analysis.report import results
from analysis.report.drawings.paper import drawings
from analysis.report.numbers import compared
from analysis.report.paper import Known, report
from analysis.report.sentences import sentences
from tests.small_ledger import FACTS, small_ledger

Row = tuple[str, str, str, float]
LEVEL, GROWTH = "level", "growth_yoy_pct"


def rising(month: pd.Period) -> float:
    """100 a month in 2020, a tenth more each year."""
    return 100 * 1.1 ** (month.year - 2020)


def monthly(first: str, last: str, value: Callable[[pd.Period], float] = rising) -> list[Row]:
    """Levels of months and of the year to date."""
    rows: list[Row] = []
    whole = 0.0
    for month in pd.period_range(first, last, freq="M"):
        whole = value(month) + (whole if month.month > 1 else 0.0)
        rows += [("month", str(month), LEVEL, value(month)), ("ytd", str(month), LEVEL, whole)]
    return rows


def place(
    folder: Path, rows: list[Row], *plans: tuple[str, float], event: str = "", indicator: str = "exports"
) -> Place:
    """A province with one series, printed on the 28th of each month, and plans for its year 2022."""
    data, units = small_ledger(folder, []), {LEVEL: "million_usd", GROWTH: "percent"}
    own = data / "ninh_thuan"
    spoken = [
        pd.Period(period.replace("-Q", "Q"), kind[0].upper() if kind in ("quarter", "year") else "M")
        for kind, period, *_ in rows
    ]
    ends = [one.asfreq("M", "end") for one in spoken]
    facts = [
        ["ninh_thuan", indicator, "total", *row, units[row[2]], "estimate", f"{end}-28", f"office_{end}", ""]
        for row, end in zip(rows, ends, strict=True)
    ]
    pd.DataFrame(facts, columns=COLUMNS).to_csv(own / "facts.csv", index=False)
    targets = [
        [
            "ninh_thuan",
            indicator,
            "total",
            2022,
            measure,
            value,
            units[measure],
            "plan",
            "province",
            "2022-01-28",
            "s",
            "",
        ]
        for measure, value in plans
    ]
    pd.DataFrame(targets, columns=TARGET_COLUMNS).to_csv(own / "targets.csv", index=False)
    days = {"s": "2022-01-28"} | {f"office_{end}": f"{end}-28" for end in ends}
    sources = "".join(f"{name},Báo cáo,Cục Thống kê,,{day},stated\n" for name, day in days.items())
    (own / "sources.csv").write_text(f"source_id,title,publisher,url,published,date_basis\n{sources}", "utf-8")
    if event:
        head = "date,geography,indicator,kind,description,source_id"
        (own / "events.csv").write_text(f"{head}\n{event.format(indicator)}\n", "utf-8")
    return Place("ninh_thuan", lang="en", data=data)


def one(given: Place) -> Answer:
    (found,) = given.answers()
    return found


def said(given: Place) -> str:
    return " ".join(sentences(given.answers(), "en"))


def test_quarters_alone_add_up_to_what_was_done(tmp_path: Path) -> None:
    rows = [
        ("quarter", str(q).replace("Q", "-Q"), LEVEL, 300.0 * 1.1 ** (q.year - 2020))
        for q in pd.period_range("2020Q1", "2022Q2", freq="Q")
    ]
    found = one(place(tmp_path, rows, (LEVEL, 1500.0)))
    assert found.done == pytest.approx(2 * 363)
    assert found.so_far == pytest.approx(10)


def test_an_amount_is_not_judged_where_growth_alone_was_printed(tmp_path: Path) -> None:
    rows = [("ytd", f"{year}-{m:02d}", GROWTH, 10.0) for year in (2021, 2022) for m in range(1, 8)]
    level, growth = (given := place(tmp_path, rows, (LEVEL, 1600.0), (GROWTH, 10.0))).answers()
    assert (level.untold, level.used, growth.used) == ("amount", False, True)
    assert pd.isna([level.done, level.outlook.median, level.outlook.chance, level.required_growth]).all()
    assert "cannot be judged, because growth alone was published" in said(given)


def test_a_year_beyond_all_that_was_seen_is_not_told(tmp_path: Path) -> None:
    leap = monthly("2020-01", "2022-07", lambda month: rising(month) * (9 if month.year == 2022 else 1))
    found = one(given := place(tmp_path, leap, (LEVEL, 1600.0)))
    assert 100 * (9 * 1.1 - 1) > MOST > 0 > LEAST
    assert (found.untold, found.outlook.verdict, found.used) == ("beyond", "untold", False)
    assert "cannot be told" in said(given)


def test_a_series_without_a_usable_figure_does_not_cost_the_others(tmp_path: Path) -> None:
    found = one(given := place(tmp_path, monthly("2021-01", "2022-07", lambda month: 0.0), (LEVEL, 1600.0)))
    assert found.untold == "figures"
    assert "nothing can be estimated" in said(given)


def test_an_open_year_is_never_certain(tmp_path: Path) -> None:
    far, near = (
        one(place(tmp_path / str(plan), monthly("2020-01", "2022-07"), (LEVEL, plan))) for plan in (9999.0, 900.0)
    )
    assert (far.outlook.verdict, near.outlook.verdict, near.passed) == ("unlikely", "likely", False)
    assert 0 < far.outlook.chance < 0.01 and 0.99 < near.outlook.chance < 1


BASE = monthly("2020-01", "2021-12")
NEW = monthly("2022-01", "2022-07", lambda month: 0.93 * rising(month))
TOLD = [("ytd", f"2022-{m:02d}", GROWTH, 10.0) for m in range(1, 8)]


@pytest.mark.parametrize("kind", ["base", "area"])
def test_an_announced_base_parts_the_levels_and_is_said(tmp_path: Path, kind: str) -> None:
    found = one(
        given := place(tmp_path, BASE + NEW + TOLD, (LEVEL, 1400.0), event=f"2022-01-01,ninh_thuan,{{}},{kind},x,s")
    )
    assert found.rebased is not None and found.rebased[0] == "2022-01-01"
    assert found.naive_benchmarks["ytd_growth_holds"] == pytest.approx(0.93 * 1452, rel=0.01)
    assert "on a new base or area" in said(given)


def test_an_area_that_more_than_doubles_is_seen_and_said(tmp_path: Path) -> None:
    merged = monthly("2022-01", "2022-07", lambda month: 2.5 * rising(month))
    found = one(given := place(tmp_path, BASE + merged + TOLD, (LEVEL, 3600.0)))
    assert found.outlook.median == pytest.approx(2.5 * 1452, rel=0.02)
    assert "2.5 times those printed before" in said(given)


def test_a_series_that_starts_in_mid_year_has_a_year_and_no_pace(tmp_path: Path) -> None:
    months_alone = [row for row in monthly("2021-06", "2022-07") if row[0] == "month"]
    found = one(given := place(tmp_path, months_alone, (LEVEL, 1452.0)))
    assert not found.untold and pd.isna(found.so_far)
    assert "no single pace" in said(given)


def test_january_without_a_figure_of_the_year_is_answered(tmp_path: Path) -> None:
    place(tmp_path, monthly("2020-01", "2021-12"), (LEVEL, 1452.0))
    found = one(Place("ninh_thuan", "2022-01-31", data=tmp_path))
    assert pd.isna(found.done) and found.outlook.median == pytest.approx(1452, rel=0.1)


def test_a_day_before_the_first_figure_has_no_answer_and_no_error(tmp_path: Path) -> None:
    place(tmp_path, monthly("2020-01", "2022-07"), (LEVEL, 1452.0))
    early = Place("ninh_thuan", "2019-01-01", data=tmp_path)
    assert early.answers() == []
    assert Place("ninh_thuan", "2022-08-09", data=tmp_path).answers(2019) == []


def test_a_place_whose_figures_begin_in_the_year_is_answered_without_a_plan(tmp_path: Path) -> None:
    (found,) = place(tmp_path, monthly("2022-01", "2022-07")).answers()
    assert found.outlook.median == pytest.approx(1452, rel=0.1)


def test_a_plan_of_a_year_that_no_month_tells_of_does_not_cost_the_others(tmp_path: Path) -> None:
    level, grown = place(tmp_path, monthly("2022-01", "2022-07"), (LEVEL, 1452.0), (GROWTH, 5.0)).answers()
    assert level.outlook.median == pytest.approx(1452, rel=0.1)
    assert grown.untold == "figures" and pd.isna(grown.outlook.chance)


def test_once_a_target_is_missed_all_at_once_is_out_of_reach(tmp_path: Path) -> None:
    rows = [*monthly("2020-01", "2021-12"), ("year", "2022", LEVEL, 1000.0)]
    given = place(tmp_path, rows, (LEVEL, 1452.0))
    both = [*given.answers(), *given.answers()]
    assert "can no longer be reached" in " ".join(sentences(both, "en"))


def test_a_year_without_a_plan_has_its_report_and_charts_that_name_none(tmp_path: Path) -> None:
    given = place(tmp_path, monthly("2020-01", "2022-07"))
    answers = given.answers()
    told = report(Known(given.code, given.facts, given.as_of, "en", tmp_path, answers), ())
    assert "No plan target for 2022 was known" in str(told.body)
    assert "plan for the year (" not in str(told.body)
    titles = [one.title for one in drawings(answers, given.as_of, "en", data=tmp_path)]
    assert titles and not any("plan" in title or "–" in title for title in titles)


def test_what_was_printed_of_the_year_and_earlier_plans_spoke_of_is_answered_beside_a_plan(tmp_path: Path) -> None:
    earlier = "ninh_thuan,iip,total,2021,growth_yoy_pct,8,percent,plan,province,2021-01-28,office_2021-01,\n"
    old = ("iip", "total", "ytd", "2021-12", GROWTH, 10.0)
    for folder, facts in (("new", FACTS), ("old", [*(fact for fact in FACTS if fact[0] != "iip"), old])):
        with (small_ledger(tmp_path / folder, facts) / "ninh_thuan" / "targets.csv").open(
            "a", encoding="utf-8"
        ) as targets:
            targets.write(earlier)
    given, unspoken = (Place("ninh_thuan", "2022-07-28", data=tmp_path / one) for one in ("new", "old"))
    assert [one.target.indicator for one in unspoken.answers()] == ["retail_sales"]
    ((_, under),) = compared(given.answers(), [Scenario("none", ())])[0].items()
    assert [one.target.indicator for one in under] == ["retail_sales"]
    assert [(one.target.indicator, one.decides) for one in given.answers()] == [("retail_sales", True), ("iip", False)]
    assert given.joint_chance() == given.outlook("retail_sales").chance
    told = " ".join(sentences(given.answers(), "en"))
    assert "IIP, 2022: heading for" in told
    assert "at once" not in told


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([], "there is no plan"),
        (["pace"], "there is no plan"),
        (["plan"], "Targets to propose for 2023"),
        (["changed", "2022-05-30"], "the year expected went from"),
        (["issue"], "Kept in"),
    ],
)
def test_every_command_answers_for_a_place_without_a_plan(command: list[str], words: str, tmp_path: Path) -> None:
    given = place(tmp_path / "data", monthly("2020-01", "2022-07"))
    folders = ["--data", str(given.data), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, [*command, "--lang", "en", *folders])
    assert (told.exit_code, told.stderr) == (0, "")
    assert words in " ".join(told.stdout.split())
    assert "nan" not in told.stdout


def test_a_year_printed_is_said_once_without_a_range_or_months_left(tmp_path: Path) -> None:
    rows = [*monthly("2020-01", "2021-12"), ("year", "2022", LEVEL, 1500.0)]
    given = place(tmp_path / "data", rows, (LEVEL, 1452.0))
    for command in ([], ["pace"]):
        told = CliRunner().invoke(
            app, [*command, "--lang", "en", "--data", str(given.data), "--out", str(tmp_path / "out")]
        )
        assert "1,500" in told.stdout
        assert not re.search("1,500 ?– ?1,500|left|Rule", told.stdout)


def test_a_first_estimate_of_a_year_is_called_one_without_a_plan_too(tmp_path: Path) -> None:
    given = place(tmp_path, [*monthly("2020-01", "2021-12"), ("year", "2022", LEVEL, 1500.0)])
    (told,) = sentences(given.answers(), "en")
    assert "a first estimate of 1,500 million USD, provisional until the final figure; there was no plan" in told


def test_a_printed_year_is_drawn_as_printed_and_never_as_open(tmp_path: Path) -> None:
    rows = [*monthly("2020-01", "2022-07"), ("year", "2022", LEVEL, 1500.0)]
    answers = place(tmp_path, rows, (LEVEL, 1452.0)).answers()
    drawn = {one.name: one.title for one in drawings(answers, "2022-12-28", "en", data=tmp_path)}
    assert drawn["exports_path"] == "Exports in 2022: 1,500 million USD printed, above the plan of 1,452 million USD"
    assert "exports_year" not in drawn


def test_what_a_year_brought_quotes_the_whole_year_once_it_is_printed() -> None:
    rows = [("month", "2022-08", 100.0), ("ytd", "2022-09", 20.0), ("year", "2022", 12.4)]
    named = [("granite", *row) for row in rows] + [("salt", *rows[0]), ("salt", *rows[1])]
    table = pd.DataFrame(named, columns=["sector", "period_type", "period", "value"]).assign(measure=GROWTH)
    assert results._longest(table).set_index("sector")["value"].to_dict() == {"salt": 20.0, "granite": 12.4}


def test_the_index_of_a_year_is_quoted_once_it_is_printed(tmp_path: Path) -> None:
    rows = [("month", "2022-08", GROWTH, 9.4), ("ytd", "2022-08", GROWTH, 8.6), ("year", "2022", GROWTH, 13.2)]
    given = place(tmp_path, [("ytd", "2021-08", GROWTH, 6.4), *rows], indicator="iip")
    told = results.results(answers := given.answers(), results.quoted(answers, given.facts), "en")
    assert re.search("9.4.*8.6.*6.4.*2022: up 13.2", str(told))
