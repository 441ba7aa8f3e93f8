"""Every chart says what it shows in the reader's own numbers, and nothing on it is cut off or covered."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import charts, wording
from analysis.charts.labels import spread

WORDS = {
    "vi": charts.Caption(
        "Sản xuất công nghiệp năm 2022 hướng tới mức tăng 7,7 %, khả năng đạt kế hoạch 40 %, thiếu 1,2 điểm",
        "Chỉ số sản xuất công nghiệp (IIP) từng tháng so với cùng kỳ năm trước, Ninh Thuận",
        "%",
        "Nguồn: Cục Thống kê tỉnh Ninh Thuận, Báo Ninh Thuận. Số liệu công bố đến 09/8/2022.",
    ),
    "en": charts.Caption(
        "Industrial production in 2022 is heading for growth of 7.7 %, chance of reaching the plan 40 %",
        "Index of industrial production (IIP), each month on the same month of the year before, Ninh Thuận",
        "%",
        "Source: statistics office of Ninh Thuận, Báo Ninh Thuận. Figures published by 9 August 2022.",
    ),
}
YEARS = pd.period_range("2021-01", "2022-12", freq="M")
JULY = pd.Period("2022-07")


def futures() -> pd.DataFrame:
    """Two years of levels around 1,000 that part after July 2022."""
    steps = np.random.default_rng(0).normal(0, 25, (len(YEARS), 200)).cumsum(axis=0)
    parting = np.where(YEARS > JULY, 1, 0.02)[:, None]
    return pd.DataFrame(1000 + 8.5 * np.arange(len(YEARS))[:, None] + parting * steps, index=YEARS)


def growth() -> pd.DataFrame:
    """Figures of two series by month, with gaps, on both sides of zero."""
    figures = pd.DataFrame(index=YEARS, columns=["IIP", "Điện"], dtype=float)
    figures.loc[["2021-01", "2021-02", "2021-06", "2022-02", "2022-07"], "IIP"] = [
        5.5,
        -3.25,
        12,
        19.9,
        10.37,
    ]
    figures.loc[["2021-03", "2022-05", "2022-07"], "Điện"] = [-8.5, 9.05, 8.63]
    return figures


def named(values: list[float]) -> pd.Series:
    """Values by products' names, short and long."""
    names = ["Muối biển", "Tôm đông lạnh", "Nha đam", "Cung cấp nước và xử lý rác thải", "Đường"]
    return pd.Series(values, index=names[: len(values)])


def spans() -> pd.DataFrame:
    """Three rows of a timeline, one of them with two entries."""
    rows = ["IIP, tháng", "IIP, lũy kế từ đầu năm", "IIP, lũy kế từ đầu năm", "Bán lẻ, quý"]
    first = pd.PeriodIndex(["2021-02", "2021-01", "2022-01", "2022-01"], freq="M")
    last = pd.PeriodIndex(["2021-02", "2021-06", "2022-07", "2022-03"], freq="M")
    return pd.DataFrame({"row": rows, "first": first, "last": last})


def capacity() -> pd.DataFrame:
    """Capacity of two kinds at three dates."""
    dates = pd.PeriodIndex(["2019-09", "2020-06", "2021-12"], freq="M")
    return pd.DataFrame({"Điện mặt trời": [1040, None, 2300], "Điện gió": [110, 250.5, 690]}, index=dates)


def pci() -> pd.Series:
    """Scores of ten years."""
    return pd.Series([45.82, 47.33, 47.82, 54.91, 56.61, 57, 64.89, 63.44, 62.23, 61.5], index=range(2012, 2022))


def draw_fan(language: str) -> Axes:
    """A fan with a target and published months."""
    paths = futures()
    published = paths[0][["2022-02", "2022-05", "2022-07"]]
    words = {
        "caption": WORDS[language],
        "target_label": wording.number(1234.5, 1, language),
        "language": language,
    }
    return charts.fan(paths, JULY, target=1234.5, published=published, **words)


def draw_cumulative(language: str) -> Axes:
    """A year added up against its plan."""
    paths = futures()
    plan = 14_057.6 * paths.loc["2021"].median(axis=1).cumsum() / paths.loc["2021"].median(axis=1).sum()
    words = {"target_label": wording.number(14_057.6, 1, language), "gap": wording.number(-123.4, 1, language)}
    plan = plan.set_axis(plan.index + 12)
    return charts.cumulative(paths, JULY, 14_057.6, plan_path=plan, caption=WORDS[language], language=language, **words)


