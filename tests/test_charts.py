"""Every chart says what it shows in the reader's own numbers, and nothing on it is cut off or covered."""

from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.font_manager import findfont, get_font

from analysis import charts, wording
from analysis.charts.labels import spread
from analysis.ledger import DATA
from tests.chart_examples import ESTIMATED, JULY, KINDS, WORDS, figure_of, growth, named
from tests.chart_linter import contrast, faults, luminance, texts

NO_KIND = {"STYLE", "Caption", "add_caption", "levels", "path", "prints", "save", "set_theme", "year"}
each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", wording.LANGUAGES)


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    """No figure of one test stays open in the next."""
    yield
    plt.close("all")


def test_every_kind_of_chart_has_an_example() -> None:
    assert set(KINDS) == {name for name in charts.__all__ if name not in NO_KIND}


@each_language
@each_kind
def test_a_chart_has_no_fault_that_the_linter_knows(kind: str, language: str) -> None:
    assert faults(figure_of(kind, language), language, estimated=kind in ESTIMATED) == []


@each_language
@each_kind
def test_a_chart_carries_title_subtitle_unit_and_source(kind: str, language: str) -> None:
    figure = figure_of(kind, language)
    written = {text.get_gid(): text.get_text().replace("\n", " ") for text in figure.texts}
    words = WORDS[language]
    assert (written["title"], written["source"]) == (words.title, words.source)
    assert words.subtitle in written["subtitle"] and written["subtitle"].endswith(words.unit)


@pytest.mark.parametrize("missing", ["title", "subtitle", "unit", "source"])
def test_a_caption_without_one_of_its_parts_is_refused(missing: str) -> None:
    words = {"title": "a", "subtitle": "b", "unit": "c", "source": "d"} | {missing: " "}
    with pytest.raises(ValueError, match=missing):
        charts.Caption(**words)


@pytest.mark.parametrize("kind", ["fan", "cumulative"])
@each_language
def test_the_estimated_part_is_dashed_shaded_and_labelled_where_it_begins(kind: str, language: str) -> None:
    ax = figure_of(kind, language).axes[0]
    beyond = [line for line in ax.lines if line.get_gid() is None and line.get_xdata()[-1] > JULY.ordinal]
    dashed = [line for line in beyond if line.get_xdata()[0] == JULY.ordinal]
    assert dashed and all(line.is_dashed() for line in dashed)
    shaded = [band for band in ax.collections if band.get_paths()[0].get_extents().x1 > JULY.ordinal]
    assert shaded and all(luminance(band.get_facecolor()[0]) < 0.85 for band in shaded)
    join = next(text for text in ax.texts if text.get_gid() == "join")
    assert wording.term("status", "estimate", language) in join.get_text() and join.xy[0] == JULY.ordinal


def test_known_months_are_drawn_solid() -> None:
    ax = figure_of("fan", "vi").axes[0]
    known = next(line for line in ax.lines if line.get_xdata()[-1] == JULY.ordinal and len(line.get_xdata()) > 3)
    assert not known.is_dashed()


def test_bands_hold_as_many_paths_as_they_say() -> None:
    months = pd.period_range("2022-06", "2022-08", freq="M")
    paths = pd.DataFrame([np.zeros(101), np.zeros(101), np.arange(101)], index=months)
    ax = charts.fan(paths, months[1], caption=WORDS["vi"])
    tops = sorted(band.get_datalim(ax.transData).y1 for band in ax.collections)
    assert tops == pytest.approx([0, 75, 90, 97.5])


def test_a_line_does_not_cross_months_without_a_figure() -> None:
    ax = charts.lines(growth()[["IIP"]], caption=WORDS["vi"])
    assert [len(line.get_xdata()) for line in ax.lines if line.get_marker() == "o"] == [2, 1, 1, 1]


