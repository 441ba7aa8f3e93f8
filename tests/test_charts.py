"""Every chart draws on the axes it is handed, says what it shows in the reader's own numbers, and cuts nothing off."""

from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font

from analysis import charts, wording
from analysis.charts.ends import spread
from analysis.charts.over_time import _SERIES
from analysis.charts.style import MUTED, TARGET
from analysis.ledger import DATA
from tests.chart_examples import CAPTIONS, ESTIMATED, JULY, KINDS, draws, growth, named, year_ends
from tests.chart_linter import contrast, faults, luminance, texts

each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", wording.LANGUAGES)
NO_KIND = {"STYLE", "Caption", "Target", "add_caption", "figure_of", "on_paper", "picture", "save", "save_numbers"}
NO_KIND |= {"FORMATS", "set_theme"}
SIZES = [(3.6, 2.8), (6.3, 3.5), (12, 7)]


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    """No figure of one test stays open in the next, and the house style is put on for each."""
    with plt.style.context(charts.STYLE):
        yield
    plt.close("all")


def on_paper(kind: str, language: str) -> Figure:
    """A chart of one kind with its caption."""
    draw = KINDS[kind]
    return charts.on_paper(draw, caption=CAPTIONS[language], lang=language)


def test_every_kind_of_chart_has_an_example() -> None:
    drawn = {kind.split()[0] for kind in KINDS} | {"small_multiples"}
    assert drawn == set(charts.__all__) - NO_KIND


@pytest.mark.parametrize("name", sorted(set(charts.__all__) - NO_KIND - {"small_multiples"}))
def test_a_chart_is_called_as_those_of_seaborn(name: str) -> None:
    *_, ax, title, lang = signature(getattr(charts, name)).parameters.values()
    assert [(one.name, one.default) for one in (ax, title, lang)] == [("ax", None), ("title", None), ("lang", "vi")]
    assert getattr(charts, name).__doc__


@each_kind
def test_a_chart_draws_on_the_axes_it_is_handed_else_on_the_current_ones(kind: str) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
    assert KINDS[kind](ax=left) is left and not right.has_data()
    plt.sca(right)
    assert KINDS[kind]() is right
    assert (tuple(figure.get_size_inches()), plt.get_fignums()) == ((9, 4), [figure.number])


@each_language
@each_kind
def test_a_chart_has_no_fault_that_the_linter_knows(kind: str, language: str) -> None:
    assert faults(on_paper(kind, language), language, estimated=kind in ESTIMATED) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@each_kind
def test_nothing_is_cut_off_or_covered_when_the_figure_is_resized(kind: str, size: tuple[float, float]) -> None:
    ax = KINDS[kind](title="Sản xuất công nghiệp năm 2022 hướng tới mức tăng 7,7%, thấp hơn kế hoạch")
    ax.figure.draw_without_rendering()
    ax.figure.set_size_inches(size)
    found = faults(ax.figure, "vi", saved=False)
    assert [fault for fault in found if fault.startswith(("cut off", "covered"))] == []


def test_charts_side_by_side_leave_room_for_each_others_words() -> None:
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.5))
    for ax, kind in zip(axes, ("path of totals", "year"), strict=True):
        KINDS[kind](ax=ax, title="Năm 2022 hướng tới mức tăng 7,7%, thấp hơn kế hoạch 8,9%")
    assert faults(figure, "vi", saved=False) == []


@each_kind
def test_letters_and_lines_are_those_of_the_readers_own_settings(kind: str) -> None:
    with plt.rc_context({"font.size": 13}):
        ax = KINDS[kind](ax=plt.figure(figsize=(9, 5)).add_subplot())
        assert all(text.get_fontsize() >= 13 for text in ax.texts)


def test_drawing_leaves_the_readers_own_settings_alone() -> None:
    plt.rcdefaults()
    before = plt.rcParams.copy()
    on_paper("lines", "vi")
    assert plt.rcParams == before


def test_a_dollar_is_a_dollar_whatever_the_settings() -> None:
    plt.rcdefaults()
    ax = charts.bars(pd.Series({"xuất khẩu $": 5.0, "$nhập$": -1.0}), title="$100 và $200")
    assert not any(text.get_parse_math() for text in ax.findobj(plt.Text))


def test_the_colours_stay_those_of_the_settings_it_was_drawn_with() -> None:
    line = charts.path(draws(), JULY).lines[0]
    plt.rcdefaults()
    assert line.get_color() == "#12355b"


def test_another_colour_is_asked_for_by_name() -> None:
    band = charts.path(draws(), JULY, color="#7a3b8f").collections[-1]
    assert band.get_facecolor()[0][:3] != pytest.approx(charts.path(draws(), JULY).collections[-1].get_facecolor()[0])


