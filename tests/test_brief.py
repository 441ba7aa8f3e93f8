"""The answer on paper: tables, sentences and files."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import wording
from analysis.__main__ import app
from analysis.outlook.answer import answers
from analysis.outlook.reading import Answer
from analysis.report.folder import write
from analysis.report.numbers import plan_table, rules_table
from analysis.report.sentences import needed, sentences
from tests.august import AS_OF, FEW, august


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august(FEW)


@pytest.mark.parametrize(
    ("language", "heads", "plan"),
    [("vi", ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm"], "11.757,6"), ("en", ["No.", "Target", "Unit"], "11,757.6")],
)
def test_the_table_speaks_the_readers_language(given: list[Answer], language: str, heads: list[str], plan: str) -> None:
    rows = plan_table(given, language, "plan").text()
    assert list(rows.columns[: len(heads)]) == heads
    assert plan in rows.iloc[:, 3].to_list()


def test_a_reading_that_does_not_decide_stands_in_brackets(given: list[Answer]) -> None:
    names = plan_table(given).text()["Chỉ tiêu"]
    assert [name.startswith("(") for name in names] == [not answer.used for answer in given]


def test_printed_figures_keep_their_decimals_and_estimates_get_no_more_than_they_bear(given: list[Answer]) -> None:
    row = plan_table(given).text().set_index("Chỉ tiêu").loc["Xuất khẩu"]
    assert list(row[["Kế hoạch năm", "Thực hiện lũy kế", "% KH", "% cùng kỳ"]]) == ["130", "61,1", "47,0", "+9,26"]


def test_the_two_readings_of_output_are_told_with_both_bases(given: list[Answer]) -> None:
    told = sentences(given)[-1]
    assert "10.583 tỷ đồng" in told
    assert "10.823 tỷ đồng" in told


def test_all_targets_at_once_are_no_likelier_than_the_least_likely(given: list[Answer]) -> None:
    told = next(told for told in sentences(given, "en") if "all 4 at once" in told)
    least = min(answer.outlook.chance for answer in given if answer.used)
    assert int(told.split(": ")[1].split("%")[0]) <= round(100 * least)


def test_a_plan_that_is_as_good_as_reached_is_told_as_room_to_fall(given: list[Answer]) -> None:
    retail = next(answer for answer in given if answer.target.indicator == "retail_sales")
    assert "even if the 6 months left fall by" in needed(retail, "en")


def test_before_the_years_first_figure_nothing_is_said_to_be_done(tmp_path: Path) -> None:
    early = answers("2022-03-12", "ninh_thuan", 2022, n_draws=FEW)
    assert plan_table(early).text()["Thực hiện lũy kế"].to_list() == ["–", "–"]
    assert "no figure of 2022 is known yet" in needed(early[0], "en")
    assert not any("path" in path.name for path in write(early, "2022-03-12", tmp_path))


def test_the_rules_of_thumb_stand_beside_the_estimate(given: list[Answer]) -> None:
    rows = rules_table(given, "en").text()
    assert rows.shape == (4, 6)


def test_the_folder_holds_tables_and_charts_and_a_second_run_gives_the_same_bytes(
    given: list[Answer], tmp_path: Path
) -> None:
    once, again = (write(given[-1:], AS_OF, tmp_path / name, "vi") for name in ("once", "again"))
    assert {path.suffix for path in once} == {".csv", ".png", ".svg", ".pdf", ".xlsx"}
    dated = {".xlsx"}  # a book's zip holds the time of day
    once, again = ([path.read_bytes() for path in paths if path.suffix not in dated] for paths in (once, again))
    assert once == again


def test_every_figure_behind_a_chart_names_its_source(given: list[Answer], tmp_path: Path) -> None:
    write(given[-1:], AS_OF, tmp_path)
    figures = pd.read_csv(next(tmp_path.glob("*_figures.csv")), encoding="utf-8-sig")
    assert figures["source_id"].notna().all()


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(cell: str) -> None:
    assert wording.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["+7,8", "-1.7%", "−1,7%", "Xuất khẩu", 5.66])
def test_numbers_and_words_stay_as_they_are(cell: object) -> None:
    assert wording.harmless(cell) == cell


def test_the_command_prints_the_verdicts_and_says_where_it_wrote(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--as-of", AS_OF, "--lang", "en", "--out", str(tmp_path)], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    assert result.output.count("chance of reaching it") == 4
    assert (tmp_path / "outlook_en.csv").exists()


def test_a_day_that_is_no_day_is_refused_in_both_languages(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--as-of", "31/2/2022", "--out", str(tmp_path / "new")])
    assert result.exit_code == 1
    assert "hãy ghi YYYY-MM-DD" in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_day_before_any_target_is_answered_without_a_plan(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--as-of", "2022-01-31", "--lang", "en", "--out", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert "there is no plan" in " ".join(result.output.split())
    assert pd.read_csv(tmp_path / "new" / "outlook.csv")["chance"].isna().all()


def test_an_unknown_province_is_refused_with_the_nearest_known_one() -> None:
    result = CliRunner().invoke(app, ["--place", "Ninh Thuan t"])
    assert result.exit_code == 1
    assert "did you mean “ninh_thuan”?" in result.stderr
