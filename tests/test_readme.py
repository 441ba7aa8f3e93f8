"""The READMEs say what the program says, and what they name exists."""

import re
from pathlib import Path

import pytest

from analysis.answer import answers
from tests import glossary_page
from tests.readme_answer import AS_OF, GEOGRAPHY, PAGES, ROOT, YEAR, block, past

WRITTEN = [*PAGES.values(), ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md", *(ROOT / "docs").glob("**/*.md")]


def test_the_answer_in_both_readmes_is_the_computed_one() -> None:
    given = answers(AS_OF, GEOGRAPHY, YEAR)
    for language, page in PAGES.items():
        text = page.read_text("utf-8")
        assert block(given, language) in text, f"run: python -m tests.readme_answer ({page.name})"
        assert past(language) in text, f"run: python -m tests.readme_answer ({page.name})"


def test_the_glossary_holds_the_words_of_the_program() -> None:
    assert glossary_page.codes() in glossary_page.PAGE.read_text("utf-8"), "run: python -m tests.glossary_page"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_a_page_links_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_both_readmes_have_the_same_sections() -> None:
    english, vietnamese = (page.read_text("utf-8") for page in PAGES.values())
    assert english.count("\n## ") == vietnamese.count("\n## ")
