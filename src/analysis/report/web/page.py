"""The page from its template; every text escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis import wording
from analysis.report.blocks import Picture, Report
from analysis.report.web.inline import inline


def page(reports: list[Report]) -> str:
    """The HTML of the reports, the first language shown first."""
    environment = Environment(
        loader=PackageLoader("analysis.report.web", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["set"] = wording.unparted
    names = {report.language: wording.term("form", "language", report.language) for report in reports}
    return environment.get_template("page.html.jinja").render(reports=reports, names=names, drawn=_drawn)


def _drawn(picture: Picture, language: str) -> Markup:
    # markup of our own drawing, its texts escaped by the XML writer
    return Markup(inline(picture.svg, f"{picture.name}-{language}"))
