"""What a report is made of, before it becomes Word or HTML: headings, paragraphs, lists, tables, pictures."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from analysis import wording
from analysis.ledger.table import DATA, read_table
from analysis.report.table import Table

LETTERHEAD = "report/letterhead.csv"
"""A table in the folder of a place: `item,vi,en`."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 has a Roman number, level 2 an Arabic one."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of whole sentences; `blank`: a place for what only people can write, and says what that is."""

    kind: ClassVar[str] = "paragraph"
    text: str
    blank: bool = False


@dataclass(frozen=True)
class Items:
    """Paragraphs of a list, each after a dash."""

    kind: ClassVar[str] = "items"
    texts: tuple[str, ...]
    dash: str = "- "


@dataclass(frozen=True)
class Picture:
    """A chart as PNG that carries its title, its number below, and what it shows in words."""

    kind: ClassVar[str] = "picture"
    name: str
    caption: str
    alt: str
    png: bytes


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True)
class Annex:
    """An annex: "Phụ lục I", its title, its blocks."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Letterhead:
    """The words around an official document."""

    nation: str
    motto: str
    above: str
    issuer: str
    number: str
    place_date: str
    attached: str
    signer: str
    signer_name: str
    recipients: str
    receivers: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The whole report in one language."""

    language: str
    as_of: str
    kind: str
    title: str
    letterhead: Letterhead
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()

    @property
    def pictures(self) -> list[Picture]:
        """The charts of its annexes."""
        return [block for annex in self.annexes for block in annex.blocks if isinstance(block, Picture)]


def letterhead(place: str, as_of: str, language: str = "vi", data: Path = DATA) -> Letterhead:
    """The form of official documents, in the words of the province's department; dated by the day of the figures.

    A word that `letterhead.csv` of the place does not hold is a general one with room to fill in.
    """
    items = ("above", "issuer", "sign", "signer", "signer_name")
    own = {item: wording.term("letterhead", item, language) for item in items}
    own["place"] = wording.term("geography", place, language)
    file = Path(data) / place / LETTERHEAD
    if file.exists():
        rows = read_table(file, ("item", "vi", "en"))
        own |= dict(zip(rows["item"], rows[language], strict=True))
    form = {code: wording.term("form", code, language) for code in ("nation", "motto", "recipients")}
    told = {
        part: wording.sentence(f"form_{part}", language, **own, as_of=as_of)
        for part in ("number", "place_date", "attached", "reported")
    }
    leaders, archive = (wording.term("form", code, language) for code in ("leaders", "archive"))
    given = {item: own[item] for item in items if item != "sign"}
    return Letterhead(**form, **given, receivers=(told.pop("reported"), leaders, archive), **told)