def draw_outcomes(language: str) -> Axes:
    """Outcomes of a year around its target."""
    outcomes = pd.Series(np.random.default_rng(0).normal(7.7, 3, 500))
    words = {"target_label": wording.percent(8.9, 1, language)}
    return charts.year_outcomes(outcomes, 8.9, caption=WORDS[language], language=language, **words)


def draw_reliability(language: str) -> Axes:
    """Chances of three bins and how often they came true."""
    bins = {"chance": [0.02, 0.45, 0.97], "happened": [0.03, 0.37, 0.92], "n": [1679, 150, 368]}
    bands = {"low": [0.01, 0.37, 0.95], "high": [0.03, 0.53, 0.99]}
    labels = tuple(wording.term("chart", code, language) for code in ("chance_given", "came_true"))
    return charts.reliability(
        pd.DataFrame(bins | bands), caption=WORDS[language], axis_labels=labels, language=language
    )


def draw_small_multiples(language: str) -> np.ndarray:
    """Four panels of the same two series."""
    panels = {name: growth() * scale for name, scale in zip("ABCD", (1, 2, 10, 0.1), strict=True)}
    return charts.small_multiples(panels, caption=WORDS[language], language=language)


def draw_steps(language: str) -> np.ndarray:
    """Capacity with two kinds of events."""
    months = pd.PeriodIndex(["2019-06", "2020-07", "2021-10"], freq="M")
    events = pd.DataFrame({"row": ["cắt giảm công suất phát", "công suất mới", "công suất mới"], "month": months})
    return charts.steps(capacity(), events, caption=WORDS[language], language=language)


def draw_plan_share(language: str) -> Axes:
    """Shares of the plan, one of them at the even pace."""
    label = wording.percent(50, 0, language)
    return charts.plan_share(named([54.2, 47, 50]), 50, caption=WORDS[language], pace_label=label, language=language)


def draw_heat(language: str) -> Axes:
    """Growth by month and year, the last year cut short."""
    table = pd.DataFrame(np.random.default_rng(0).normal(5, 8, (6, 12)), index=range(2017, 2023))
    table.columns = [wording.short_month(month, language) for month in YEARS[:12]]
    table.iloc[-1, 7:] = np.nan
    return charts.heat(table, caption=WORDS[language], language=language)


def draw_pci(language: str) -> np.ndarray:
    """Score and rank of ten years."""
    rank = pd.Series([53, 55, 47, 48, 41, 46, 18, 52, 43, 49], index=pci().index)
    words = {"score_label": wording.indicator_name("pci_score", language, short=True)}
    words |= {"rank_label": wording.indicator_name("pci_rank", language, short=True)}
    return charts.score_and_rank(pci(), rank, caption=WORDS[language], language=language, **words)


def with_words(kind: Callable, data: object) -> Callable[[str], object]:
    """A kind of chart that needs no more than its data and a caption."""
    return lambda language: kind(data, caption=WORDS[language], language=language)


KINDS: dict[str, Callable[[str], object]] = {
    "fan": draw_fan,
    "reliability": draw_reliability,
    "cumulative": draw_cumulative,
    "year_outcomes": draw_outcomes,
    "lines": with_words(charts.lines, growth()),
    "small_multiples": draw_small_multiples,
    "steps": draw_steps,
    "timeline": with_words(charts.timeline, spans()),
    "score_and_rank": draw_pci,
    "bars": with_words(charts.bars, named([70.7, -32.2, 0, 147.8, -4.86])),
    "plan_share": draw_plan_share,
    "heat": draw_heat,
}
each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", wording.LANGUAGES)


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    """No figure of one test stays open in the next."""
    yield
    plt.close("all")


def figure_of(kind: str, language: str) -> Figure:
    """A chart of one kind, laid out."""
    first = np.ravel(KINDS[kind](language))[0]
    first.figure.draw_without_rendering()
    return first.figure


