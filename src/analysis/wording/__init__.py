"""Numbers, months and sentences in Vietnamese and English; every word comes from the tables in data/."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pandas as pd

from analysis.ledger.problems import refuse
from analysis.ledger.rules import duplicates
from analysis.ledger.table import DATA, read_table
from analysis.ledger.vocabulary import INDICATOR_COLUMNS, TERM_COLUMNS, WHOLE
from analysis.wording.dates import (
    date_or_month,
    day,
    day_in_words,
    month,
    months_to,
    period,
    short_month,
    short_period,
)
from analysis.wording.numbers import (
    DASH,
    decimals_of,
    digits,
    estimate_decimals,
    number,
    percent,
    rounded_as_read,
    unknown,
)

LANGUAGES = ("vi", "en")
_COLUMNS = {"indicators.csv": INDICATOR_COLUMNS, "terms.csv": TERM_COLUMNS, "sentences.csv": ("key", *LANGUAGES)}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SIGNED_NUMBER = re.compile(r"[+-]\d[\d.,]*%?")
_NUMBER = re.compile(r"([+~=]?)(\d|digits|estimate|places|size)(%| unit|)")
_folder: ContextVar[Path] = ContextVar("folder", default=DATA)


@contextmanager
def words_of(data: Path = DATA) -> Iterator[None]:
    """Words from the tables of a folder of figures, and from the project's own where the folder has none."""
    former = _folder.set(Path(data))
    try:
        yield
    finally:
        _folder.reset(former)


def folder() -> Path:
    """The folder of figures whose words are told now."""
    return _folder.get()


class _Gaps(Formatter):
    """Fills the gaps of a text; what stands after a gap's colon says how its value is written (`filled`)."""

    def __init__(self, language: str, words: Mapping[str, object]) -> None:
        self.language, self.words = language, words

    def format_field(self, value: Any, format_spec: str) -> str:
        way, *lower = format_spec.split(" in sentence")
        text = self._written(value, way)
        return within(text) if lower else text

    def _written(self, value: Any, way: str) -> str:
        one, bar, many = way.partition("|")
        if bar:
            return one if str(value).lstrip("+−") == "1" else many
        if found := number_way(way, value, self.words):
            decimals, signed, suffix = found
            text = number(abs(value) if way[0] == "=" else value, decimals, self.language, signed=signed)
            return joined(text, str(self.words["unit"]), self.language) if suffix == " unit" else text + suffix
        if way.startswith("moved"):
            return moved(value, int(way[5:] or decimals_of(value)), self.language)
        if way.startswith("term."):
            return term(way[5:], str(value), self.language)
        if way == "series":
            return series_name(value, str(self.words["sector"]), self.language)
        if way.startswith("plan"):
            return self._plan(value, " unit" if way.endswith("unit") else "")
        if way in ("period", "short_period"):
            return (period if way == "period" else short_period)(self.words["period_type"], value, self.language)
        if way == "printed":
            return printed(value, str(self.words["unit"]), self.language)
        return _WAYS[way](value, self.language) if way else str(value)

    def _plan(self, value: float, suffix: str) -> str:
        """A plan as stated: 11.757,6; +7 – +8; not above 4; a dash for none."""
        bounds = [one for one in (value, self.words.get("upper")) if not unknown(one)]
        text = " – ".join(self._written(one, "~digits") for one in bounds) or DASH
        text = joined(text, str(self.words["unit"]), self.language) if bounds and suffix else text
        below = self.words.get("direction") == "at_most"
        return f"{term('at_most', 'ceiling', self.language)} {text}" if below and bounds else text


def term(group: str, code: str, language: str = "vi") -> str:
    """The reader's word for a code of the ledger."""
    return _row("terms.csv", group=group, code=code)[language]


def indicator_name(code: str, language: str = "vi", *, short: bool = False) -> str:
    """An indicator's name; the short one, where there is one, for labels."""
    if short and ("indicator_short", code) in _terms():
        return term("indicator_short", code, language)
    return _row("indicators.csv", code=code)[f"name_{language}"]


def series_name(indicator: str, sector: str, language: str = "vi") -> str:
    """The short name of an indicator, and of its part where it is not the whole."""
    name = indicator_name(indicator, language, short=True)
    return name if sector == WHOLE else f"{name}: {term('sector', sector, language)}"


def part_name(indicator: str, sector: str, language: str = "vi") -> str:
    """The name of a part, or the indicator's short one where it is the whole."""
    return indicator_name(indicator, language, short=True) if sector == WHOLE else term("sector", sector, language)


def filled(text: str, language: str = "vi", **words: object) -> str:
    """A text with its gaps filled, each value written as the gap says.

    `{x:1}` one decimal, `{x:+1%}` signed and in per cent, `{x:=1}` without its sign, `{x:digits}` with the digits it
    was printed with, `{x:estimate}` with no more than an estimate bears, `{x:places}` as many decimals as the word
    `places` says; `~` for a sign where `measure` is growth, ` unit` for the word `unit` behind it. `{x:share}` a
    chance, `{x:moved1}` up 5.7%, `{x:plan}` (a range or "at most" by the words `upper` and `direction`), `{x:printed}`,
    `{x:period}`, `{x:month}`, `{x:months}`, `{x:day}`, `{x:name}`, `{x:series}`, `{x:term.group}`, `{n:month|months}`.
    A value that is missing is a dash, a word that is missing a `KeyError`.

    >>> filled("{name}: {pace:+1%}, chance {chance:share}", "en", name="IIP", pace=7.84, chance=0.003)
    'IIP: +7.8%, chance < 1%'
    """
    return _Gaps(language, words).vformat(text, (), words)


