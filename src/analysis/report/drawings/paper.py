"""Every chart of a brief in the order of the paper."""

from collections.abc import Iterator
from math import isnan
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, load_facts
from analysis.outlook.reading import Answer
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.industry import contributions, products, sectors
from analysis.report.drawings.targets import chances, pace, path, plan_share, within_year, year
from analysis.report.numbers import is_level, under_way


def drawings(
    answers: list[Answer],
    as_of: str,
    lang: str = "vi",
    *,
    history: pd.DataFrame | None = None,
    data: Path = DATA,
) -> Iterator[Drawing]:
    """All targets, then each one, then what industry is made of; a chart without figures is left out.

    Each is drawn when asked for, so that its figure can be saved and closed before the next one. `history`: chances
    given on earlier days, as `benchmarks.chances_by_day` gives them; those of a single month are no line to draw.
    """
    used = [answer for answer in answers if answer.used]
    amounts = [one for one in used if is_level(one) and one.done * one.target.value > 0]
    if amounts:
        yield plan_share(amounts, as_of, lang)
    if used and history is not None and history["as_of"].str[:7].nunique() > 1:
        yield chances(history, used, as_of, lang)
    for answer in used:
        # before the year's first figure there is no path to draw, once it is printed nothing is open any more
        begun, closed = under_way(answer), not isnan(answer.outturn)
        views = [path] if within_year(answer) or (begun and not closed) else []
        views += [] if closed else [year, pace] if begun else [year]
        yield from filter(None, (view(answer, as_of, lang) for view in views))
    if not used:
        return
    facts = load_facts(as_of, geography=used[0].target.geography, data=data)
    facts = facts[facts["period"].str.startswith(str(used[0].target.year))]
    yield from filter(None, (view(facts, as_of, lang) for view in (sectors, products)))
    for answer in used:
        if answer.target.indicator == "iip" and answer.parts and under_way(answer):
            yield contributions(answer, as_of, lang)