@pytest.mark.parametrize("missing", ["title", "subtitle", "unit", "source"])
def test_a_caption_without_one_of_its_parts_is_refused(missing: str) -> None:
    words = {"title": "a", "subtitle": "b", "unit": "c", "source": "d"} | {missing: " "}
    with pytest.raises(ValueError, match=missing):
        charts.Caption(**words)


def test_a_chart_is_saved_with_a_caption_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="caption"):
        charts.save(KINDS["bars"](), tmp_path / "bars")
    assert not list(tmp_path.iterdir())


@each_language
def test_what_is_saved_is_as_wide_as_a_page_and_the_figure_stays_as_it_was(language: str, tmp_path: Path) -> None:
    ax = KINDS["lines"](ax=plt.figure(figsize=(9, 5)).add_subplot(), title=CAPTIONS[language].title, lang=language)
    data = pd.DataFrame({"name": ["=1+1"], "value": [5.5]})
    files = charts.save(ax, tmp_path / "new" / "lines.png", CAPTIONS[language], data=data, lang=language)
    assert [file.suffix for file in files] == [".png", ".svg", ".pdf", ".csv", ".xlsx"]
    assert plt.imread(files[0]).shape[1] == pytest.approx(300 * 160 / 25.4, abs=1)
    svg = "".join(ElementTree.parse(files[1]).getroot().itertext())
    assert all(words in svg for words in (CAPTIONS[language].source, "%"))
    assert svg.count(CAPTIONS[language].title.split(",")[0]) == 3, "title of the file, its description, the caption"
    assert "'=1+1" in files[3].read_text("utf-8-sig")
    assert tuple(ax.figure.get_size_inches()) == (9, 5) and not ax.figure.texts


def test_a_saved_chart_speaks_to_those_who_do_not_see_it(tmp_path: Path) -> None:
    _, svg, _ = charts.save(KINDS["lines"](), tmp_path / "lines", CAPTIONS["vi"], alt="Hai đường & một số")
    root = ElementTree.parse(svg).getroot()
    title, description = list(root)[:2]
    told = (root.get("role"), title.text, description.text)
    assert told == ("img", CAPTIONS["vi"].title, "Hai đường & một số")


@pytest.mark.parametrize("kind", ["path", "bars"])
def test_the_same_chart_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first, second = ([*fresh(kind, tmp_path / name)] for name in ("first", "second"))
    assert first == second
    assert b"<text" in first[1]


def fresh(kind: str, stem: Path) -> Iterator[bytes]:
    """The bytes of a chart drawn and saved from scratch."""
    for path in charts.save(KINDS[kind](ax=plt.figure().add_subplot()), stem, CAPTIONS["vi"]):
        yield path.read_bytes()


@pytest.mark.parametrize("kind", sorted(ESTIMATED))
@each_language
def test_the_estimated_part_is_dashed_shaded_and_labelled_where_it_begins(kind: str, language: str) -> None:
    ax = KINDS[kind](lang=language)
    dashed = [line for line in ax.lines if line.get_xdata()[0] == JULY.ordinal and len(line.get_xdata()) > 2]
    assert dashed and all(line.is_dashed() for line in dashed)
    shaded = [band for band in ax.collections if band.get_hatch() is None and len(band.get_facecolor())]
    assert shaded and all(luminance(band.get_facecolor()[0]) < 0.85 for band in shaded)
    join = next(text for text in ax.texts if text.get_gid() == "join")
    assert wording.term("status", "estimate", language) in join.get_text() and join.xy[0] == JULY.ordinal


def test_known_months_are_drawn_solid() -> None:
    ax = charts.path(draws(), JULY)
    known = next(line for line in ax.lines if line.get_xdata()[-1] == JULY.ordinal and len(line.get_xdata()) > 3)
    assert not known.is_dashed()


def test_bands_hold_as_many_draws_as_they_say() -> None:
    months = pd.period_range("2022-06", "2022-08", freq="M")
    values = pd.DataFrame([np.zeros(101), np.zeros(101), np.arange(101)], index=months)
    ax = charts.path(values, months[1])
    tops = sorted(band.get_datalim(ax.transData).y1 for band in ax.collections)
    assert tops == pytest.approx([0, 75, 90, 97.5])


def test_prints_of_different_status_look_different_and_are_named() -> None:
    ax = KINDS["path"]()
    told = [line for line in ax.lines if line.get_label()[:1] != "_"]
    marks = {(line.get_marker(), line.get_fillstyle(), line.get_markerfacecolor()) for line in told}
    assert len(marks) == len(ax.get_legend().get_texts()) == 5


