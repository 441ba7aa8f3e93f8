"""What it would take, told: tables, sentences and the chart for Ninh Thuận, and the command that prints them."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.outlook.levers import least_effort
from analysis.outlook.pace import precedents
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import Scenario, load_scenarios
from analysis.report import numbers, sentences
from tests.august import AS_OF, FEW, august


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august(FEW)


@pytest.fixture(scope="module")
def used(given: list[Answer]) -> dict[str, Answer]:
    return {answer.target.indicator: answer for answer in given if answer.used}


def test_output_is_closed_where_the_index_is_known(used: dict[str, Answer]) -> None:
    assert str(used["industrial_output"].last) == "2022-06"
    assert {str(used[name].closed) for name in ("iip", "industrial_output")} == {"2022-07"}


@pytest.mark.parametrize("chance", [0.5, 0.8])
@pytest.mark.parametrize("indicator", ["iip", "industrial_output", "retail_sales", "exports"])
def test_levers_simulated_again_give_the_chance_asked_for(
    used: dict[str, Answer], indicator: str, chance: float
) -> None:
    effort = least_effort(used[indicator], chance)
    assert effort.enough
    assert effort.after == pytest.approx(max(chance, effort.before), abs=0.01)


def test_the_pace_of_all_months_stands_below_them(used: dict[str, Answer]) -> None:
    rows = numbers.pace_table(used["iip"], "en").text()
    assert list(rows["Month"]) == [
        f"{month} 2022" for month in ("August", "September", "October", "November", "December")
    ] + ["these months together"]
    assert rows["Growth needed"].iloc[-1] == f"+{used['iip'].required_growth:.1f}%"


def test_the_past_is_told_with_what_is_not_known(used: dict[str, Answer]) -> None:
    answer = used["iip"]
    found = precedents(answer.draws, answer.target, answer.last, AS_OF)
    told = sentences.precedent_sentence(found, "en")
    assert "overlapping spans of 5 months" in told
    assert told.endswith("The ledger has no monthly figures of it for any other province.")
    assert list(numbers.precedent_table(found, "en").text()["Place"]) == ["Ninh Thuận", "Vietnam"]


def test_an_effort_is_told_as_enough_needless_stopped_or_not_to_be_asked(used: dict[str, Answer]) -> None:
    power, nothing = ({name: most for name in used["iip"].parts} for most in (0.1, 0.0))
    told = [
        sentences.effort_sentence(least_effort(used["iip"], 0.5), "en"),
        sentences.effort_sentence(least_effort(used["retail_sales"], 0.5), "en"),
        sentences.effort_sentence(least_effort(used["iip"], 0.8, ceilings=power), "en"),
        sentences.effort_sentence(least_effort(used["iip"], 0.8, ceilings=nothing), "en"),
    ]
    assert "to 50% if the 5 months left show: electricity" in told[0]
    assert "nothing more is needed for 50%" in told[1]
    assert "80% cannot be had within the ceilings; electricity, manufacturing, mining, water and waste" in told[2]
    assert "the ceilings leave nothing to ask for, the chance stays" in told[3]


def test_scenarios_stand_side_by_side_the_best_first(given: list[Answer]) -> None:
    found, left_out = numbers.compared(given, load_scenarios("ninh_thuan", as_of=AS_OF).values())
    assert not left_out
    assert [scenario.name for scenario in found][:2] == ["high", "new_plant"]
    table = numbers.scenario_table(found, "en").text()
    assert table["Scenario"].iloc[0] == "High"
    assert list(table.columns[-2:]) == ["All at once", "Mark"]


def test_a_scenario_that_no_longer_fits_is_told_and_the_others_stay(given: list[Answer]) -> None:
    scenarios = load_scenarios("ninh_thuan", as_of=AS_OF)
    late = [replace(answer, closed=answer.closed + 3) for answer in given]
    found, left_out = numbers.compared(late, scenarios.values())
    assert {"base", "low", "high"} <= {scenario.name for scenario in found}
    assert "write 2022-11 or later" in str(left_out[scenarios["curtailment"]])


def test_a_change_is_shown_with_its_reason_source_and_mark() -> None:
    scenario = load_scenarios("ninh_thuan", as_of=AS_OF)["new_plant"]
    (row,) = numbers.changes_table([scenario], "en").text().to_dict("records")
    assert row["Change"] == "capacity +93.0 MW"
    assert row["Mark"] == scenario.fingerprint
    assert "Hanbaram" in row["Reason"]


def test_a_scenario_without_a_name_of_its_own_goes_by_its_file(given: list[Answer]) -> None:
    found, _ = numbers.compared(given, [Scenario("my_own", ())])
    assert list(numbers.scenario_table(found).text()["Kịch bản"]) == ["my_own"]


def test_the_chance_of_all_is_told_with_and_without_dependence(given: list[Answer]) -> None:
    assert "if those outside industry were independent" in sentences.together(given, "en")
    assert sentences.dependence_sentence("en").startswith("None of the 3 pairs")
    assert len(numbers.subset_table(given, "en")) == 6 + 4 + 1


def test_index_and_output_are_held_against_each_other(used: dict[str, Answer]) -> None:
    told = sentences.coherence_sentence(used["iip"], used["industrial_output"], "en")
    assert told.startswith("Where IIP just reaches +8.9%, Industrial output shows +")


@pytest.mark.parametrize(("language", "words"), [("vi", "Dự kiến tăng"), ("en", "Growth expected")])
def test_the_command_tells_one_target_in_both_languages(
    language: str, words: str, given: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.place.answers", lambda *asked, **settings: given)
    told = CliRunner().invoke(app, ["pace", "--indicator", "exports", "--chance", "0.8", "--lang", language])
    assert told.exit_code == 0, told.stderr
    assert words in told.stdout


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["--indicator", "rice"], "indicator “rice”"),
        (["--year", "2030"], "Năm 2030: vào ngày 09/8/2022 chưa biết chỉ tiêu"),
        (["--as-of", "August"], "write YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(typed: list[str], answer: str) -> None:
    told = CliRunner().invoke(app, ["pace", *typed])
    assert told.exit_code == 2
    assert answer in told.stderr
