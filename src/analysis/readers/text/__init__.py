"""Press sentences as candidate figures, for an analyst to confirm."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.ledger import COLUMNS, DATA, DEFAULT_GEOGRAPHY
from analysis.ledger.checks import is_day
from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.text.numbers import decimal_marks
from analysis.readers.text.readings import Reading, Text, after, conflicting, readings
from analysis.readers.text.statements import Statement, statements
from analysis.readers.text.subjects import Before
from analysis.readers.text.tokens import Sentence, sentences
from analysis.readers.text.words import Item, items
from analysis.wording import sentence as question

__all__ = ["read_sentences"]


def read_sentences(text: str, published: str, *, geography: str = DEFAULT_GEOGRAPHY, data: Path = DATA) -> pd.DataFrame:
    """The figures a text tells, as candidates: the ledger's columns, `sentence` as written, `unsure`.

    `unsure` says in Vietnamese and, on a second line, in English what must be asked before a figure may count; it is
    empty where the text leaves no doubt. `geography` is the area of figures that name none. `source_id` is left empty.
    A text without figures gives an empty table.
    """
    if not is_day(str(published)):
        raise ValueError("\n".join(question("press_day", language, read=published) for language in ("vi", "en")))
    vocabulary = Vocabulary(Path(data))
    vocabulary.refuse_unknown(geography=geography)
    parsed = [(sentence, *statements(items(sentence.tokens))) for sentence in sentences(text)]
    marks = decimal_marks(told.figure.printed for _, found, _ in parsed for told in found)
    about = Text(str(published), geography, marks, vocabulary)
    return _table(list(_read(parsed, about)), str(published))


def _read(
    parsed: list[tuple[Sentence, list[Statement], tuple[Item, ...]]], text: Text
) -> Iterator[tuple[Sentence, Reading]]:
    before = Before()
    for sentence, told, rest in parsed:
        before = Before() if sentence.opens else before
        found = readings(told, rest, text, before)
        yield from ((sentence, reading) for reading in found)
        before = after(found, rest, before)


def _table(found: list[tuple[Sentence, Reading]], published: str) -> pd.DataFrame:
    conflicts = conflicting(reading for _, reading in found)
    rows = [
        _figure(reading, published)
        | {"sentence": sentence.text, "unsure": _unsure(reading, place in conflicts, sentence.cut)}
        for place, (sentence, reading) in enumerate(found)
    ]
    table = pd.DataFrame(rows, columns=[*COLUMNS, "sentence", "unsure"], dtype=str)
    return table.assign(value=table["value"].astype(float)).drop_duplicates([*COLUMNS, "unsure"], ignore_index=True)


def _figure(reading: Reading, published: str) -> dict[str, object]:
    period, said = reading.period, reading.meaning
    dated = period is not None and period.year is not None
    return {
        "geography": reading.subject.geography,
        "indicator": reading.subject.indicator,
        "sector": reading.subject.sector,
        "period_type": period.period_type if dated else "",
        "period": period.written() if dated else "",
        "measure": said.measure,
        "value": said.value,
        "unit": said.unit,
        "status": reading.status,
        "published": published,
        "source_id": "",
        "note": said.note,
    }


def _unsure(reading: Reading, rivalled: bool, cut: bool) -> str:
    """What must be asked about a figure, Vietnamese first; empty where nothing must."""
    asked = [*reading.questions, *[("press_conflict", "")] * rivalled, *[("press_long", "")] * cut]
    words = {"read": reading.printed, "unit": reading.meaning.unit}
    told = [[question(key, language, **words, words=odd) for key, odd in asked] for language in ("vi", "en")]
    return "\n".join(" ".join(dict.fromkeys(language)) for language in told) if asked else ""
