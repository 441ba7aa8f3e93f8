"""Cards show published figures as they are: none joined across a gap, none of another year beside the newest."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import Place
from analysis.ledger import COLUMNS
from analysis.report.cards import card, cards


@pytest.fixture(scope="module")
def place() -> Place:
    return Place("ninh_thuan", as_of="2022-08-09", lang="en")


@pytest.mark.parametrize("name", cards().index)
def test_every_card_has_a_finding_with_its_number_and_a_source(place: Place, name: str) -> None:
    made = place.card(name)
    assert isinstance(made, Figure)
    told = " ".join(text.get_text() for text in made.texts)
    assert any(sign.isdigit() for sign in told) and "Ninh Thuận" in told


def test_a_place_without_figures_is_told_in_a_sentence() -> None:
    assert card(pd.DataFrame(columns=COLUMNS), "pci", "kon_tum", "2022-08-09").startswith("Kon Tum: đến ngày 09/8/2022")


def test_bars_hold_the_newest_year_alone() -> None:
    figure = ["ninh_thuan", "product_output", "sea_salt", "year", "2020", "growth_yoy_pct", 5.0, "percent", "official"]
    old = [*figure, "2021-01-10", "s", ""]
    new = [*figure[:2], "sugar", "year", "2021", *figure[5:], "2022-01-10", "s", ""]
    made = card(pd.DataFrame([old, new], columns=COLUMNS), "products", "ninh_thuan", "2022-08-09")
    assert isinstance(made, Figure)
    assert len(made.axes[0].get_yticklabels()) == 1
