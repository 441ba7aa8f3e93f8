"""Captions filled with computed words, and the line that names the publishers."""

import pandas as pd

from analysis import wording
from analysis.charts import Caption
from analysis.ledger import load_sources

_NAMED = 3


def caption(
    key: str,
    facts: pd.DataFrame,
    as_of: str,
    language: str = "vi",
    *,
    unit: str = "percent",
    group: str = "unit",
    **words: object,
) -> Caption:
    """The sentences `<key>_title` and `<key>_subtitle` filled with `words`; the source line of the figures shown.

    `unit`: a code of the glossary, of its `group`. The `place` is that of most figures.
    """
    words = {"place": wording.term("geography", facts["geography"].mode()[0], language)} | words
    title, subtitle = (wording.sentence(f"{key}_{part}", language, **words) for part in ("title", "subtitle"))
    source = source_line(facts["source_id"], as_of, language)
    return Caption(title, subtitle, wording.term(group, unit, language), source)


def source_line(source_ids: pd.Series, as_of: str, language: str = "vi") -> str:
    """The publishers, those of most figures first, and the last day of the data; beyond three only their number."""
    known = load_sources(wording.folder())["publisher"]
    publishers = source_ids.map(known).map(lambda name: wording.publisher(name, language))
    publishers = publishers.value_counts(sort=False)
    ordered = publishers.sort_values(ascending=False, kind="stable").index
    named = "; ".join(ordered[:_NAMED])
    if len(ordered) > _NAMED:
        named = wording.sentence("and_others", language, names=named, count=len(ordered) - _NAMED)
    return wording.sentence("source_line", language, sources=named, day=wording.day(as_of, language))
