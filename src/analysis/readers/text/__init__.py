"""Press articles and reports as candidate figures: right, or asked about."""

from pathlib import Path

import pandas as pd

from analysis.ledger import COLUMNS, DATA
from analysis.ledger.problems import Problem
from analysis.ledger.rules import is_day
from analysis.ledger.vocabulary import DEFAULT_GEOGRAPHY, Vocabulary
from analysis.readers.spoken import decimal_marks
from analysis.readers.text.reading import Before, Reading
from analysis.readers.text.readings import Text, conflicting, readings
from analysis.readers.text.sentences import Sentence, sentences, statements
from analysis.readers.text.subjects import place_of, scopes
from analysis.wording import sentence as question

Found = list[tuple[Sentence, Reading]]


def read_text(text: str, published: str, home: str = DEFAULT_GEOGRAPHY, *, data: Path = DATA) -> pd.DataFrame:
    """The figures a text tells, as candidates: the ledger's columns, `sentence` as written, `unsure`.

    `unsure` says in Vietnamese and, on a second line, in English what must be asked before a figure may count; it is
    empty where the text leaves no doubt. `home` is the area of figures that name none. `source_id` is left empty. A
    day that is none is a `ValueError`, an unknown area a `KeyError`; a text without figures gives an empty table.

    >>> read_text("IIP 7 tháng tăng 6,38% so với cùng kỳ.", "2022-08-09")[["indicator", "period", "value"]].values
    array([['iip', '2022-07', 6.38]], dtype=object)
    """
    return read_text_and_asides(text, published, home, data=data)[0]


def read_text_and_asides(
    text: str, published: str, home: str = DEFAULT_GEOGRAPHY, *, data: Path = DATA, file: str = ""
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """As `read_text`, and the figures of series the ledger does not know, each with its sentence: not taken."""
    if not is_day(str(published)):
        raise ValueError("\n".join(question("press_day", language, read=published) for language in ("vi", "en")))
    vocabulary = Vocabulary(Path(data))
    vocabulary.refuse_unknown(geography=home)
    known, asides = [], []
    for sentence, reading in _found(text, str(published), home, vocabulary):
        if reading.subject.indicator in vocabulary.known("indicator") and "portion" not in reading.verbs:
            known.append((sentence, reading))
        else:
            words = {"read": reading.statement.figure.printed, "sentence": sentence.text}
            asides.append(Problem("press_series", file, words=words))
    return _table(known, str(published)), tuple(asides)


def _found(text: str, published: str, home: str, vocabulary: Vocabulary) -> Found:
    parsed = [(sentence, *statements(sentence.items)) for sentence in sentences(text)]
    marks = decimal_marks(each.figure.printed for _, told, _ in parsed for each in told)
    about = Text(published, place_of(parsed, home), marks, vocabulary)
    before, found = Before(), []
    for (sentence, told, rest), scope in zip(parsed, scopes(parsed, home), strict=True):
        before = Before(period=before.period) if sentence.opens else before
        if told:
            read, before = readings(told, rest, about, scope, before)
            found += [(sentence, reading) for reading in read]
        else:
            before = before.announced(sentence, scope.place)
    return found


def _table(found: Found, published: str) -> pd.DataFrame:
    conflicts = conflicting(reading for _, reading in found)
    rows = []
    for place, (sentence, reading) in enumerate(found):
        period = reading.period if reading.period and reading.period.year is not None else None
        dated = [period.period_type, period.written()] if period else ["", ""]
        told = [*reading.subject.series, *dated, reading.measure, reading.value, reading.unit, reading.status]
        unsure = _unsure(reading, place in conflicts, sentence.cut)
        rows.append([*told, published, "", "; ".join(reading.notes), sentence.text, unsure])
    table = pd.DataFrame(rows, columns=[*COLUMNS, "sentence", "unsure"], dtype=str)
    return table.assign(value=table["value"].astype(float)).drop_duplicates([*COLUMNS, "unsure"], ignore_index=True)


def _unsure(reading: Reading, rivalled: bool, cut: bool) -> str:
    """What must be asked about a figure, Vietnamese first; empty where nothing must."""
    asked = [*reading.asked.items(), *[("press_conflict", "")] * rivalled, *[("press_long", "")] * cut]
    words = {"read": reading.statement.figure.printed, "unit": reading.unit}
    told = [[question(key, language, **words, words=odd) for key, odd in asked] for language in ("vi", "en")]
    return "\n".join(" ".join(dict.fromkeys(language)) for language in told) if asked else ""
