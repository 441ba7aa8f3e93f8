"""The face: five lines of pandas, names as typed, answers kept, examples that run."""

import doctest
import subprocess
import sys
from types import ModuleType

import pandas as pd
import pytest

import analysis.ledger.names
import analysis.place
import analysis.place.comparing
import analysis.place.results
from analysis import Place, compare, places


@pytest.fixture(scope="module")
def nt() -> Place:
    """Ninh Thuận on the day of the question."""
    return Place("Ninh Thuận", as_of="9/8/2022", lang="en")


@pytest.mark.parametrize(
    "module",
    [
        analysis.ledger.names,
        analysis.place,
        analysis.place.comparing,
        analysis.place.results,
    ],
    ids=lambda module: module.__name__,
)
def test_every_example_in_a_docstring_runs(module: ModuleType, nt: Place) -> None:
    assert doctest.testmod(module, extraglobs={"nt": nt}).failed == 0


def test_importing_the_package_loads_no_statistics() -> None:
    code = "import sys, analysis; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


@pytest.mark.parametrize("typed", ["Ninh Thuận", "ninh thuan", "NINH_THUAN", "ninh-thuận"])
def test_a_place_is_found_by_what_people_type(typed: str) -> None:
    assert Place(typed, as_of="2022-08-09").code == "ninh_thuan"


@pytest.mark.parametrize(
    ("ask", "nearest"),
    [
        (lambda nt: Place("ninh thuann"), "ninh_thuan"),
        (lambda nt: Place("ninh_thuan", lang="vn"), "vi"),
        (lambda nt: nt.card("pcii"), "pci"),
        (lambda nt: nt.figures("ipp"), "iip"),
        (lambda nt: nt.series("iip", measure="growth_yoy"), "growth_yoy_pct"),
        (lambda nt: nt.series("iip", period_type="yeer"), "year"),
        (lambda nt: nt.levels("iip", sector="electricty"), "electricity"),
        (lambda nt: nt.outlook("retail_sale"), "retail_sales"),
        (lambda nt: nt.under("new_plan"), "new_plant"),
        (lambda nt: nt.joint_chance(["iip", "expots"]), "exports"),
        (lambda nt: compare("retail_sales", ["khanh hoaa"]), "khanh_hoa"),
        (lambda nt: nt.levels("iip").growth("years"), "year"),
    ],
)
def test_a_name_that_is_none_proposes_the_nearest_in_both_languages(ask, nearest: str, nt: Place) -> None:
    with pytest.raises(KeyError) as error:
        ask(nt)
    assert nearest in str(error.value)
    assert " / " in str(error.value)
    assert str(error.value)[0] not in "'\""


@pytest.mark.parametrize("typed", ["31/2/2022", "2022-13-01", "hôm nay", ""])
def test_a_day_that_is_none_is_refused_in_both_languages(typed: str) -> None:
    with pytest.raises(ValueError, match=r"hãy ghi .* write"):
        Place("ninh_thuan", as_of=typed or " ")


def test_an_answer_is_computed_once(nt: Place) -> None:
    assert nt.answers() is nt.answers()
    assert nt.levels("iip").draws is nt.levels("iip").draws


def test_the_answer_of_a_target_asked_for_stands_on_the_same_draws(nt: Place) -> None:
    iip = nt.outlook("iip")
    asked = pd.Series({plan: (iip.year >= plan).mean() for plan in (5, 7, 8.9)})
    assert asked[8.9] == iip.chance == nt.outlooks().loc[("iip", "total", "growth_yoy_pct"), "chance"]
    assert asked[5] == nt.outlook("iip", target=5).chance


def test_another_target_is_typed_as_officials_write_it(nt: Place) -> None:
    assert nt.outlook("iip", target="9,5 %").chance == nt.outlook("iip", target=9.5).chance
    with pytest.raises(ValueError, match=r"cao hơn.* / .*write a number"):
        nt.outlook("iip", target="cao hơn")


def test_a_closed_year_without_a_plan_is_answered_from_what_was_printed_of_it(nt: Place) -> None:
    figures = nt.figures("iip", sector="total", measure="growth_yoy_pct", period_type="year")
    printed = figures[figures["period"] == "2021"]["value"].iloc[0]
    assert nt.outlook("iip", year=2021).median == pytest.approx(printed, abs=0.5)


def test_an_indicator_without_a_plan_is_answered_without_one(nt: Place) -> None:
    electricity = nt.outlook("electricity_output")
    assert electricity.interval()["low"] < electricity.median < electricity.interval()["high"]


def test_a_scenario_and_a_figure_not_yet_printed_give_a_place(nt: Place) -> None:
    assert nt.under("new_plant").outlook("iip").chance > nt.outlook("iip").chance
    assert nt.given("iip", "8/2022", growth_yoy_pct=-20).outlook("iip").chance < nt.outlook("iip").chance


def test_places_and_comparisons_are_tidy() -> None:
    assert {"ninh_thuan", "vietnam"} <= set(places().index)
    rows = compare("retail_sales", ["Ninh Thuận", "vietnam"], as_of="2022-08-09")
    assert not rows.duplicated(["geography", "period"]).any()
    one = compare("retail_sales", "Ninh Thuận", as_of="2022-08-09")
    assert one.equals(compare("retail_sales", ["Ninh Thuận"], as_of="2022-08-09"))


def test_a_place_without_the_figure_is_named_beside_the_others() -> None:
    with pytest.warns(UserWarning, match="Bến Tre"):
        rows = compare("iip", ["Ninh Thuận", "Bến Tre"], sector="electricity", as_of="2022-08-09")
    assert set(rows["geography"]) == {"ninh_thuan"}


def test_a_plan_first_told_beside_its_outturn_had_no_chance(nt: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    told = nt.given("exports", "2022", period_type="year", level=120.0)
    closed = next(one for one in told.answers() if one.target.indicator == "exports")
    monkeypatch.setattr(Place, "_answered", lambda *_: [closed])
    assert closed.outturn == 120 and pd.isna(nt._chance_then(closed.target))
