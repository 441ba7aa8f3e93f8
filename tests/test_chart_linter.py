"""Each rule of the linter finds the chart that breaks it."""

from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts
from tests.chart_examples import CAPTIONS, JULY, KINDS, draws, named
from tests.chart_linter import faults


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    """No figure of one test stays open in the next."""
    yield
    plt.close("all")


def chart(language: str = "vi") -> Figure:
    """Three bars without a fault."""
    return charts.on_paper(charts.bars, named([70.7, -32.2, 9.1]), caption=CAPTIONS[language], lang=language)


def without(part: str) -> Figure:
    """A chart that lost one of its parts."""
    figure = chart()
    next(text for text in figure.texts if text.get_gid() == part).remove()
    return figure


def saying(words: str, x: float = 0.5, y: float = 0.5, **looks: object) -> Figure:
    """Three lines without marks in the way, and words among them."""
    figure = charts.on_paper(charts.lines, draws()[0].rename("0"), caption=CAPTIONS["vi"])
    figure.axes[0].annotate(words, (x, y), xycoords="axes fraction", in_layout=False, **looks)
    return figure


def narrow() -> Figure:
    """A chart of half a page's width."""
    figure = chart()
    figure.set_figwidth(3.2)
    return figure


def off_zero() -> Figure:
    """Bars that begin at 5."""
    figure = chart()
    figure.axes[0].set_xlim(5, 80)
    return figure


def two_lines(**other: object) -> Figure:
    """Two lines that differ only as told."""
    figure = chart()
    figure.axes[0].plot([0, 9], [0, 1], color="#12355b")
    figure.axes[0].plot([0, 9], [1, 2], **other)
    return figure


def two_bars(one: str, other: str) -> Figure:
    """Two more bars in two colours."""
    figure = chart()
    figure.axes[0].barh([3, 4], [9, 9], color=[one, other])
    return figure


def unmarked(change: Callable[[plt.Axes], None]) -> Figure:
    """A fan whose join lost what marks it."""
    figure = charts.on_paper(charts.path, draws(), JULY, caption=CAPTIONS["vi"])
    change(figure.axes[0])
    return figure


def solid(ax: plt.Axes) -> None:
    """All lines drawn through."""
    for line in ax.lines:
        line.set_linestyle("-")


def nameless(ax: plt.Axes) -> None:
    """No word at the join."""
    next(text for text in ax.texts if text.get_gid() == "join").remove()


BROKEN: dict[str, tuple[str, Callable[[], Figure]]] = {
    "a chart without its title": ("missing: title", lambda: without("title")),
    "a chart without its unit": ("missing: subtitle", lambda: without("subtitle")),
    "a chart without its source": ("missing: source", lambda: without("source")),
    "a chart as wide as half a page": ("width", narrow),
    "an English decimal": ("number", lambda: saying("10.5 %")),
    "an English thousands mark": ("number", lambda: saying("12,153")),
    "no thousands mark": ("number", lambda: saying("12153")),
    "an English month": ("number", lambda: saying("July")),
    "a hyphen for a minus": ("number", lambda: saying("-5")),
    "letters of 7 points": ("small", lambda: saying("bảy", size=7)),
    "words beyond the edge": ("cut off", lambda: saying("ngoài rìa của hình", 1.2)),
    "pale words": ("pale", lambda: saying("nhạt", color="#aaaaaa")),
    "dark words on a dark bar": ("pale", lambda: two_bars_said("tối")),
    "words on words": ("covered", lambda: twice("chồng lên nhau")),
    "words that a line runs through": ("crossed", lambda: crossed("đường chạy qua")),
    "bars cut off from zero": ("bars", off_zero),
    "lines of one grey": ("alike", lambda: two_lines(color="#55204a")),
    "bars that men with red-green blindness see alike": ("alike", lambda: two_bars("#2c7a2c", "#94650a")),
    "an estimate drawn through": ("forecast", lambda: unmarked(solid)),
    "an estimate nobody names": ("forecast", lambda: unmarked(nameless)),
}


def two_bars_said(words: str) -> Figure:
    """Words within a dark bar."""
    figure = chart()
    figure.axes[0].annotate(words, (30, 0), va="center", size=8)
    return figure


def twice(words: str) -> Figure:
    """The same words written on each other."""
    figure = saying(words)
    figure.axes[0].annotate(words, (0.51, 0.51), xycoords="axes fraction")
    return figure


def crossed(words: str) -> Figure:
    """A line through words."""
    figure = saying(words)
    figure.axes[0].axhline(np.mean(figure.axes[0].get_ylim()) * 1.004, color="#12355b")
    return figure


@pytest.mark.parametrize("what", BROKEN)
def test_the_linter_finds(what: str) -> None:
    fault, broken = BROKEN[what]
    assert [found for found in faults(broken(), "vi", estimated=fault == "forecast") if found.startswith(fault)]


def test_the_linter_finds_the_other_languages_numbers_in_an_english_chart() -> None:
    found = faults(KINDS["path of totals"]().figure, "en", saved=False)
    assert {fault.split(":")[0] for fault in found} == {"number"}


def test_the_chart_that_is_broken_has_no_fault_of_its_own() -> None:
    assert faults(chart(), "vi") == []
    assert faults(saying(" "), "vi") == []
    assert faults(two_lines(color="#12355b", linestyle="--"), "vi") == []


def test_looks_that_differ_in_lightness_to_all_eyes_pass() -> None:
    assert not any("alike" in fault for fault in faults(two_bars("#12355b", "#d98a4e"), "vi"))


def test_a_forecast_that_is_marked_passes() -> None:
    frame = pd.DataFrame({0: np.arange(12.0)}, index=pd.period_range("2022-01", periods=12, freq="M"))
    marked = charts.on_paper(charts.path, frame, JULY, caption=CAPTIONS["vi"])
    assert not any("forecast" in fault for fault in faults(marked, "vi", estimated=True))
