"""Four made-up figures whose consequences can be worked out by hand, beside the joint levels they imply."""

import pandas as pd

from analysis import wording
from analysis.ledger import WHOLE
from analysis.review.ledger import Ledger, Said
from analysis.review.residuals import FAR, range_words

_WHOLE, _DECEMBER, _ELEVEN, _RISE = 1200.0, 120.0, 10.0, 5.0
_PRINTED = [
    ("year", "2021", "level", _WHOLE, "billion_vnd"),
    ("month", "2021-12", "level", _DECEMBER, "billion_vnd"),
    ("ytd", "2022-11", "growth_yoy_pct", _ELEVEN, "percent"),
    ("month", "2022-12", "growth_yoy_pct", _RISE, "percent"),
]
_SPANS = {
    "rest": ("2021-01", "2021-11"),
    "now": ("2022-01", "2022-11"),
    "month": ("2022-12", "2022-12"),
    "whole": ("2022-01", "2022-12"),
}


def example_figures(ledger: Ledger) -> pd.DataFrame:
    """A year's level, that of its December, and growth of the next year's first eleven months and December."""
    printed = pd.DataFrame(_PRINTED, columns=["period_type", "period", "measure", "value", "unit"])
    series = {"geography": ledger.place, "indicator": "industrial_output", "sector": WHOLE}
    return printed.assign(**series, status="estimate", published="2023-01-01", source_id="", note="")


def example_table(ledger: Ledger, levels: pd.DataFrame) -> pd.DataFrame:
    """Four more levels worked out by hand, beside the range that joint levels of the figures give."""
    rows = [_row(name, value, levels, ledger.language) for name, value in _by_hand().items()]
    columns = [wording.term("column", code, ledger.language) for code in ("arithmetic", "by_hand", *_RANGE)]
    return pd.DataFrame(rows, columns=columns, index=range(1, len(rows) + 1))


def example_sentence(ledger: Ledger, gaps: pd.DataFrame) -> Said:
    """Whether the levels give the figures back."""
    worst = gaps["standard_errors"].abs().max()
    verdict = wording.term("agreement", "yes" if worst < FAR else "no", ledger.language)
    errors = wording.number(worst, 1, ledger.language)
    return ledger.say("example_check", count=len(gaps), errors=errors, verdict=verdict)


_RANGE = ("low", "middle", "high")


def _by_hand() -> dict[str, float]:
    rest, month = _WHOLE - _DECEMBER, _DECEMBER * (1 + _RISE / 100)
    now = rest * (1 + _ELEVEN / 100)
    return {"rest": rest, "now": now, "month": month, "whole": now + month}


def _row(name: str, value: float, levels: pd.DataFrame, language: str) -> list[str]:
    first, last = _SPANS[name]
    joint = range_words(levels.loc[first:last].sum(), 1, language)
    return [_arithmetic(name, language), wording.number(value, 1, language), *joint.values()]


def _arithmetic(name: str, language: str) -> str:
    amounts = _by_hand() | {"december": _DECEMBER} | ({} if name == "whole" else {"whole": _WHOLE})
    words = {code: wording.digits(round(value, 1), language) for code, value in amounts.items()}
    growth = wording.percent(_ELEVEN if name == "now" else _RISE, 0, language)
    return wording.sentence(f"example_{name}", language, **words, growth=growth)
