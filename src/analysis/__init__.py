"""Will this year's plan targets be reached, and what would it take?

>>> from analysis import Place
>>> nt = Place("Ninh Thuận", as_of="9/8/2022")
"""

from importlib import import_module
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
"""The project's figures and words."""
DEFAULT_GEOGRAPHY = "ninh_thuan"
"""The province that is meant where none is named; nothing else in the code knows one."""

_HOME = {
    **dict.fromkeys(("Place", "compare", "outlooks", "places", "read_text"), "analysis.place"),
    "estimate_levels": "analysis.model.estimate",
    "simulate": "analysis.model.complete",
    "read_workbook": "analysis.readers.workbook",
}

__all__ = ["Place", "compare", "estimate_levels", "outlooks", "places", "read_text", "read_workbook", "simulate"]


def __getattr__(name: str) -> object:
    """Load a room when something of it is first asked for: `import analysis` alone stays quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
