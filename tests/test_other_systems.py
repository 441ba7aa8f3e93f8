"""The same files and the same bytes on Windows, macOS and Linux: names, encodings, line ends, what is printed."""

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from analysis.ledger.releases import free_id
from analysis.readers.release import Source
from tests.small_ledger import small_ledger

ROOT = Path(__file__).parents[1]
CODE = [path for folder in ("src", "tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]
CODE = [path for path in CODE if not {"cache", ".venv-peers"} & set(path.parts)]
TEXT = {"open": 0, "read_text": 0, "write_text": 1}
"""Calls that read or write text, and how many of their places come before mode or encoding."""
NO_TEXT = ("os", "archive", "tarfile", "Image")
"""What opens files that are no text."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def committed() -> list[str]:
    """The files under version control, or about to be."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().strip("\0").split("\0")


def leaves_encoding_open(call: ast.Call) -> bool:
    """Whether a call reads or writes text in whatever encoding the machine prefers."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in TEXT or (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in NO_TEXT):
        return False
    named = {keyword.arg for keyword in call.keywords}
    places = [ast.unparse(place) for place in call.args[TEXT[name] :]]
    if name == "open":
        return "encoding" not in named and not any("b" in place for place in places if len(place) < 7)
    return "encoding" not in named and not places


def test_every_text_is_read_and_written_in_a_named_encoding() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in CODE
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and leaves_encoding_open(call)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("open(file)", True),
        ("path.open('w')", True),
        ("path.read_text()", True),
        ("path.write_text(text)", True),
        ("path.open('rb')", False),
        ("path.write_text(text, 'utf-8')", False),
        ("path.read_text(encoding='utf-8')", False),
    ],
)
def test_an_encoding_left_open_is_seen(line: str, wrong: bool) -> None:
    assert leaves_encoding_open(ast.parse(line, mode="eval").body) is wrong


def test_no_code_puts_a_separator_of_one_system_into_a_path() -> None:
    asked = {
        name
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and (name := ast.unparse(node)) in ("os.sep", "os.path", "os.linesep")
    }
    assert asked == set()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a downloaded copy does not say what is committed")
def test_every_committed_name_can_be_a_file_anywhere() -> None:
    names = committed()
    parts = {part for name in names for part in PurePosixPath(name).parts}
    ends = [part for part in parts if part != part.rstrip(" .") or part != part.lstrip(" ")]
    assert [part for part in parts if set(part) & set('<>:"\\|?*')] + ends == []
    assert [part for part in parts if part.split(".")[0].lower() in RESERVED or not part.isascii()] == []
    assert [name for name, count in Counter(name.lower() for name in names).items() if count > 1] == []
    assert max(map(len, names)) < 120


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a downloaded copy does not say what is committed")
def test_no_two_systems_see_other_line_ends() -> None:
    texts = [ROOT / name for name in committed() if Path(name).suffix in {".py", ".csv", ".md", ".toml", ".ipynb"}]
    assert [path.name for path in texts if path.is_file() and b"\r\n" in path.read_bytes()] == []


@pytest.mark.parametrize("publisher", ["Cục Thống kê: tỉnh", "CON", "a" * 400, "../..", "統計"])
def test_a_release_has_a_name_that_windows_takes(tmp_path: Path, publisher: str) -> None:
    told = Source("Báo cáo", publisher, "", "2022-08-28")
    name = f"2022-08-28_{free_id(small_ledger(tmp_path / 'data'), 'ninh_thuan', told.wished_id)}"
    assert re.fullmatch("[a-z0-9_-]{12,100}", name)


def test_vietnamese_is_printed_into_a_file_whatever_the_system_prefers() -> None:
    spoken = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "analysis", "--help"], capture_output=True, env=spoken)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Năm nay có đạt kế hoạch không" in done.stdout.decode()
