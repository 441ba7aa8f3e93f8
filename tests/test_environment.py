"""The two ways to set up, pip's lock and conda's environment, say what pyproject.toml says."""

import re
import subprocess
import sys

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.environment_yml import ROOT, environment_yml, read_pyproject, requirements

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONDA = (ROOT / "environment.yml").read_text(encoding="utf-8")
PINNED = re.compile(r"^([\w.-]+)==([\w.+!-]+)")
# An address in a committed file would send everybody to one person's mirror.
ADDRESS = re.compile(r"--(?:index-url|extra-index-url)[ =]+\S|--find-links[ =]+(?!wheels\b)\S")


def lock_entries() -> list[str]:
    """One text a pinned package: its line and the indented lines that belong to it."""
    return [entry for entry in re.split(r"\n(?=\S)", LOCK) if not entry.startswith("#")]


def pinned_versions(name: str) -> list[str]:
    """Versions of a package in the lock: several where platforms differ."""
    pins = [PINNED.match(entry) for entry in lock_entries()]
    return [pin[2] for pin in pins if pin and canonicalize_name(pin[1]) == canonicalize_name(name)]


def committed_texts() -> dict[str, str]:
    """Every text file under version control, or about to be, by name."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    contents = {name: (ROOT / name).read_bytes() for name in names if (ROOT / name).is_file()}
    return {name: raw.decode("utf-8") for name, raw in contents.items() if b"\0" not in raw}


def test_environment_yml_is_what_pyproject_says() -> None:
    assert environment_yml(read_pyproject()) == CONDA, "run `make lock`"


@pytest.mark.parametrize("requirement", requirements(read_pyproject()["project"]), ids=str)
def test_each_requirement_is_locked_in_a_version_that_satisfies_it(requirement: Requirement) -> None:
    versions = pinned_versions(requirement.name)
    assert versions, "not in requirements.lock: run `make lock`"
    assert all(version in requirement.specifier for version in versions)


def test_each_locked_package_has_one_exact_version_and_hashes() -> None:
    loose = [entry for entry in lock_entries() if not PINNED.match(entry) or "--hash=sha256:" not in entry]
    assert lock_entries()
    assert loose == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a downloaded copy does not say what is committed")
def test_no_committed_text_holds_the_address_of_a_package_index() -> None:
    texts = committed_texts()
    assert "requirements.lock" in texts
    assert [name for name, text in texts.items() if ADDRESS.search(text)] == []


def test_the_pythons_it_was_tried_on_begin_with_the_oldest_allowed_and_hold_this_one() -> None:
    project = read_pyproject()["project"]
    tried = [line.rsplit(" ")[-1] for line in project["classifiers"] if "Python :: 3." in line]
    assert project["requires-python"] == f">={tried[0]}"
    assert f"({tried[0].replace('.', ', ')})" in (ROOT / "Makefile").read_text("utf-8")
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in tried, "run the whole suite, then add it"


@pytest.mark.parametrize("package", ["jupyterlab", "pandas", "matplotlib", "seaborn", "statsmodels", "nbval"])
def test_the_conda_environment_has_the_packages_analysts_ask_for(package: str) -> None:
    asked = [line for line in yaml.safe_load(CONDA)["dependencies"] if isinstance(line, str)]
    assert package in [Requirement(line).name for line in asked]


def test_the_conda_environment_takes_packages_from_conda_forge_alone() -> None:
    assert yaml.safe_load(CONDA)["channels"] == ["conda-forge", "nodefaults"]