def test_a_line_does_not_cross_months_without_a_figure() -> None:
    line = next(line for line in charts.lines(growth()[["IIP"]]).lines if line.get_marker() == "o")
    runs = "".join("." if np.isnan(y) else "o" for y in line.get_ydata()).split(".")
    assert [len(run) for run in runs] == [2, 1, 1, 1]


def test_bars_stand_in_order_and_falls_go_left() -> None:
    ax = charts.bars(named([70.7, -32.2, 0.5]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Muối biển", "Nha đam", "Tôm đông lạnh"]
    assert [bar.get_width() for bar in ax.patches] == [70.7, 0.5, -32.2]
    assert [text.get_text() for text in charts.bars(named([np.nan, 1]), ax=plt.figure().add_subplot()).texts][-1] == "–"


def test_the_same_pandas_series_may_be_drawn_over_a_path() -> None:
    ax = charts.path(draws(), JULY)
    draws()[5].plot(ax=ax)
    assert ax.lines[-1].get_xdata(orig=False)[0] == pd.Period("2021-01").ordinal


def test_outcomes_that_reach_the_target_are_set_apart() -> None:
    outcomes = pd.Series([1.0, 2, 3, 4] * 50)
    reached = [bar for bar in charts.year(outcomes, 3).patches if bar.get_hatch()]
    assert sum(bar.get_height() for bar in reached) == pytest.approx(50)
    assert min(bar.get_x() for bar in reached) == pytest.approx(3)
    within = [
        bar for bar in charts.year(outcomes, (1.5, 3.5), ax=plt.figure().add_subplot()).patches if bar.get_hatch()
    ]
    assert sum(bar.get_height() for bar in within) == pytest.approx(50)


def test_a_year_without_a_target_is_only_a_distribution() -> None:
    ax = charts.year(year_ends())
    assert not any(bar.get_hatch() for bar in ax.patches) and len(ax.texts) == 1


def test_labels_that_would_cover_each_other_are_moved_apart_within_the_axes() -> None:
    assert spread([0.5, 0.51, 0.99], [0.1, 0.2, 0.1]) == pytest.approx([0.5, 0.65, 0.95])


def test_colours_of_lines_and_their_names_stand_out_from_paper() -> None:
    colors = [*plt.rcParams["axes.prop_cycle"].by_key()["color"], TARGET, MUTED]
    assert min(contrast(luminance(color), 1) for color in colors) >= 4.5
    assert len({str(look) for look in _SERIES}) == len(_SERIES) == 5


def test_contributions_begin_where_the_one_before_ended_and_their_sum_at_zero() -> None:
    bars = KINDS["contributions"]().patches
    ends = [(round(bar.get_x(), 9), round(bar.get_x() + bar.get_width(), 9)) for bar in bars]
    assert ends == [(0, 4.3), (4.3, 6.5), (6.5, 6.6), (6.6, 5.9), (0, 5.9), (5.9, 6.4), (0, 6.4)]


def test_contributions_that_add_up_to_the_printed_growth_leave_nothing_to_explain() -> None:
    ax = charts.contributions(named([4.31, 2.06]), 6.38)
    assert ax.get_yticklabels()[-1].get_text() == wording.term("chart", "sum")


def test_the_gap_to_the_plans_path_is_marked_in_the_last_known_month() -> None:
    gap = next(text for text in KINDS["path of totals"]().texts if text.get_gid() == "gap")
    assert gap.xy[0] == JULY.ordinal


@each_language
def test_panels_stand_under_their_names_with_no_empty_one(language: str) -> None:
    panels = {name: named([5.5, -3.2]) * scale for name, scale in zip("ABC", (1, 2, 10), strict=True)}
    figure = charts.on_paper(charts.bars, panels, caption=CAPTIONS[language], lang=language)
    assert faults(figure, language) == []
    assert [ax.get_title() or ax.get_title("left") for ax in figure.axes[:3]] == ["A", "B", "C"]
    assert [ax.get_visible() for ax in figure.axes] == [True, True, True, False]


def test_every_letter_of_the_glossary_is_in_the_font_that_ships() -> None:
    title = next(text for text in texts(on_paper("path", "vi")) if text.get_gid() == "title")
    font = Path(findfont(title.get_fontproperties()))
    assert font.is_relative_to(Path(charts.__file__).parent)
    words = "".join((DATA / table).read_text("utf-8-sig") for table in ("terms.csv", "sentences.csv"))
    assert {letter for letter in words if ord(letter) not in get_font(font).get_charmap()} <= {"\n"}
