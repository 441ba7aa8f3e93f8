"""Where every quoted figure and target comes from, what else was published for it, and what is not used."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.ledger import DATA, FIGURE, KEY, load_corrections, usable
from analysis.ledger.loading import load_sources
from analysis.outlook.reading import Answer
from analysis.report.blocks import Block, Heading, Items
from analysis.report.table import Table, table


def origins(
    answers: Sequence[Answer], quoted: pd.DataFrame, facts: pd.DataFrame, language: str = "vi", data: Path = DATA
) -> tuple[Block, ...]:
    """Tables of quoted figures, plan targets and figures that are not used, and the sources by their numbers."""
    targets = pd.DataFrame([vars(answer.target) for answer in answers]).dropna(subset=["value"])
    cited = dict.fromkeys([*quoted["source_id"], *targets["source_id"]])
    numbers = {source: number for number, source in enumerate(cited, 1)}
    others = [_others(row, facts, language) for _, row in quoted.iterrows()]
    figures = quoted.assign(number=quoted["source_id"].map(numbers), others=others)
    targets["number"] = targets["source_id"].map(numbers)
    own = unused(answers, facts, data).rename(columns={f"reason_{language}": "reason"})
    plans = targets.assign(target=targets["value"])
    tables = {
        "source_caption": table("quoted", figures, language),
        "source_caption_targets": table("quoted_targets", plans, language),
        "source_caption_disputed": table("unused", own, language),
    }
    told = (replace(one, caption=wording.sentence(key, language)) for key, one in tables.items() if len(one))
    known = load_sources(data, *{*quoted["geography"], *targets["geography"]})
    listed = [wording.sentence("source_listed", language, number=at, **known.loc[one]) for one, at in numbers.items()]
    return (*told, Heading(wording.term("report", "listed", language), 2), Items(tuple(listed), dash=""))


def unused(answers: Sequence[Answer], facts: pd.DataFrame, data: Path = DATA) -> pd.DataFrame:
    """Figures of the targets' indicators, in the plan year or the year before, that a correction sets aside."""
    corrections = load_corrections(data)
    corrections = corrections[corrections["rule"] == "not_used"]
    years = tuple(str(answers[0].target.year - back) for back in (0, 1))
    own = facts[facts["indicator"].isin({answer.target.indicator for answer in answers})]
    own = own[own["period"].str.startswith(years)]
    return own.merge(corrections[[*KEY, "reason_vi", "reason_en"]], on=KEY)


def figures_sheet(
    answers: Sequence[Answer], quoted: pd.DataFrame, facts: pd.DataFrame, language: str = "vi", data: Path = DATA
) -> Table:
    """Every published figure of the targets' indicators and every other one quoted, each with its source."""
    own = facts[facts["indicator"].isin({answer.target.indicator for answer in answers})]
    rows = pd.concat([own, quoted]).drop_duplicates(KEY).sort_values(["indicator", "sector", "period"], kind="stable")
    kept = set(usable(rows, data)[KEY].itertuples(index=False, name=None))
    used = ["yes" if key in kept else "no" for key in rows[KEY].itertuples(index=False, name=None)]
    sources = load_sources(data, *rows["geography"].unique())[["publisher", "title", "url"]]
    return table("figures_sheet", rows.assign(used=used).join(sources, on="source_id"), language)


def _others(row: pd.Series, facts: pd.DataFrame, language: str) -> str:
    """Prints of the same figure that say something else, oldest first."""
    same = facts[(facts[FIGURE] == row[FIGURE]).all(axis=1) & (facts["value"] != row["value"])]
    same = same.sort_values("published", kind="stable").drop_duplicates("value")
    told = [wording.sentence("source_other", language, **other) for other in same.to_dict("records")]
    return "; ".join(told) or "–"
