"""Writes environment.yml, the conda environment, from pyproject.toml: `make lock`."""

import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

# conda-forge spells some packages differently
CONDA_NAMES = {"great-tables": "great_tables", "playwright": "playwright-python"}

TEMPLATE = """\
# Made from pyproject.toml by `make lock`; conda env create -f environment.yml
name: {name}
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python{python}
  - pip
{packages}
  - pip:
      - -e .
"""


def requirements(project: dict[str, Any]) -> list[Requirement]:
    """Everything the project asks for, its tests included, in alphabetical order."""
    asked = project["dependencies"] + project["optional-dependencies"]["test"]
    return sorted((Requirement(line) for line in asked), key=lambda asked: canonicalize_name(asked.name))


def conda_spec(requirement: Requirement) -> str:
    """A requirement as conda writes it, bounds in a settled order."""
    name = canonicalize_name(requirement.name)
    bounds = sorted(map(str, requirement.specifier), reverse=True)
    return CONDA_NAMES.get(name, name) + ",".join(bounds)


def environment_yml(pyproject: dict[str, Any]) -> str:
    """The text of environment.yml for a parsed pyproject.toml."""
    project = pyproject["project"]
    packages = "\n".join(f"  - {conda_spec(requirement)}" for requirement in requirements(project))
    return TEMPLATE.format(name=project["name"], python=project["requires-python"], packages=packages)


def read_pyproject() -> dict[str, Any]:
    """pyproject.toml of this project, parsed."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment_yml(read_pyproject()), encoding="utf-8", newline="\n")