def number_way(way: str, value: float, words: Mapping[str, object]) -> tuple[int, bool, str] | None:
    """How a gap's way writes a number: its decimals, whether with its sign, what stands behind; None for other ways.

    >>> number_way("~estimate unit", 12.34, {"measure": "growth_yoy_pct"})
    (1, True, ' unit')
    """
    found = _NUMBER.fullmatch(way)
    if not found:
        return None
    sign, places, suffix = found.groups()
    if unknown(value):
        return 0, False, ""
    own = {"digits": decimals_of, "estimate": estimate_decimals}
    decimals = own[places](value) if places in own else int(float(str(words.get(places, places))))
    return decimals, sign == "+" or (sign == "~" and words["measure"] == "growth_yoy_pct"), suffix


def gaps(text: str) -> list[tuple[str, str]]:
    """The gaps of a text in their order, each with the way it is written.

    >>> gaps("{median:~estimate} ({low:1} – {high:1})")
    [('median', '~estimate'), ('low', '1'), ('high', '1')]
    """
    return [(gap, way or "") for _, gap, way, _ in Formatter().parse(text) if gap]


def sentence(key: str, language: str = "vi", **words: object) -> str:
    """A sentence of data/sentences.csv with its gaps `filled`."""
    return filled(_row("sentences.csv", key=key)[language], language, **words)


def within(name: str) -> str:
    """A name inside a sentence: no capital first letter, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def chance_text(chance: float, language: str = "vi") -> str:
    """A chance in whole per cent; what is not certain never reads as 0 % or 100 %."""
    if 0 < chance < 0.01:
        return f"< {percent(1, 0, language)}"
    if 0.99 < chance < 1:
        return f"> {percent(99, 0, language)}"
    return percent(100 * chance, 0, language)


def moved(value: float, decimals: int = 1, language: str = "vi") -> str:
    """A growth rate that was: up 5.7 %, down 5.7 %, or unchanged where it rounds to nothing."""
    if unknown(value):
        return number(value)
    printed = rounded_as_read(value, decimals)
    key = "up" if printed > 0 else "down" if printed < 0 else "unmoved"
    return sentence(key, language, value=percent(abs(value), decimals, language))


def unit(code: str, language: str = "vi") -> str:
    """A unit's name: tỷ đồng, triệu USD."""
    return term("unit", code, language)


def printed(value: float, unit_code: str, language: str = "vi") -> str:
    """A figure as printed, with its unit: 15.618 tỷ đồng, 5,66%, 11; a dash where there is none."""
    if unknown(value) or unit_code in ("count", "rank", "index"):
        return digits(value, language)
    return joined(digits(value, language), unit_code, language)


def publisher(name: str, language: str = "vi") -> str:
    """A publisher's name in the reader's language, where it has one of its own there."""
    return term("publisher", name, language) if ("publisher", name) in _terms() else name


def scenario(name: str, language: str = "vi") -> str:
    """A scenario's name in the reader's language, where it has one of its own there; else that of its file."""
    return term("scenario", name, language) if ("scenario", name) in _terms() else name


def unparted(text: str) -> str:
    """The text for setting in lines: none ends inside a range."""
    return text.replace(" – ", "\xa0–\xa0")


def harmless(cell: object) -> object:
    """A cell that no spreadsheet will run as a formula; signed numbers stay numbers."""
    dangerous = isinstance(cell, str) and cell.startswith(_FORMULA) and not _SIGNED_NUMBER.fullmatch(cell)
    return f"'{cell}" if dangerous else cell


def harmless_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with its texts made `harmless`."""
    texts = rows.select_dtypes(include=["str", "object"]).columns
    return rows.assign(**{column: rows[column].map(harmless) for column in texts})


def as_csv(rows: pd.DataFrame) -> bytes:
    """A table as CSV that a spreadsheet opens as it is and runs nothing of."""
    # Excel in Vietnam knows UTF-8 only by its mark
    return harmless_table(rows).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def joined(number: str, unit_code: str, language: str = "vi") -> str:
    """A number in words already and its unit: 11.757,6 tỷ đồng, 7,8%."""
    return f"{number}{'' if unit_code == 'percent' else ' '}{unit(unit_code, language)}"


def _row(file: str, **key: str) -> dict[str, str]:
    """The row of a table in data/ with this key, or a `KeyError` that names the table."""
    rows = _table(file, tuple(key), folder())
    if tuple(key.values()) not in rows:
        raise KeyError(f"{' '.join(key.values())}: không có trong / not in {file} ({', '.join(key)})")
    return rows[tuple(key.values())]


def _terms() -> dict[tuple[str, ...], dict[str, str]]:
    return _table("terms.csv", ("group", "code"), folder())


@cache
def _table(name: str, key: tuple[str, ...], data: Path) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of a folder's table by their key, and the project's where the folder has none of that key."""
    file, rest = data / name, {} if data == DATA else _table(name, key, DATA)
    if data != DATA and not file.exists():
        return rest
    table = read_table(file, _COLUMNS[name])
    refuse(duplicates(table, file, list(key)))
    return rest | {tuple(row[column] for column in key): row for row in table.to_dict("records")}


_WAYS: dict[str, Callable[[Any, str], str]] = {
    "name": lambda code, language: indicator_name(code, language, short=True),
    "fullname": indicator_name,
    "unit": unit,
    "share": chance_text,
    "month": month,
    "months": months_to,
    "short_month": short_month,
    "day": day,
    "date": day_in_words,
    "date_or_month": date_or_month,
    "publisher": publisher,
    "scenario": scenario,
}
"""Ways of writing a value besides those of numbers, by the word after a gap's colon."""
