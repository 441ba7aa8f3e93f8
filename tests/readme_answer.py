"""The answer in the two READMEs, computed: run this file to write it again after new figures."""

import re
from pathlib import Path

from analysis import brief, charts
from analysis.answer import Answer, answers

ROOT = Path(__file__).parents[1]
AS_OF, GEOGRAPHY, YEAR, SHOWN = "2022-08-09", "ninh_thuan", 2022, "iip"
PAGES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
BLOCK = re.compile(r"(?<=<!-- answer:.. -->\n)(.*?)(?=<!-- /answer -->)", re.DOTALL)


def block(given: list[Answer], language: str) -> str:
    """The verdict table, the sentences and the picture in Markdown."""
    table = brief.verdict_table(given, language)
    lines = [table.columns, ["---"] * table.shape[1], *table.to_numpy()]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    told = "\n".join(f"- {sentence}" for sentence in brief.sentences(given, language))
    return f"{rows}\n\n{told}\n\n![{brief.heading(shown(given), language)}](docs/{SHOWN}_{language}.png)\n"


def shown(given: list[Answer]) -> Answer:
    """The answer that is drawn."""
    return next(answer for answer in given if answer.target.indicator == SHOWN)


def main() -> None:
    """Write the answer into both pages, and its picture beside them."""
    given = answers(AS_OF, GEOGRAPHY, YEAR)
    for language, page in PAGES.items():
        before, _, after = BLOCK.split(page.read_text("utf-8"))
        page.write_text(before + block(given, language) + after, "utf-8")
        axes = brief.draw_path(shown(given), AS_OF, language)
        *_, paper = charts.save(axes.get_figure(root=True), ROOT / "docs", f"{SHOWN}_{language}")
        paper.unlink()  # pages show pictures


if __name__ == "__main__":
    main()
