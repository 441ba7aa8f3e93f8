"""The kinds of tables that are read, and what tables of one kind have in common; found by the words of their titles."""

import re
from dataclasses import dataclass

from analysis.ledger import GROWTH
from analysis.readers.letters import plain

TRADE = ("exports", "imports")
BRANCHES = ("mining", "manufacturing", "electricity", "water_waste")
_GOODS = "(?:(?:tri gia |gia tri |kim ngach )?(?:hang hoa |mat hang )?{0}(?: hang hoa)?(?!.*dich vu)|{1}s? of goods)"
_NUMBER = re.compile(
    r"^(?:(?:bieu|bang|table|phu luc) )?(?:so )?\d{1,3}[a-z]?(?: \d{1,2})? |^(?:tiep theo|tiep bieu|cont) "
)
_CONTINUED = re.compile(r"\b(?:tiep theo|tiep bieu|cont)\b")


@dataclass(frozen=True)
class Kind:
    """The indicator of a kind, its title, its unit, the roles its columns may have, the parts that make its total.

    `first`: which growth stands first where both stand side by side; `of_places`: its rows are provinces.
    """

    indicator: str
    title: str
    unit: str = "percent"
    roles: tuple[str, ...] = ("",)
    parts: tuple[str, ...] = ()
    first: str = "growth_mom_pct"
    of_places: bool = False


_TRADED = ("domestic", "foreign_invested")
KINDS = {
    "iip": Kind(
        "iip",
        r"chi so san xuat (?:nganh )?cong nghiep|chi so (?:phat trien )?(?:san xuat )?cong nghiep|iip\b"
        r"|ind\w+ of industrial production",
        parts=BRANCHES,
    ),
    "output": Kind("industrial_output", r"gia tri san xuat (?:nganh )?cong nghiep", "billion_vnd", parts=BRANCHES),
    "products": Kind(
        "product_output",
        r"(?=.*cong nghiep)(?:san luong )?(?:mot so )?san pham (?:cong nghiep )?chu yeu"
        r"|(?:some )?(?:key|main) industrial",
        "",
    ),
    "retail": Kind(
        "retail_sales",
        r"(?:doanh thu|tong muc) (?:ban le|hang hoa ban le)|retail sales? of good",
        "billion_vnd",
        parts=("goods", "accommodation_food", "travel", "other_services"),
    ),
    "exports": Kind("exports", _GOODS.format("xuat khau", "export"), "million_usd", ("value", "volume"), _TRADED),
    "imports": Kind("imports", _GOODS.format("nhap khau", "import"), "million_usd", ("value", "volume"), _TRADED),
    "cpi": Kind("cpi", r"chi so gia tieu dung|consumer price ind", first="growth_yoy_pct"),
    "employment": Kind(
        "industrial_employment",
        r"chi so su dung lao dong|labou?r employed index|lei\b|index of employment|employment index",
        parts=BRANCHES,
    ),
    "stocks": Kind("", r"chi so tieu thu va ton kho|consumption and inventory index", roles=("sales", "stock")),
    "investment": Kind(
        "state_investment",
        r"von dau tu thuc hien tu nguon ngan sach|von dau tu .*ngan sach nha nuoc|realized investment capital under",
        "billion_vnd",
        of_places=True,
    ),
    "grdp": Kind("grdp", r"toc do (?:phat trien|tang truong|tang) (?:tong san pham tren dia ban|grdp)", of_places=True),
    "report": Kind("", r"(?!)", ""),
}
"""By kind; `report` is a table without a kind of its own whose rows each name their indicator."""
ROLE_INDICATORS = {"sales": "manufacturing_sales", "stock": "manufacturing_stock"}
assert {kind.first for kind in KINDS.values()} <= set(GROWTH)


def kind_of(title: str) -> str | None:
    """The kind of table a title announces, its number and "tiếp theo" aside."""
    words = plain(title)
    while _NUMBER.search(words):
        words = _NUMBER.sub("", words)
    return next((name for name, kind in KINDS.items() if re.match(kind.title, words)), None)


def is_continued(title: str) -> bool:
    """Whether a title says that its table goes on from an earlier page."""
    return _CONTINUED.search(plain(title)) is not None
