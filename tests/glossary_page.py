"""The codes of docs/glossary.md, computed: run this file to write them again after new words."""

import re
from pathlib import Path

from pandas import DataFrame, concat, read_csv

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "glossary.md"
GROUPS = ["indicator", "measure", "period_type", "status", "target_kind", "event_kind", "verdict", "rule", "unit"]
BLOCK = re.compile(r"(?<=<!-- codes -->\n)(.*?)(?=<!-- /codes -->)", re.DOTALL)


def codes() -> str:
    """Every code a column of the ledger may hold, with its words, in Markdown."""
    words = read_csv(ROOT / "data" / "terms.csv")
    indicators = read_csv(ROOT / "data" / "indicators.csv").rename(columns={"name_vi": "vi", "name_en": "en"})
    words = concat([indicators.assign(group="indicator")[words.columns], words])
    return "\n\n".join(_table(words[words["group"] == group], group) for group in GROUPS) + "\n"


def _table(words: DataFrame, group: str) -> str:
    rows = [f"| `{row.code}` | {row.vi} | {row.en} |" for row in words.itertuples()]
    return "\n".join([f"| {group} | tiếng Việt | English |", "|---|---|---|", *rows])


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(lambda _: codes(), PAGE.read_text("utf-8")), "utf-8", newline="\n")
