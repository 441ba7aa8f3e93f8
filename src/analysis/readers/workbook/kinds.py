"""What the titles and rows of tables are called: the kinds of `kinds.csv`, the names of `labels.csv` and the terms.

The code of a free name (a branch, product or good that the terms do not have yet) is its Vietnamese words in small
ASCII letters joined by "_", without what stands in brackets, after a semicolon or as "Trong đó:", short words written
out: "SX mỹ phẩm, xà phòng; ..." is `san_xuat_my_pham_xa_phong`.
"""

import re
from functools import cache
from pathlib import Path

from analysis.ledger.table import DATA, read_table
from analysis.ledger.vocabulary import INDICATOR_COLUMNS, TERM_COLUMNS
from analysis.readers.letters import as_written, is_one_slip, plain
from analysis.readers.phrases import items

TRADE = ("exports", "imports")
ROLE_INDICATORS = {"sales": "manufacturing_sales", "stock": "manufacturing_stock"}
_HERE = Path(__file__).parent
_NUMBER = re.compile(
    r"^(?:(?:bieu|bang|table|phu luc) )?(?:so )?\d{1,3}[a-z]?(?: \d{1,2})? |^(?:tiep theo|tiep bieu|cont) "
)
_CONTINUED = re.compile(r"\b(?:tiep theo|tiep bieu|cont)\b")
_SHORT = dict(sx="san xuat", sp="san pham", lk="linh kien", pt="phu tung", npl="nguyen phu lieu", pl="phu lieu")
_SHORT |= dict(dc="dung cu", kl="kim loai")
_WITHIN = re.compile(r"^(?:trong do|td|chia ra|of which|in which) ")


_COLUMNS = ("kind", "indicator", "unit", "roles", "first", "of_places", "title")
KINDS = {each.kind: each for each in read_table(_HERE / "kinds.csv", _COLUMNS).itertuples(index=False, name="Kind")}
"""What tables of a kind have in common: indicator, unit, the form of their title, the roles of their columns.

`first`: which growth stands first where both stand side by side; `of_places`: its rows are provinces. The kind
`report` is a table without a kind of its own whose rows each name their indicator.
"""


def kind_of(title: str) -> str | None:
    """The kind of table a title announces, its number and "tiếp theo" aside."""
    words = plain(title)
    while _NUMBER.search(words):
        words = _NUMBER.sub("", words)
    return next((name for name, kind in KINDS.items() if re.match(kind.title, words)), None)


def is_continued(title: str) -> bool:
    """Whether a title says that its table goes on from an earlier page."""
    return _CONTINUED.search(plain(title)) is not None


def sector_of(kind: str, label: str) -> str:
    """The sector code of a row in a table of this kind; of a name in two languages the Vietnamese one is read."""
    own = re.split(r" [-–/] (?=[A-Za-z ,;]+$)", label)[0]
    return _known_code(kind, label) or _known_code(kind, own) or free_code(own)


def _known_code(kind: str, label: str) -> str:
    name = _bare(label)
    known = next((code for form, code in _known(kind) if re.fullmatch(form, name)), None)
    return known or _named("sector").get(name) or _named_alike(name)


@cache
def _named_alike(name: str) -> str:
    """The code of the one long name that is a single slip away."""
    near = {code for other, code in _named("sector").items() if len(name) > 11 and is_one_slip(name, other)}
    return near.pop() if len(near) == 1 else ""


def free_code(label: str) -> str:
    """The code made from a name's own words."""
    return "_".join(_SHORT.get(word, word) for word in _bare(label.split(";")[0]).split()).replace(" ", "_")


def is_known(code: str, group: str = "sector") -> bool:
    """Whether the terms have this code."""
    return code in _named(group).values()


@cache
def geography_of(label: str) -> str | None:
    """The code of the province or country that a name is, in Vietnamese or English; None for what is neither."""
    said = items(plain(label), accents=False)
    alone = len(said) == 1 and said[0].kind == "geography" and said[0].code != "home"
    return said[0].code if alone else None


def indicator_of(label: str) -> str:
    """The indicator a row's name is, all its words explained; "" where it is none, or only of some goods."""
    bare = re.sub(r"\([^)]*\)?|^(?:[IVX]{1,4}|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ])[.)]\s", " ", label)
    said = [item for item in items(as_written(bare)) if item.kind not in ("filler", "mark", "prices", "number")]
    named = said[0].code if len(said) == 1 and said[0].kind == "indicator" and said[0].detail != "part" else ""
    return _indicators().get(_bare(label), named)


def _bare(label: str) -> str:
    return _WITHIN.sub("", plain(re.sub(r"\([^)]*\)?", " ", label)))


@cache
def _known(kind: str) -> list[tuple[str, str]]:
    table = read_table(_HERE / "labels.csv", ("kinds", "form", "code"))
    return [(form, code) for kinds, form, code in table.itertuples(index=False) if kind in kinds.split()]


@cache
def _indicators() -> dict[str, str]:
    table = read_table(DATA / "indicators.csv", INDICATOR_COLUMNS)
    return {_bare(row[name]): row["code"] for name in ("name_en", "name_vi") for row in table.to_dict("records")}


@cache
def _named(group: str) -> dict[str, str]:
    terms = [row for row in read_table(DATA / "terms.csv", TERM_COLUMNS).to_dict("records") if row["group"] == group]
    return {_bare(row[tongue]): row["code"] for tongue in ("en", "vi") for row in reversed(terms)}
