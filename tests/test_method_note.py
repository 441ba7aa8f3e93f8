"""The worked example of docs/method.md, done by the program and by arithmetic."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from analysis.ledger.targets import Target
from analysis.model.layout import Layout
from analysis.model.observations import Observations
from analysis.model.posterior import Fit, Linear, draw, fit
from analysis.model.prior import Innovations, Prior
from analysis.outlook.pace import pace
from analysis.outlook.verdicts import Outlook, outlook

NOTE = (Path(__file__).parents[1] / "docs" / "method.md").read_text("utf-8")
MONTHS = pd.period_range("2022-11", "2022-12", freq="M", name="month")
PLAN = Target("ninh_thuan", "exports", "total", 2022, "level", 1210, "million_usd", "plan", "2022-01-01", "")
PATHS = 50_000


STEADY = np.array([[0.01, 0.01], [0.01, 0.01 + 0.04**2]])
PRIOR = Prior(np.full(2, np.log(100)), (STEADY,), Innovations(csr_array((2, 0)), *[np.zeros(0)] * 3))


@pytest.fixture(scope="module")
def figures() -> Observations:
    """104 printed for November, and +10 % on an October of 100."""
    sums, nothing = csr_array(np.array([[1.0, 0], [1, 0], [0, 0], [0, 0]])), csr_array((2, 2))
    layout = Layout(MONTHS, ("total",), (np.log(100),), (), ())
    errors, none = np.array([0.014, 0.06]), np.zeros(2, dtype=bool)
    table = pd.DataFrame({"measure": ["level", "level"]})
    return Observations(layout, table, sums, nothing, np.log([104, 110]), errors, np.zeros(2), none, np.zeros(2), none)


@pytest.fixture(scope="module")
def november(figures: Observations) -> Fit:
    """November and December as these figures have them."""
    return fit(figures, PRIOR, np.ones(2))


@pytest.fixture(scope="module")
def years(figures: Observations, november: Fit) -> pd.DataFrame:
    """Joint levels of 2021, where December was 98, and of 2022, where ten months of 100 are known."""
    dice = np.random.default_rng(0)
    normal, errors = dice.standard_normal((PATHS, 2)), dice.standard_normal((PATHS, 2))
    before = PRIOR.draw(normal, np.zeros((PATHS, 0)), np.zeros(0))
    plane = Linear.around(figures, november.mode)
    drawn = np.exp(draw(plane, PRIOR, november, before, errors, np.zeros((PATHS, 2))))
    earlier, known = np.full((12, PATHS), 98.0), np.full((10, PATHS), 100.0)
    return pd.DataFrame(np.vstack([earlier, known, drawn.T]), pd.period_range("2021-01", "2022-12", freq="M"))


@pytest.fixture(scope="module")
def answer(years: pd.DataFrame) -> Outlook:
    """The plan of 1,210 against them."""
    return outlook(years, PLAN)


def test_the_reliable_figure_decides_november(november: Fit) -> None:
    weights = 1 / november.error
    assert weights == pytest.approx([6340, 289], rel=0.002)
    assert november.mode - np.log(100) == pytest.approx([0.0410, 0.0410], abs=1e-4)
    assert "6,340 and 289" in NOTE and "0.0410, a level of 104.2" in NOTE


def test_the_two_months_and_the_chance_are_those_of_the_note(years: pd.DataFrame, answer: Outlook) -> None:
    together = years.iloc[-2:].sum()
    assert (together.median(), together.std()) == pytest.approx((208.4, 4.9), abs=0.1)
    assert answer.chance == pytest.approx(0.37, abs=0.01)
    assert answer.median == pytest.approx(1208, abs=0.6)
    assert "The chance is 37 %; heading for 1,208" in NOTE


def test_the_pace_is_that_of_the_note(years: pd.DataFrame) -> None:
    needed = float(pace(years, PLAN, MONTHS[0]).median())
    assert needed == pytest.approx(100 * (105.8 / 98 - 1), abs=0.1)
    assert "a pace of +8.0 %" in NOTE
