"""Targets held against each other: all at once, and whether two of the same thing fit."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import DATA
from analysis.outlook import coherence, every_subset, load_dependence
from analysis.outlook.answer import Answer
from analysis.report import amounts
from analysis.report.tables import headed


def subset_table(given: list[Answer], language: str = "vi") -> pd.DataFrame:
    """The chance of every two or more targets together, beside that of indicators that know nothing of each other."""
    used = [answer for answer in given if answer.used]
    names = {answer.target.code: amounts.name(answer, language) for answer in used}
    rows = [
        {
            "targets": " + ".join(names[one] for one in some),
            "chance": wording.chance_text(row["chance"], language),
            "independent": wording.chance_text(row["independent"], language),
        }
        for some, row in every_subset(used).iterrows()
    ]
    return headed(pd.DataFrame(rows), language)


def coherence_sentence(one: Answer, other: Answer, language: str = "vi") -> str:
    """Whether two targets of the same thing fit: what the second grows by where the first just reaches its target."""
    held = coherence(one, other)
    growths = {"median": held.median, "low": held.low, "high": held.high, "asked": held.asked}
    chances = {"both": held.both, "first": held.first, "second": held.second, "neither": held.neither}
    return wording.sentence(
        "coherence",
        language,
        one=amounts.name(one, language),
        target=amounts.plan(one, language),
        other=amounts.name(other, language),
        plan=amounts.plan(other, language),
        **{name: wording.percent(value, 1, language, signed=True) for name, value in growths.items()},
        **{name: wording.chance_text(value, language) for name, value in chances.items()},
    )


def joint_sentence(count: int, chance: str, independent: str, language: str = "vi") -> str:
    """The chance of all targets at once, with the dependence measured and without, or once where both are alike."""
    key = "joint_alike" if chance == independent else "joint_sentence"
    return wording.sentence(key, language, count=count, chance=chance, independent=independent)


def dependence_table(language: str = "vi", data: Path = DATA) -> pd.DataFrame:
    """How far indicators miss together, as measured on national figures, and what of it joins the paths."""
    return headed(pd.DataFrame([_pair(row, language) for row in load_dependence(data).itertuples()]), language)


def dependence_sentence(language: str = "vi", data: Path = DATA) -> str:
    """How many pairs of indicators can be told from independent ones."""
    pairs = load_dependence(data)
    clear = int(((pairs["low"] > 0) | (pairs["high"] < 0)).sum())
    words = {"count": len(pairs), "clear": clear, "years": int(pairs["years"].min())}
    return wording.sentence("dependence_strong" if clear else "dependence_weak", language, **words)


def _pair(row: Any, language: str) -> dict[str, str]:
    names = [wording.indicator_name(code, language, short=True) for code in row.Index]
    shown = {name: wording.number(getattr(row, name), 2, language) for name in ("correlation", "low", "high", "shrunk")}
    return {
        "pair": " + ".join(names),
        "correlation": "{correlation} ({low} – {high})".format(**shown),
        "years": wording.number(row.years, 0, language),
        "taken": shown["shrunk"],
    }
