"""One chart of every kind, drawn from figures small enough to know, in both languages."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts, wording

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
    figures.loc[["2021-01", "2021-02", "2021-06", "2022-02", "2022-07"], "IIP"] = [5.5, -3.25, 12, 19.9, 10.37]
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


def draw_ranges(language: str) -> Axes:
    """Three years' bands, what came in two of them, and a wanted height."""
    draws = pd.DataFrame(
        np.random.default_rng(0).normal([5, 8, 6.5], [4, 2, 3], (300, 3)), columns=["2019", "2020", "2021"]
    )
    labels = {"came_label": wording.term("chart", "came", language)}
    labels |= {"target_label": wording.sentence("pace_label", language, pace=wording.percent(8.9, 1, language))}
    came = pd.Series({"2019": 7.2, "2020": 3.1})
    return charts.ranges(draws, came=came, target=8.9, caption=WORDS[language], language=language, **labels)


def draw_contributions(language: str) -> Axes:
    """Four sectors that give 5.9 points where 6.4 was printed."""
    codes = {"sum_label": "sum", "printed_label": "printed", "rest_label": "unexplained"}
    labels = {label: wording.term("chart", code, language) for label, code in codes.items()}
    return charts.contributions(named([4.3, 2.2, -0.7, 0.1]), 6.4, caption=WORDS[language], language=language, **labels)


def draw_bar_panels(language: str) -> np.ndarray:
    """Two measures of five sectors, one figure missing."""
    table = pd.DataFrame(
        {"A": named([10.37, 12.48, np.nan, 8.63, -1.68]), "B": named([6.38, -7.32, 10.54, 5.88, 3.41])}
    )
    return charts.bar_panels(table, decimals=2, caption=WORDS[language], language=language)


def printed_twice() -> pd.DataFrame:
    """First and next prints of two years' months."""
    moves = np.random.default_rng(0).normal(0, 2, (2, len(YEARS)))
    first = 6 + moves[0].cumsum()
    return pd.DataFrame({"first": first, "next": first + moves[1]}, index=YEARS)


def shares() -> pd.DataFrame:
    """Four years' months around a mean of 100."""
    table = pd.DataFrame(
        np.random.default_rng(0).normal(100, 6, (4, 12)), index=range(2018, 2022), columns=range(1, 13)
    )
    return 100 * table.div(table.mean(axis=1), axis=0)


def draw_waterfall(language: str) -> np.ndarray:
    """From one answer to another in five steps, on two panels."""
    names = ["Câu trả lời cũ", "Số liệu mới, Cục Thống kê tỉnh Ninh Thuận", "Ước lượng lại", "Kế hoạch", "Mới"]
    steps = pd.DataFrame({"A": [12_376.0, -198, 28, 0, 12_206], "B": [66.0, -9, 2, 17, 76]}, index=names)
    return charts.waterfall(steps, decimals={"A": 0, "B": 0}, caption=WORDS[language], language=language)


def draw_scenarios(language: str) -> Axes:
    """Three scenarios around a target."""
    ends = pd.DataFrame({"low": [5, 0, -8], "median": [13, 7, 1.5], "high": [22, 16, 9]}, index=["Cao", "Nền", "Thấp"])
    words = {"beside": [wording.percent(chance, 0, language) for chance in (70, 36, 12)]}
    words |= {"target_label": wording.percent(8.9, 1, language)}
    return charts.scenarios(ends, 8.9, caption=WORDS[language], language=language, **words)


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
    "ranges": draw_ranges,
    "contributions": draw_contributions,
    "bar_panels": draw_bar_panels,
    "revised": with_words(charts.revised, printed_twice()),
    "season": with_words(charts.season, shares()),
    "waterfall": draw_waterfall,
    "scenarios": draw_scenarios,
}
ESTIMATED = {"fan", "cumulative"}
"""Kinds that show what has not come yet beside what was published."""


def figure_of(kind: str, language: str) -> Figure:
    """A chart of one kind, laid out."""
    first = np.ravel(KINDS[kind](language))[0]
    first.figure.draw_without_rendering()
    return first.figure
