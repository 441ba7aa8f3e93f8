"""Printed numbers: which mark is the decimal one, and where that cannot be told."""

import re
from collections.abc import Iterable

_LONGEST = 15
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_BOTH = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*(?!\1)[.,][0-9]+")


def decimal_mark(printed: str) -> str:
    """The decimal mark a number gives away by its own form; none where it could be read in two ways."""
    marks = re.findall("[.,]", printed)
    if _BOTH.fullmatch(printed):
        return marks[-1]
    if _GROUPED.fullmatch(printed):
        return {".": ",", ",": "."}[marks[0]] if len(marks) > 1 else ""
    return marks[0] if _DECIMAL.fullmatch(printed) else ""


def decimal_marks(printed: Iterable[str]) -> frozenset[str]:
    """The decimal marks that the numbers of a text give away."""
    return frozenset(filter(None, map(decimal_mark, printed)))


def read_number(printed: str, marks: frozenset[str] = frozenset()) -> tuple[float, bool]:
    """The number, and whether it is beyond doubt.

    1.234 alone is read as thousands where all other numbers of the text have decimal commas (`marks`), and doubtful
    everywhere else; so is a number that no habit writes, such as 1.23.4.
    """
    if len(printed) > _LONGEST:
        return float("nan"), False
    own = decimal_mark(printed)
    if own:
        other = {".": ",", ",": "."}[own]
        return float(printed.replace(other, "").replace(own, ".")), True
    if printed.isdigit():
        return float(printed), printed == "0" or printed[0] != "0"
    if _GROUPED.fullmatch(printed):
        mark = re.findall("[.,]", printed)[0]
        grouped = marks != {mark}
        return float(printed.replace(mark, "" if grouped else ".")), grouped and len(marks) == 1
    return float("nan"), False
