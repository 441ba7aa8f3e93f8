"""The READMEs say what the program says, and what they name exists."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from analysis.__main__ import app
from tests import glossary_page
from tests.august import august
from tests.readme_answer import PAGES, ROOT, block, past

FOLDERS = ("data", "docs", "benchmarks")
DEEPER = [page for folder in FOLDERS for page in sorted((ROOT / folder).rglob("*.md"))]
PAGES_OF_ROOT = sorted(page for page in ROOT.glob("*.md") if page.name != "CHANGELOG.md")
WRITTEN = [*PAGES_OF_ROOT, *(page for page in DEEPER if ".venv-peers" not in page.parts)]
each_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())

NAMED = re.compile(r"(?:python )?(?P<file>[\w./-]+/[\w.-]*\.(?:py|csv|md|ipynb|json|cfg)|[\w./-]+/[\w./-]+/)")
HOMES = (ROOT, ROOT / "src" / "analysis", ROOT / "data")
"""What files that a text names are told from, besides its own folder."""
MADE_LATER = ("outputs/", "data/.incoming")


def test_the_answer_in_both_readmes_is_the_computed_one() -> None:
    given = august()
    for language, page in PAGES.items():
        text = page.read_text("utf-8")
        assert block(given, language) in text, f"run: python -m tests.readme_answer ({page.name})"
        assert past(language) in text, f"run: python -m tests.readme_answer ({page.name})"


def test_the_glossary_holds_the_words_of_the_program() -> None:
    assert glossary_page.codes() in glossary_page.PAGE.read_text("utf-8"), "run: python -m tests.glossary_page"


@each_page
def test_every_file_a_page_links_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_both_readmes_have_the_same_sections() -> None:
    english, vietnamese = (page.read_text("utf-8") for page in PAGES.values())
    assert english.count("\n## ") == vietnamese.count("\n## ")


@each_page
def test_every_file_a_page_names_exists(page: Path) -> None:
    found = (NAMED.fullmatch(code) for code in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")))
    named = [name["file"] for name in found if name and not name["file"].startswith(MADE_LATER)]
    assert [name for name in named if not any((home / name).exists() for home in (*HOMES, page.parent))] == []


def commands(page: Path, program: str) -> list[list[str]]:
    """The words after the program in every line of a page's blocks and every piece of code within its text."""
    text = page.read_text("utf-8")
    blocks = "\n".join(re.findall(r"```\n(.*?)```", text, re.S))
    lines = [*blocks.splitlines(), *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))]
    called = [shlex.split(line, comments=True) for line in lines if re.match(rf"\S*\b{program} ", f"{line} ")]
    return [words[1:] for words in called if not {"…", "INDICATOR", "BEFORE"} & set(words)]


@each_page
def test_every_outlook_command_on_a_page_is_one_with_its_options(page: Path) -> None:
    outlook = get_command(app)
    for words in commands(page, "outlook"):
        if len(words) > 1 or not set(words) <= {"--help", *outlook.commands}:  # `outlook add` in a sentence is its name
            shared = outlook.make_context("outlook", words)
            name, *own = [*shared._protected_args, *shared.args] or [""]
            assert not name or outlook.commands[name].make_context(name, own, parent=shared).args == []


@each_page
def test_every_make_command_on_a_page_is_in_the_makefile(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in (words[0] for words in commands(page, "make") if words):
        assert re.search(rf"^{re.escape(target)}:", makefile, re.M), target


def test_both_readmes_give_the_same_commands() -> None:
    for program in ("make", "outlook"):
        english, vietnamese = (
            [re.sub("<.*?>", "<>", " ".join(words)) for words in commands(page, program)] for page in PAGES.values()
        )
        assert [words for words in english if words not in ("", "--lang en")] == list(filter(None, vietnamese))


def test_every_answer_that_somebody_signed_was_issued() -> None:
    signed = (ROOT / "docs" / "assumptions.md").read_text("utf-8").split("## Who has checked an answer")[1]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in signed.splitlines() if row[:3] == "| 2"]
    assert all((ROOT / "data" / "issued" / f"{day}_{place}.csv").exists() for day, place, *_ in rows)