def test_bars_stand_in_order_and_falls_go_left() -> None:
    ax = charts.bars(named([70.7, -32.2, 0.5]), caption=WORDS["vi"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Tôm đông lạnh", "Nha đam", "Muối biển"]
    assert sum(bar.get_width() < 0 for bar in ax.patches) == 1


def test_outcomes_that_reach_the_target_are_set_apart() -> None:
    ax = charts.year_outcomes(pd.Series([1.0, 2, 3, 4] * 50), 3, caption=WORDS["vi"], target_label="kế hoạch")
    reached = [bar for bar in ax.patches if bar.get_hatch()]
    assert sum(bar.get_height() for bar in reached) == pytest.approx(50)
    assert min(bar.get_x() for bar in reached) == pytest.approx(3)


def test_rank_one_stands_on_top() -> None:
    assert figure_of("score_and_rank", "vi").axes[1].yaxis_inverted()


def test_labels_that_would_cover_each_other_are_moved_apart_within_the_axes() -> None:
    places = spread([0.5, 0.51, 0.99], [0.1, 0.2, 0.1])
    assert places == pytest.approx([0.5, 0.65, 0.95])


def test_colours_of_lines_and_their_names_stand_out_from_paper() -> None:
    colors = [look["color"] for look in charts.canvas.SERIES] + [charts.canvas.TARGET, charts.canvas.MUTED]
    assert min(contrast(luminance(color), 1) for color in colors) >= 4.5


def test_contributions_begin_where_the_one_before_ended_and_their_sum_at_zero() -> None:
    bars = figure_of("contributions", "vi").axes[0].patches[::-1]
    spans = [(round(bar.get_x(), 9), round(bar.get_x() + bar.get_width(), 9)) for bar in bars]
    assert spans == [(0, 4.3), (4.3, 6.5), (6.5, 6.6), (6.6, 5.9), (0, 5.9), (5.9, 6.4), (0, 6.4)]


def test_contributions_that_add_up_to_the_printed_growth_leave_nothing_to_explain() -> None:
    labels = {"sum_label": "sum", "printed_label": "printed", "rest_label": "rest"}
    ax = charts.contributions(named([4.31, 2.06]), 6.38, caption=WORDS["vi"], **labels)
    assert ax.get_yticklabels()[0].get_text() == "sum"


def test_the_gap_to_the_plans_path_is_marked_in_the_last_known_month() -> None:
    gap = next(text for text in figure_of("cumulative", "vi").axes[0].texts if text.get_gid() == "gap")
    assert gap.xy[0] == JULY.ordinal


def test_a_missing_figure_is_a_dash_not_a_bar() -> None:
    first = figure_of("bar_panels", "vi").axes[0]
    assert [text.get_text() for text in first.texts].count("–") == 1


def test_every_letter_of_the_glossary_is_in_the_font_that_ships() -> None:
    title = next(text for text in texts(figure_of("fan", "vi")) if text.get_gid() == "title")
    font = Path(findfont(title.get_fontproperties()))
    assert font.is_relative_to(Path(charts.__file__).parent)
    words = "".join((DATA / table).read_text("utf-8-sig") for table in ("terms.csv", "sentences.csv"))
    assert {letter for letter in words if ord(letter) not in get_font(font).get_charmap()} <= {"\n"}


def test_drawing_leaves_the_readers_own_settings_alone() -> None:
    before = plt.rcParams.copy()
    figure_of("lines", "vi")
    assert plt.rcParams == before


@pytest.mark.parametrize("kind", ["fan", "small_multiples", "heat"])
def test_the_same_chart_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first, second = ([*save_fresh(kind, tmp_path / name)] for name in ("first", "second"))
    assert first == second
    assert b"<text" in first[1]


def save_fresh(kind: str, folder: Path) -> Iterator[bytes]:
    """The bytes of a chart drawn and saved from scratch."""
    folder.mkdir()
    for path in charts.save(figure_of(kind, "vi"), folder, kind):
        yield path.read_bytes()
