"""Replays, scores and issued forecasts."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.evaluation.issued import issue, settled
from analysis.evaluation.replay import Replay, chances, replay, rule_spreads, table
from analysis.evaluation.scores import better, calibration, crps, reliability, score
from analysis.ledger import DATA, load_facts
from analysis.outlook.reading import Answer
from tests import made_answers
from tests.small_figures import figures

IIP = ("vietnam", "iip", "total")
ISSUED = (
    "geography,indicator,sector,year,measure,target,low,median,high,chance\n"
    "ninh_thuan,retail_sales,total,2021,growth_yoy_pct,5.0,0.2,3.2,7.2,0.25\n"
)


def made(year: int = 2019, draws: tuple[float, ...] = (8.0, 9.0, 10.0, 11.0), outturn: float = 9.5) -> Replay:
    """A replay made by hand, with the rule off by half a point."""
    rules = pd.Series({"ytd_growth_holds": outturn + 0.5})
    return Replay(IIP, year, 7, f"{year}-07-29", np.array(draws), outturn, rules, (7.0, 8.0), pd.Series(), 0.2)


def test_a_forecast_without_doubt_scores_its_distance() -> None:
    assert crps(np.array([5.0, 5.0, 5.0]), 7.0) == pytest.approx(2.0)


def test_two_draws_score_by_hand() -> None:
    # mean distance to 1 is 1/2; half the mean distance of two draws to each other is 1/4
    assert crps(np.array([0.0, 1.0]), 1.0) == pytest.approx(0.25)


@settings(max_examples=30)
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20), st.floats(-50, 50))
def test_the_score_is_the_area_between_the_draws_and_what_came(draws: list[float], outturn: float) -> None:
    apart = np.abs(np.subtract.outer(draws, draws)).mean() / 2
    assert crps(np.array(draws), outturn) == pytest.approx(np.abs(np.array(draws) - outturn).mean() - apart, abs=1e-9)


def test_an_interval_holds_what_lies_inside() -> None:
    draws = np.arange(101.0)
    assert score(draws, 50.0)["covers80"] == 1
    assert score(draws, 95.0)["covers80"] == 0
    assert score(draws, 95.0)["covers95"] == 1
    assert score(draws, 20.0)["pit"] == pytest.approx(20 / 101)


def test_chances_that_come_true_as_often_as_they_say_are_calibrated() -> None:
    chance = pd.Series([0.25] * 4 + [0.75] * 4)
    happened = pd.Series([True] + [False] * 3 + [True] * 3 + [False])
    told = calibration(chance, happened, rival=pd.Series([0.5] * 8))
    assert told["calibration_error"] == pytest.approx(0)
    assert told["slope"] == pytest.approx(1)
    assert told["skill"] == pytest.approx(1 - 0.1875 / 0.25)
    assert list(reliability(chance, happened)["n"]) == [4, 4]


def test_a_loss_that_is_smaller_by_the_same_amount_every_year_but_noise_is_better() -> None:
    rival = pd.Series([2.0, 3.0, 2.5, 3.5, 2.2, 2.9])
    loss = rival - pd.Series([1.0, 0.9, 1.1, 1.0, 0.95, 1.05])
    told = better(loss, rival)
    assert told.gain == pytest.approx(1.0)
    assert told.p_value < 0.001


def test_losses_that_differ_by_luck_are_not_better() -> None:
    assert better(pd.Series([1.0, 2.0, 1.0, 2.0]), pd.Series([2.0, 1.0, 2.1, 1.0])).p_value > 0.5


def test_a_replay_sees_nothing_published_later() -> None:
    facts = load_facts(geography="vietnam", indicator="iip")
    cut = facts[facts["published"] <= "2019-03-29"]
    outturn = facts[(facts["period_type"] == "year") & (facts["sector"] == "total")]
    told = replay(facts, IIP, [2019], [3], n_draws=20)
    again = replay(pd.concat([cut, outturn[outturn["period"] == "2019"]]), IIP, [2019], [3], n_draws=20)
    assert np.array_equal(told[0].draws, again[0].draws)
    assert told[0].published == "2019-03-29"
    assert told[0].outturn == pytest.approx(9.1, abs=0.05)


def test_a_year_that_has_no_print_yet_is_not_replayed() -> None:
    assert replay(load_facts("2022-07-31", geography="vietnam", indicator="iip"), IIP, [2022], [6], n_draws=5) == []


def test_rules_of_the_spreadsheet_stand_beside_every_replay() -> None:
    row = table([made()]).iloc[0]
    assert (row["error"], row["ytd_growth_holds_error"], row["left"]) == (0.0, 0.5, 5)


def test_a_chance_is_the_share_of_draws_that_reach_the_plan() -> None:
    row = chances([made()], {"more": lambda one: one.before[-1] + 2}).iloc[0]
    assert (row["target"], row["chance"], row["happened"]) == (10.0, 0.5, False)


def test_a_rule_spreads_as_far_as_it_was_off_in_the_other_years() -> None:
    told = rule_spreads([made(2018), made(2019)], "ytd_growth_holds")
    assert told[["said", "outturn", "spread"]].to_numpy().tolist() == [[10.0, 9.5, 0.5]] * 2


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of data, in which one forecast was issued, a year before."""
    copytree(DATA, tmp_path, ignore=ignore_patterns("issued"), dirs_exist_ok=True)
    (tmp_path / "issued").mkdir()
    (tmp_path / "issued" / "2021-08-09_ninh_thuan.csv").write_text(ISSUED, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def given_answers() -> list[Answer]:
    return made_answers.year(seed=1)[0]


def test_an_issued_forecast_is_written_once_and_never_edited(given_answers: list[Answer], tmp_path: Path) -> None:
    path = issue(given_answers, "2022-08-09", tmp_path)
    before = path.read_bytes()
    assert issue(given_answers, "2022-08-09", tmp_path) == path
    with pytest.raises(ValueError, match="never edited"):
        issue(given_answers[:1], "2022-08-09", tmp_path)
    assert path.read_bytes() == before


def test_an_issued_forecast_is_scored_when_its_year_is_printed(data: Path) -> None:
    told = settled(data).iloc[0]
    assert (told["outturn"], told["inside"], told["reached"]) == (1.2, True, False)
    assert (told["error"], told["brier"]) == (pytest.approx(2.0), pytest.approx(0.0625))


@pytest.mark.parametrize(("kind", "period"), [("year", "2021"), ("ytd", "2021-12")])
def test_an_outturn_counts_by_whichever_door_it_came_in_but_only_after_the_issue(
    data: Path, monkeypatch: pytest.MonkeyPatch, kind: str, period: str
) -> None:
    known = [(kind, period, "growth_yoy_pct", 3.0, "2021-08-01"), (kind, period, "growth_yoy_pct", 1.0, "2022-01-05")]
    row = pd.read_csv(data / "issued" / "2021-08-09_ninh_thuan.csv").iloc[0]
    table = figures(*known).assign(geography=row["geography"], indicator=row["indicator"], sector=row["sector"])
    for shown, outturns in ((table, [1.0]), (table[:1], [])):
        monkeypatch.setattr("analysis.evaluation.issued.load_facts", lambda *day, shown=shown, **folder: shown)
        assert settled(data)["outturn"].to_list() == outturns


@pytest.mark.parametrize(
    ("target", "upper", "inside", "direction", "reached", "brier"),
    [
        ("1.0", "", "", "at_least", True, 0.09),
        ("1.0", "", "", "at_most", False, 0.49),
        ("1.0", "2.0", "0.6", "at_least", True, (0.3**2 + 0.4**2) / 2),
        ("0.5", "1.0", "0.6", "at_most", False, (0.7**2 + 0.6**2) / 2),
        ("", "", "", "at_least", None, None),
    ],
)
def test_a_plan_of_every_kind_is_scored_as_what_it_is(
    data: Path, target: str, upper: str, inside: str, direction: str, reached: bool | None, brier: float | None
) -> None:
    head, row = ISSUED.splitlines()
    own = row.replace(",5.0,", f",{target},").replace(",0.25", ",0.7" if target else ",")
    text = f"{head},upper,inside,direction\n{own},{upper},{inside},{direction}\n"
    (data / "issued" / "2021-08-09_ninh_thuan.csv").write_text(text, "utf-8")
    told = settled(data).iloc[0]  # 1.2 was printed
    assert told["reached"] == reached if reached is not None else pd.isna(told["reached"])
    assert told["brier"] == pytest.approx(brier) if brier else pd.isna(told["brier"])


def test_what_was_said_not_to_be_told_is_read_and_not_scored(data: Path) -> None:
    head, row = ISSUED.splitlines()
    (data / "issued" / "2021-08-09_ninh_thuan.csv").write_text(f"{head}\n{row[: row.index('5.0')]}5.0,,,,\n", "utf-8")
    assert settled(data).empty


def test_the_command_keeps_the_answer_of_a_day_and_scores_what_was_issued_before(
    data: Path, given_answers: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.place.answers", lambda *asked, **settings: given_answers)
    told = CliRunner().invoke(app, ["issue", "--as-of", "2022-08-09", "--data", str(data)])
    assert told.exit_code == 0
    assert "Đã chấm 1 dự báo: khoảng 80% đúng 100%, điểm Brier 0,06." in told.output
    assert len(pd.read_csv(data / "issued" / "2022-08-09_ninh_thuan.csv")) == 5


def test_two_places_keep_their_answers_of_one_day(given_answers: list[Answer], tmp_path: Path) -> None:
    elsewhere = [replace(one, target=replace(one.target, geography="vietnam")) for one in given_answers]
    files = [issue(given_answers, "2022-08-09", tmp_path), issue(elsewhere, "2022-08-09", tmp_path)]
    assert [file.name for file in files] == ["2022-08-09_ninh_thuan.csv", "2022-08-09_vietnam.csv"]


@pytest.mark.parametrize(("draws", "outturn"), [([], 1.0), ([1.0, float("nan")], 1.0), ([1.0, 2.0], float("nan"))])
def test_what_is_not_known_has_no_score(draws: list[float], outturn: float) -> None:
    with pytest.raises(ValueError, match="finite numbers are needed"):
        score(np.array(draws), outturn)


def test_a_chance_lies_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        reliability(pd.Series([0.5, 1.5]), pd.Series([0, 1]))
