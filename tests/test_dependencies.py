"""What the project stands on is named with its reason and licence, and none of it is fetched while it runs."""

import ast
import re
import socket
import sys
from functools import partial
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.outlook.answer import answers
from tests.environment_yml import ROOT, read_pyproject

PROJECT = read_pyproject()["project"]
NEEDED = {
    "To run": [Requirement(line).name for line in PROJECT["dependencies"]],
    "To test": [Requirement(line).name for lines in PROJECT["optional-dependencies"].values() for line in lines],
}
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def listed(heading: str) -> dict[str, list[str]]:
    """The cells of each row under a heading of the page, by package."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    return {package: cells for package, *cells in rows[2:]}


def licence(package: str) -> str:
    """The licence an installed package states: an expression, else its class, else the first words of its text."""
    stated = metadata(package)
    classes = [name.split(" :: ")[-1] for name in stated.get_all("Classifier", []) if name.startswith("License")]
    return stated.get("License-Expression") or next(iter(classes), None) or stated["License"].splitlines()[0]


@pytest.mark.parametrize("heading", NEEDED)
def test_the_page_lists_exactly_what_pyproject_asks_for(heading: str) -> None:
    assert list(listed(heading)) == sorted(NEEDED[heading])


@pytest.mark.parametrize("heading", NEEDED)
def test_every_dependency_has_a_reason_and_the_licence_its_package_states(heading: str) -> None:
    for package, (reason, stated, released) in listed(heading).items():
        assert len(reason) > 10
        assert (package, stated) == (package, licence(package))
        assert re.fullmatch(r"20\d\d-\d\d", released)


def test_what_the_code_imports_is_asked_for_to_run() -> None:
    modules = {
        name.split(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    known = packages_distributions()
    packages = {canonicalize_name(known[name][0]) for name in modules - set(sys.stdlib_module_names) if name in known}
    # a cluster is a choice of whoever has one: it is imported only where its address is given
    assert packages - {"plan-outlook", "distributed"} <= set(map(canonicalize_name, NEEDED["To run"]))


def test_the_answer_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise OSError("the network is closed")

    monkeypatch.setattr(socket, "socket", closed)
    monkeypatch.setattr(socket, "create_connection", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    monkeypatch.setattr("analysis.place.answers", partial(answers, n_draws=50))
    told = CliRunner().invoke(app, ["--as-of", "2021-08-09", "--out", str(tmp_path / "out")])
    assert (told.exit_code, told.stderr) == (0, "")
    assert (tmp_path / "out" / "outlook.csv").exists()
