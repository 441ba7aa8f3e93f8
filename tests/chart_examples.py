"""One chart of every kind, drawn from figures small enough to know, in both languages."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import charts

CAPTIONS = {
    "vi": charts.Caption(
        "Sản xuất công nghiệp năm 2022 hướng tới mức tăng 7,7%, khả năng đạt kế hoạch 40%, thiếu 1,2 điểm",
        "Chỉ số sản xuất công nghiệp (IIP) từng tháng so với cùng kỳ năm trước, Ninh Thuận",
        "%",
        "Nguồn: Cục Thống kê tỉnh Ninh Thuận, Báo Ninh Thuận. Số liệu công bố đến 09/8/2022.",
    ),
    "en": charts.Caption(
        "Industrial production in 2022 is heading for growth of 7.7%, chance of reaching the plan 40%",
        "Index of industrial production (IIP), each month on the same month of the year before, Ninh Thuận",
        "%",
        "Source: statistics office of Ninh Thuận, Báo Ninh Thuận. Figures published by 9 August 2022.",
    ),
}
MONTHS = pd.period_range("2021-01", "2022-12", freq="M")
JULY = pd.Period("2022-07")
STATUSES = ["official", "revised", "comparison", "preliminary", "estimate", "estimate"]


def draws() -> pd.DataFrame:
    """Two years of levels around 1,000 that part after July 2022."""
    steps = np.random.default_rng(0).normal(0, 25, (len(MONTHS), 200)).cumsum(axis=0)
    parting = np.where(MONTHS > JULY, 1, 0.02)[:, None]
    return pd.DataFrame(1000 + 8.5 * np.arange(len(MONTHS))[:, None] + parting * steps, index=MONTHS)


def printed(levels: pd.DataFrame) -> pd.DataFrame:
    """Six prints of different status."""
    months = pd.period_range("2022-02", JULY, freq="M")
    return pd.DataFrame({"value": levels.loc[months, 0], "status": STATUSES}, index=months)


def growth() -> pd.DataFrame:
    """Figures of two series by month, with gaps, on both sides of zero."""
    figures = pd.DataFrame(index=MONTHS, columns=["IIP", "Điện"], dtype=float)
    figures.loc[["2021-01", "2021-02", "2021-06", "2022-02", "2022-07"], "IIP"] = [5.5, -3.25, 12, 19.9, 10.37]
    figures.loc[["2021-03", "2022-05", "2022-07"], "Điện"] = [-8.5, 9.05, 8.63]
    return figures


def named(values: list[float]) -> pd.Series:
    """Values by products' names, short and long."""
    names = ["Muối biển", "Tôm đông lạnh", "Nha đam", "Cung cấp nước và xử lý rác thải", "Đường"]
    return pd.Series(values, index=names[: len(values)])


def draw_path(**where: object) -> Axes:
    """Growth to December against a plan, with prints of every status."""
    return charts.path(draws().loc["2022"], JULY, target=1234.5, prints=printed(draws()), **where)


def draw_total(**where: object) -> Axes:
    """A year added up against the plan's path and the year before."""
    sums = draws().groupby(MONTHS.year).cumsum()
    before = sums.loc["2021"].median(axis=1).rename(lambda month: month + 12)
    plan, words = 14_057.6 * before / before.iloc[-1], "7 tháng năm 2022: chậm 234 tỷ đồng"
    return charts.path(sums.loc["2022"], JULY, target=plan, before=before, gap=words, coverages=(80,), **where)


def draw_ranges(**where: object) -> Axes:
    """Three years' bands and a wanted height."""
    values = np.random.default_rng(0).normal([5, 8, 6.5], [4, 2, 3], (300, 3))
    return charts.ranges(pd.DataFrame(values, columns=["2019", "2020", "2021"]), target=8.9, **where)


def draw_ranking(**where: object) -> Axes:
    """Three names around a target, one of them one's own."""
    ends = pd.DataFrame({"low": [5, 0, -8], "median": [13, 7, 1.5], "high": [22, 16, 9]}, index=["Cao", "Nền", "Thấp"])
    return charts.ranking(ends, target=9, own="Nền", **where)


def year_ends() -> pd.Series:
    """Outcomes of a year around 7.7."""
    return pd.Series(np.random.default_rng(0).normal(7.7, 3, 500))


def steps() -> pd.Series:
    """From one answer to another in five steps."""
    names = ["Câu trả lời cũ", "Số liệu mới, Cục Thống kê tỉnh Ninh Thuận", "Ước lượng lại", "Kế hoạch", "Mới"]
    return pd.Series([12_376.0, -198, 28, 0, 12_206], index=names)


KINDS: dict[str, Callable[..., Axes]] = {
    "path": draw_path,
    "path of totals": draw_total,
    "year": lambda **where: charts.year(year_ends(), 8.9, **where),
    "year within a range": lambda **where: charts.year(year_ends(), (7, 8.9), **where),
    "lines": lambda **where: charts.lines(growth(), **where),
    "bars": lambda **where: charts.bars(named([70.7, -32.2, 0, 147.8, np.nan]), **where),
    "plan_share": lambda **where: charts.plan_share(named([54.2, 47, 50]), 50, **where),
    "ranges": draw_ranges,
    "ranking": draw_ranking,
    "contributions": lambda **where: charts.contributions(named([4.3, 2.2, -0.7, 0.1]), 6.4, **where),
    "bridge": lambda **where: charts.bridge(steps(), **where),
}
ESTIMATED = {"path", "path of totals"}
"""Kinds that show what has not come yet beside what was published."""
