"""The report as one HTML file in its languages, charts and all, that needs no network and runs no script."""

import re
from xml.etree import ElementTree

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis import wording
from analysis.report.blocks import Picture, Report
from analysis.report.table import Table

_LINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def page(reports: list[Report]) -> str:
    """The HTML of the reports, the first language shown first; every text is escaped."""
    environment = Environment(
        loader=PackageLoader("analysis.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["set"] = wording.unparted
    names = {report.language: wording.term("form", "language", report.language) for report in reports}
    template = environment.get_template("page.html.jinja")
    return template.render(reports=reports, names=names, drawn=_drawn, tabled=_tabled)


def inline(svg: str, name: str) -> str:
    """The drawing without addresses, every id of its own; title and description are what screen readers say."""
    root = ElementTree.fromstring(svg)
    for unspoken in [*root.findall(f"{_SVG}metadata"), *root.findall(f"{_SVG}defs[{_SVG}style]")]:
        root.remove(unspoken)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib = {_local(key): _own(key, value, name) for key, value in element.attrib.items()}
    _describe(root, name)
    return ElementTree.tostring(root, encoding="unicode")


def _local(key: str) -> str:
    return "href" if key == _LINK else key


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == _LINK:
        return f"#{name}-{value.removeprefix('#')}"
    return _REFERENCE.sub(rf"url(#{name}-\1)", value)


def _describe(root: ElementTree.Element, name: str) -> None:
    for part in ("title", "desc"):
        for element in root.findall(part):
            element.set("id", f"{name}-{part}")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    del root.attrib["width"], root.attrib["height"]


def _drawn(picture: Picture, language: str) -> Markup:
    # markup of our own drawing, its texts escaped by the XML writer
    return Markup(inline(picture.svg, f"{picture.name}-{language}"))


def _tabled(table: Table) -> Markup:
    # markup of our own table, its texts escaped there
    return Markup(table._repr_html_())
