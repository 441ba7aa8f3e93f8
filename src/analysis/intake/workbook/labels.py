"""Codes of the rows of a table: known names by `labels.csv`, free ones (branches, products, goods) by their words.

The code of a free name is its Vietnamese words in small ASCII letters joined by "_", without what stands in brackets or
after a semicolon, SX and SP written out: "SX mỹ phẩm; ..." is `san_xuat_my_pham`.
"""

import csv
import re
from functools import cache
from pathlib import Path

from analysis.facts import DATA
from analysis.intake.workbook.words import plain

_SHORT = {"sx": "san xuat", "sp": "san pham", "lk": "linh kien", "pt": "phu tung", "npl": "nguyen phu lieu"}
_PROVINCES = {"hue": "thua_thien_hue", "tp hue": "thua_thien_hue"}


def sector_of(kind: str, label: str) -> str:
    """The sector code of a row in a table of this kind."""
    name = plain(re.sub(r"\([^)]*\)?", " ", label))
    known = next((code for form, code in _known(kind) if re.fullmatch(form, name)), None)
    return known or _free_code(label)


def _free_code(label: str) -> str:
    words = plain(re.sub(r"\([^)]*\)?", " ", label).split(";")[0]).split()
    return "_".join(_SHORT.get(word, word) for word in words).replace(" ", "_")


def geography_of(label: str, data: Path = DATA) -> str | None:
    """The code of a province or of the country by its Vietnamese or English name; None for what is neither."""
    return _geographies(data).get(plain(label))


@cache
def _known(kind: str) -> list[tuple[str, str]]:
    with Path(__file__).with_name("labels.csv").open(encoding="utf-8", newline="") as file:
        return [(row["form"], row["code"]) for row in csv.DictReader(file) if kind in row["kinds"].split()]


@cache
def _geographies(data: Path) -> dict[str, str]:
    with (data / "terms.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["group"] == "geography"]
    return (
        _PROVINCES
        | {plain(row[tongue]): row["code"] for row in rows for tongue in ("vi", "en")}
        | {
            "whole country": "vietnam",
        }
    )
