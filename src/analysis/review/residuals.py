"""Disagreements of printed figures with the levels they imply together, in the reader's words and numbers."""

from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import printed_decimals

FAR = 2.0
"""Standard errors from which on a figure counts as disagreeing."""


def residuals_table(residuals: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """What was printed, what the levels imply, and how far apart they are; rows as handed in."""
    table = pd.DataFrame([_row(figure, language) for figure in residuals.to_dict("records")])
    table = table.rename(columns=lambda code: wording.term("column", code, language))
    return table.set_axis(pd.RangeIndex(1, len(table) + 1))


def residual_bars(residuals: pd.DataFrame, count: int, language: str = "vi") -> pd.Series:
    """The gaps of the first so many rows in standard errors, by the name of their figure."""
    shown = residuals.head(count)
    names = [figure_name(figure, language) for figure in shown.to_dict("records")]
    return pd.Series(shown["standard_errors"].to_numpy(), index=names)


def residuals_sentence(residuals: pd.DataFrame, language: str = "vi") -> str:
    """How many figures disagree, and which one does most; the largest disagreement comes first."""
    worst = residuals.iloc[0]
    far = residuals["standard_errors"].abs() >= FAR
    return wording.sentence(
        "residuals_sentence",
        language,
        count=len(residuals),
        far=int(far.sum()),
        limit=wording.digits(FAR, language),
        figure=figure_name(worst, language),
        implied=_in_unit(worst, "implied", language),
        low=_in_unit(worst, "low", language),
        high=_in_unit(worst, "high", language),
        errors=wording.number(abs(worst["standard_errors"]), 1, language),
    )


def figure_name(figure: dict[str, Any] | pd.Series, language: str = "vi") -> str:
    """A figure on one line: 8 tháng năm 2020, so cùng kỳ: 48,58 %."""
    return wording.sentence(
        "figure_name",
        language,
        period=wording.period(figure["period_type"], figure["period"], language),
        measure=wording.term("measure_short", figure["measure"], language),
        value=wording.printed(figure["value"], figure["unit"], language),
    )


def range_words(values: pd.Series, decimals: int = 1, language: str = "vi") -> dict[str, str]:
    """Median, low and high of the middle 80 % of values (one a path), as a sentence's words."""
    quantiles = values.quantile([0.1, 0.5, 0.9])
    words = (wording.number(value, decimals, language) for value in quantiles)
    return dict(zip(("low", "median", "high"), words, strict=True))


def width_words(levels: pd.DataFrame, language: str = "vi") -> dict[str, str]:
    """The months whose level is known best and least, and how wide their 80 % range is in per cent of the median."""
    low, median, high = (levels.quantile(share, axis=1) for share in (0.1, 0.5, 0.9))
    width = 100 * (high - low) / median
    best, least = width.idxmin(), width.idxmax()
    return {
        "best": wording.month(best, language),
        "narrow": wording.percent(width[best], 0, language),
        "least": wording.month(least, language),
        "wide": wording.percent(width[least], 0, language),
    }


def _row(figure: dict[str, Any], language: str) -> dict[str, str]:
    return {
        "period": wording.period(figure["period_type"], figure["period"], language),
        "measure": wording.term("measure_short", figure["measure"], language),
        "print": wording.term("print", figure["print"], language),
        "printed": wording.printed(figure["value"], figure["unit"], language),
        "implied": _in_unit(figure, "implied", language),
        "range": f"{_number(figure, 'low', language)} – {_number(figure, 'high', language)}",
        "gap": _number(figure, "gap", language, signed=True),
        "errors": wording.number(figure["standard_errors"], 1, language, signed=True),
    }


def _in_unit(figure: dict[str, Any] | pd.Series, column: str, language: str) -> str:
    return wording.joined(_number(figure, column, language), figure["unit"], language)


def _number(figure: dict[str, Any] | pd.Series, column: str, language: str, *, signed: bool = False) -> str:
    decimals = max(1, printed_decimals(figure["value"]))
    return wording.number(figure[column], decimals, language, signed=signed)
