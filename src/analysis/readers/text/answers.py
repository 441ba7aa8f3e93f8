"""What a person answers about a candidate figure: yes, no, yes to its whole sentence, or what is right instead."""

import math
import re
from collections.abc import Callable

import pandas as pd

from analysis.ledger import DATA
from analysis.ledger.vocabulary import GROWTH, WHOLE, Vocabulary
from analysis.readers.phrases import Item, codes, items, of_kind
from analysis.readers.spoken import MEASURES, Spoken, compared, dated, decimal_marks, read_number, spoken
from analysis.readers.text.reading import in_unit
from analysis.readers.text.sentences import cleaned
from analysis.wording import LANGUAGES, term
from analysis.wording import sentence as question

Ask = Callable[[pd.Series, str], str]
YES, NO = {"y", "yes", "c", "co", "có", "đ", "đúng"}, {"", "n", "no", "k", "không", "sai"}
SHEET = {"sheet", "phiếu", "phieu"}
ALL = {"all", "tất cả", "đúng cả", "yes to all"}
_WRITTEN = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?:(?P<month>[0-9]{2})|Q(?P<quarter>[1-4]))(?![0-9-])")
_NAMED = {"period", "geography", "indicator", "sector", "base", "past", "plan", "status", "verb"}
_SAID = _NAMED | {"number", "unit", "filler", "mark"}


def settled(rows: pd.DataFrame, ask: Ask, *, vocabulary: Vocabulary | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The candidates that count, `unsure` empty, sure or as answered; and those left to an entry sheet.

    `ask(row, wrong)` gives what the person typed: yes, no, "all" (every figure of this sentence as read), "sheet" (this
    and all that are still open go to an entry sheet), or a correction as `corrected` takes it. `wrong` is empty, or
    says why the last answer could not be taken.
    """
    vocabulary, taken, left, whole = vocabulary or Vocabulary(DATA), [], [], set()
    for _, row in rows.iterrows():
        sure = not row["unsure"] or (row["sentence"] in whole and not _wrong(row, vocabulary))
        told = [row] if sure else [] if left else _settled(row, ask, vocabulary, whole)
        left += [row] if told is None or (left and not sure) else []
        taken += told or []
    tables = (pd.DataFrame(own, columns=rows.columns) for own in (taken, left))
    counted, open_ = (table.reset_index(drop=True) for table in tables)
    return counted.assign(unsure=""), open_


def _settled(row: pd.Series, ask: Ask, vocabulary: Vocabulary, whole: set[str]) -> list[pd.Series] | None:
    """The row as answered, or no row, None where it is left to a sheet; asked again until the answer can be taken."""
    wrong = ""
    while (answer := (typed := ask(row, wrong).strip()).casefold()) not in NO:
        if answer in SHEET:
            return None
        if answer not in YES | ALL:
            try:
                return [corrected(row, typed, vocabulary)]
            except ValueError as error:
                wrong = str(error)
        elif not (wrong := _wrong(row, vocabulary)):
            whole |= {row["sentence"]} if answer in ALL else set()
            return [row]
    return []


def corrected(row: pd.Series, answer: str, vocabulary: Vocabulary) -> pd.Series:
    """The candidate with what the answer names put right, in the words of a text: "tháng 6/2022, so với tháng trước".

    Place, indicator, sector, period, base, status, unit ("tỷ đồng") and value ("2.813,7") are understood; the note
    keeps the answer. Words that are not, and what no ledger could hold, are a `ValueError`.
    """
    written = _WRITTEN.search(answer)
    told = items(cleaned(_WRITTEN.sub(" ", answer)))
    if odd := [item.text for item in told if item.kind not in _SAID]:
        raise ValueError(_refused("press_answer_words", read=" ".join(odd)))
    row = row.copy()
    for column in ("geography", "indicator", "status"):
        row[column] = next((code for code in codes(told, column) if code not in ("", "home")), row[column])
    if row["status"] in ("plan", "ceiling") and "reach" in codes(told, "verb"):
        row["status"] = "official"  # "thực hiện": it was done, not planned
    row["sector"] = (codes(told, "sector") or [WHOLE if codes(told, "indicator") else row["sector"]])[0]
    period = _period(row, told, written)
    row["period_type"], row["period"] = (period.period_type, period.written()) if period else ("", "")
    row["measure"] = _measure(row, told, period)
    row["value"], row["unit"] = _value(row, told, vocabulary)
    if wrong := _wrong(row, vocabulary):
        raise ValueError(wrong)
    row["unsure"], row["note"] = "", "; ".join(filter(None, [row["note"], f"corrected to: {answer.strip()}"]))
    return row


def _period(row: pd.Series, told: list[Item], written: re.Match[str] | None) -> Spoken | None:
    if named := of_kind(told, "period"):
        return dated(spoken(named[0]), row["published"])[0]
    found = written or _WRITTEN.fullmatch(row["period"])
    if not found:
        return Spoken("year", 0, int(row["period"])) if row["period"].isdigit() else None
    kind = "quarter" if found["quarter"] else row["period_type"] if row["period_type"] in ("month", "ytd") else "month"
    return Spoken(kind, int(found["quarter"] or found["month"]), int(found["year"]))


def _measure(row: pd.Series, told: list[Item], period: Spoken | None) -> str:
    bases = [compared(item, period) for item in of_kind(told, "base", "past")] + ["plan"] * bool(codes(told, "plan"))
    if bases and bases[0] not in MEASURES:
        raise ValueError(_refused("press_answer_base", read=bases[0]))
    moved = "growth_yoy_pct" if {"rise", "fall"} & set(codes(told, "verb")) else row["measure"]
    return MEASURES[bases[0]] if bases else row["measure"] if row["measure"] in GROWTH else moved


def _value(row: pd.Series, told: list[Item], vocabulary: Vocabulary) -> tuple[float, str]:
    """The value and its unit, in one the ledger has; a rate keeps its sign."""
    numbers, units = [item.text for item in of_kind(told, "number")], of_kind(told, "unit")
    value, unit = row["value"], "percent" if row["measure"] in MEASURES.values() else row["unit"]
    if numbers:
        value = math.copysign(read_number(numbers[0], decimal_marks(numbers))[0], value)
    if row["measure"] in GROWTH and (verbs := codes(told, "verb")):
        value = -abs(value) if "fall" in verbs else abs(value)
    if units:
        unit, value = units[0].code, value * float(units[0].detail or 1)
    return in_unit(row["measure"], value, unit, row["indicator"], vocabulary)


def _wrong(row: pd.Series, vocabulary: Vocabulary) -> str:
    """Why no ledger could hold a candidate; empty where one can."""
    for column in ("geography", "indicator", "sector", "period_type"):
        if row[column] not in vocabulary.known(column):
            return _lacking(column, row[column])
    fits = row["unit"] in vocabulary.units(row["indicator"], row["measure"]) and math.isfinite(row["value"])
    return "" if fits else _lacking("unit", f"{row['value']:g} {row['unit']}")


def _lacking(column: str, read: str) -> str:
    told = ((language, term("press", column, language)) for language in LANGUAGES)
    return "\n".join(
        question("press_answer_column", language, column=name, read=read or "–") for language, name in told
    )


def _refused(key: str, **words: object) -> str:
    return "\n".join(question(key, language, **words) for language in LANGUAGES)
