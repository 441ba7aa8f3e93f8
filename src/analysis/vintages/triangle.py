"""How figures are revised: every print of one figure side by side, sizes by release, and what the next print may be."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import t

from analysis.ledger import printed_decimals
from analysis.model.refusals import refuse_nothing, refuse_several

LEAST = 10
"""Revisions below which nothing is said of their bias or of the next one."""
_SIGNIFICANT = 0.05
_MONTHLY = ("month", "ytd")


def triangle(
    facts: pd.DataFrame, measure: str = "growth_yoy_pct", period_type: str = "month", *, by: str = "print"
) -> pd.DataFrame:
    """The prints of every figure of one series: one row a period, oldest first, one column a print (1 the first).

    `by="published"`: one column a day of publication instead. Of two prints on a day the later row counts; one that
    repeats the print before, or only rounds it, counts for nothing.
    """
    refuse_nothing(facts, [measure])
    refuse_several(facts)
    own = facts[(facts["measure"] == measure) & (facts["period_type"] == period_type)]
    own = own.sort_values(["period", "published"], kind="stable").drop_duplicates(["period", "published"], keep="last")
    own = own[~_repeated(own)]
    own = own.assign(print=own.groupby("period").cumcount() + 1)
    prints = own.pivot(index="period", columns=by, values="value")
    return prints.set_axis(pd.PeriodIndex(prints.index, freq="M"), axis=0) if period_type in _MONTHLY else prints


def sizes(prints: pd.DataFrame, *, relative: bool = False) -> pd.DataFrame:
    """Revisions from each print to the last one, one row a print that was revised.

    In the unit of the figures, or `relative` to the print in per cent, as amounts need it that grow over the years.

    bias and mean_abs: mean revision, as it is and without its sign; beyond_one: share of revisions of more than 1;
    p_bias: how often a bias of this size would come by chance; p_predictable: the same for a slope of the revision on
    the print (Mincer and Zarnowitz), both with errors that allow for neighbouring months being alike (Newey and West);
    NaN for fewer than `LEAST` revisions.
    """
    final = prints.ffill(axis=1).iloc[:, -1]
    size = prints / 100 if relative else prints**0
    revised = {number: prints[number + 1].notna() for number in prints.columns[:-1]}
    rows = {
        number: _size(prints[number], ((final - prints[number]) / size[number])[again])
        for number, again in revised.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("print")


def efficient_from(sizes: pd.DataFrame) -> int | None:
    """The first print whose later revisions show neither bias nor predictability; None where revisions are too few.

    That is the last print where all earlier ones show some.
    """
    for number, row in sizes[["p_bias", "p_predictable"]].iterrows():
        if row.isna().any():
            return None
        if (row >= _SIGNIFICANT).all():
            return int(number)
    return int(sizes.index[-1]) + 1


def next_revisions(
    prints: pd.DataFrame, count: int = 3, coverage: float = 0.8, *, relative: bool = False
) -> pd.DataFrame:
    """What the next print of the latest periods may be, from how earlier figures fared from the same print to the next.

    One row a period: `print` (its number so far), `printed`, `expected` (moved by the median revision: a few large ones
    would lead the mean astray; how close that came: benchmarks/results/what_changed_revisions.csv), `low` and `high`
    (the middle `coverage`, normal), and `n`, the revisions this rests on; NaN where they are fewer than `LEAST`.
    """
    latest = prints.tail(count)
    rows = [_next(prints, row.dropna(), coverage, relative) for _, row in latest.iterrows()]
    return pd.DataFrame(rows, index=latest.index)


def _size(printed: pd.Series, revisions: pd.Series) -> dict[str, float]:
    constant = np.ones((len(revisions), 1))
    return {
        "n": len(revisions),
        "bias": revisions.mean(),
        "p_bias": _chance_of(revisions, constant),
        "p_predictable": _chance_of(revisions, np.column_stack([constant, printed[revisions.index]])),
        "mean_abs": revisions.abs().mean(),
        "spread": revisions.std(),
        "beyond_one": (revisions.abs() > 1).mean(),
    }


def _chance_of(revisions: pd.Series, causes: np.ndarray) -> float:
    """How often the last of the causes would seem to matter as much by chance."""
    if len(revisions) < LEAST:
        return float("nan")
    if np.ptp(revisions) == 0 and causes.shape[1] == 1:  # nothing varies: certain either way
        return float(revisions.iloc[0] == 0)
    if np.linalg.matrix_rank(causes) < causes.shape[1] or np.ptp(revisions) == 0:  # no slope to speak of
        return 1.0
    lags = int(4 * (len(revisions) / 100) ** (2 / 9))
    fitted = sm.OLS(revisions.to_numpy(), causes).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    return float(fitted.pvalues[-1])


def _next(prints: pd.DataFrame, told: pd.Series, coverage: float, relative: bool) -> dict[str, float]:
    number, printed = int(told.index[-1]), float(told.iloc[-1])
    later = prints[number + 1] - prints[number] if number + 1 in prints else pd.Series(dtype=float)
    past = (later / prints[number] if relative else later).dropna()
    known = {"print": number, "printed": printed, "n": len(past)}
    if len(past) < LEAST:
        return known | dict.fromkeys(("expected", "low", "high"), float("nan"))
    beside = t.ppf(0.5 + coverage / 2, len(past) - 1) * past.std() * np.sqrt(1 + 1 / len(past))
    usual = past.median()
    moves = pd.Series({"expected": usual, "low": usual - beside, "high": usual + beside})
    return known | (printed + moves * (printed if relative else 1)).to_dict()


def _repeated(ordered: pd.DataFrame) -> np.ndarray:
    """Which prints say no more than the one before: the same value, or that value rounded."""
    earlier = ordered.groupby("period")["value"].shift()
    decimals = ordered["value"].map(printed_decimals)
    rounded = [round(value, places) for value, places in zip(earlier, decimals, strict=True)]
    return (ordered["value"] == rounded).to_numpy()
