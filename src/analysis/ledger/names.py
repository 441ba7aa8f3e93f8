"""Names people type, resolved to the ledger's codes: one place for all doors, the nearest proposed for a slip."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.table import DATA, read_table, stamps
from analysis.ledger.vocabulary import TERM_COLUMNS, load_indicators

_PREFIX = re.compile(r"^(tỉnh|thành phố|tp\.?) ?(?=\w)|(?<=\w) (province|city)$")
_DAY = re.compile(r"(?:ngày )?(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_QUARTER = re.compile(r"(?:quý|q) ?(i{1,3}|iv|[1-4])[-/ ](\d{4})|(\d{4})[-/ ]?q([1-4])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LISTED = 12
_TELLING = 3  # letters of a name that tell it from others


class UnknownName(KeyError):
    """A name that is none of the known ones, or two of them; as text, one sentence in both languages."""

    def __str__(self) -> str:
        """The sentence, without the quotes that a `KeyError` puts around it."""
        return str(self.args[0])


def resolve(kind: str, typed: str, data: Path = DATA) -> str:
    """The ledger's code of what somebody typed, by code or by name in either language, with or without accents.

    `kind`: "geography", "indicator" or another group of terms.csv ("sector", "measure" …); "day", "month" or "period".
    Refuses a name that is none, or two things, with a `KeyError` that proposes the nearest; a day, month or period that
    is none with a `ValueError`.

    >>> resolve("geography", "Cả nước"), resolve("indicator", "IIP"), resolve("day", "31/12/2022")
    ('vietnam', 'iip', '2022-12-31')
    """
    written = " ".join(unicodedata.normalize("NFC", str(typed)).split())
    if kind in _DATES:
        return _DATES[kind](written.lower())
    data = Path(data)
    return _only(kind, written, *_codes(kind, data, stamps([data / "terms.csv", data / "indicators.csv"])))


def one_of(kind: str, typed: str, known: Iterable[str]) -> str:
    """The one of the `known` names that was typed; an `UnknownName` proposes the nearest.

    >>> one_of("scenario", "New plant", ["dry_year", "new_plant"])
    'new_plant'
    """
    names = list(known)
    exact, plain = {name.casefold(): {name} for name in names}, {_plain(name): {name} for name in names}
    return _only(kind, str(typed), exact, plain)


def _only(kind: str, written: str, exact: dict[str, set[str]], plain: dict[str, set[str]]) -> str:
    found = exact.get(written.casefold()) or plain.get(_plain(written), set())
    if len(found) != 1:
        raise UnknownName(f"{kind} “{written}”: {_proposal(written, found, exact, plain)}")
    return next(iter(found))


def _day(typed: str) -> str:
    iso, usual = _ISO_DAY.fullmatch(typed), _DAY.fullmatch(typed)
    year, month, number = iso.groups() if iso else reversed(usual.groups()) if usual else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError as error:
        raise ValueError(f"đọc được “{typed}”, hãy ghi YYYY-MM-DD / read “{typed}”, write YYYY-MM-DD") from error


def _month(typed: str) -> str:
    month = rules.period_meant(typed, "month")
    rules.refuse_period("month", typed if month.startswith("Y") else month)
    return month


def _period(typed: str) -> str:
    quarter = _QUARTER.fullmatch(typed)
    if quarter:
        number, year = quarter[1] or quarter[4], quarter[2] or quarter[3]
        return f"{year}-Q{_ROMAN.get(number, number)}"
    year = re.fullmatch(r"(?:năm )?(\d{4})", typed)
    return year[1] if year else _month(typed)


_DATES = {"day": _day, "month": _month, "period": _period}


@cache
def _codes(kind: str, data: Path, _: object) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The codes by each of their names, as written and in plain letters; codes themselves come first."""
    exact: dict[str, set[str]] = {}
    plain: dict[str, set[str]] = {}
    terms = read_table(data / "terms.csv", TERM_COLUMNS).set_index("code")
    own, short = (terms.loc[terms["group"] == group, ["vi", "en"]] for group in (kind, f"{kind}_short"))
    if kind == "indicator":
        own = load_indicators(data)[["name_vi", "name_en"]].set_axis(["vi", "en"], axis=1)
    for code, name in pd.concat([own, short[short.index.isin(own.index)]]).stack().droplevel(1).items():
        exact.setdefault(name.casefold(), set()).add(code)
        plain.setdefault(_plain(name), set()).add(code)
    codes = {code: {code} for code in own.index}
    return exact | codes, plain | {_plain(code): own for code, own in codes.items()}


def _plain(name: str) -> str:
    """Small letters and figures alone: no accents, spaces or marks, no "tỉnh" before or "province" behind."""
    return re.sub("[^a-z0-9]", "", rules.plain(_PREFIX.sub("", name.casefold())))


def _proposal(typed: str, found: set[str], exact: dict[str, set[str]], plain: dict[str, set[str]]) -> str:
    letters = _plain(typed)
    within = [name for name in plain if len(letters) >= _TELLING and letters in name]
    near = get_close_matches(letters, plain, n=3, cutoff=0.6) or within
    codes = found or {code for name in near[:1] for code in plain[name]}
    every = sorted({code for own in exact.values() for code in own})
    if codes:
        named = ", ".join(f"“{code}”" for code in sorted(codes)[:_LISTED])
        return f"ý là {named}? / did you mean {named}?"
    if len(every) <= _LISTED:
        return f"hãy ghi một trong / write one of: {', '.join(every)}"
    return "không có tên nào gần giống / no name is near it"