def texts(figure: Figure) -> list[Text]:
    """Every text a reader sees."""
    found = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    hidden = [ax for ax in figure.axes if not ax.get_visible()]
    ticks = [label for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in unseen_ticks(axis)]
    return [text for text in found if text not in ticks and text.axes not in hidden]


def unseen_ticks(axis: object) -> list[Text]:
    """Tick labels outside what the axis shows, or switched off: matplotlib keeps but does not draw them."""
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    outside = [tick for tick in ticks if not low <= tick.get_loc() <= high]
    labels = [label for tick in outside for label in (tick.label1, tick.label2)]
    off = [label for tick in ticks for label in (tick.label1, tick.label2) if not label.get_visible()]
    return labels + off + ([axis.offsetText] if not axis.offsetText.get_text() else [])


def faults(figure: Figure, language: str) -> list[str]:
    """All that is wrong with the words on a figure: numbers, size, contrast, overlaps, cuts."""
    seen = texts(figure)
    # the plain text's box: that of an annotation would include its leader line
    boxes = [Text.get_window_extent(text) for text in seen]
    pairs = [(i, j) for i in range(len(seen)) for j in range(i)]
    return [
        *(f"number: {text.get_text()}" for text in seen if foreign_number(text.get_text(), language)),
        *(f"small: {text.get_text()}" for text in seen if text.get_fontsize() < 8),
        *(f"pale: {text.get_text()}" for text in seen if contrast(text.get_color(), "white") < 4.5),
        *(f"cut off: {text.get_text()}" for text, box in zip(seen, boxes, strict=True) if is_cut(box, figure)),
        *(
            f"covered: {seen[i].get_text()} | {seen[j].get_text()}"
            for i, j in pairs
            if boxes[i].overlaps(boxes[j].padded(-1))
        ),
    ]


def foreign_number(words: str, language: str) -> bool:
    """Whether a number is written the other language's way, or with a hyphen for a minus."""
    decimal = {"vi": r"\d\.\d{1,2}(?!\d)", "en": r"\d,\d{1,2}(?!\d)"}[language]
    return re.search(decimal + r"|(?<!\w)-\d", words) is not None


def is_cut(box: object, figure: Figure) -> bool:
    """Whether a text leaves its figure."""
    edge = figure.bbox
    return box.x0 < edge.x0 or box.y0 < edge.y0 or box.x1 > edge.x1 or box.y1 > edge.y1


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2 measures it: 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Relative luminance of a colour, 0 to 1: its lightness in grey print."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


@each_language
@each_kind
def test_the_words_on_a_chart_are_readable_and_in_the_readers_numbers(kind: str, language: str) -> None:
    assert faults(figure_of(kind, language), language) == []


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
    assert shaded and all(luminance(tuple(band.get_facecolor()[0][:3])) < 0.85 for band in shaded)
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


def test_colours_told_apart_differ_in_lightness() -> None:
    shades = [luminance(color) for color in charts.canvas.BANDS.values()]
    assert min(np.diff(sorted(shades))) > 0.12
    assert len({(look["marker"], str(look["linestyle"])) for look in charts.canvas.SERIES}) == 5


def test_colours_of_lines_and_their_names_stand_out_from_paper() -> None:
    colors = [look["color"] for look in charts.canvas.SERIES] + [charts.canvas.TARGET, charts.canvas.MUTED]
    assert min(contrast(color, "white") for color in colors) >= 4.5


def test_numbers_in_a_shaded_table_can_be_read_on_every_shade() -> None:
    ax = figure_of("heat", "vi").axes[0]
    shaded = [tuple(cell[:3]) for cell in ax.collections[0].get_facecolors() if cell[3] > 0]
    assert min(contrast("#1a1a1a", cell) for cell in shaded) >= 4.5


def test_drawing_leaves_the_readers_own_settings_alone() -> None:
    before = plt.rcParams.copy()
    figure_of("lines", "vi")
    assert plt.rcParams == before


@each_kind
def test_the_same_chart_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first, second = ([*save_fresh(kind, tmp_path / name)] for name in ("first", "second"))
    assert first == second
    assert b"<text" in first[1]


def save_fresh(kind: str, folder: Path) -> Iterator[bytes]:
    """The bytes of a chart drawn and saved from scratch."""
    folder.mkdir()
    for path in charts.save(figure_of(kind, "vi"), folder, kind):
        yield path.read_bytes()
