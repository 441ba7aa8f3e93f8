"""The report as one HTML file in its languages, charts and draws in it, that needs no network."""

from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis import wording
from analysis.report.blocks import Report
from analysis.report.live import POLICY
from analysis.report.table import Table


def page(reports: list[Report], live: str = "") -> str:
    """The HTML of the reports, the first language shown first; every text is escaped.

    `live`: the section that asks the answers again (`live.live`); its script is the only one that the page may run.
    """
    environment = Environment(
        loader=PackageLoader("analysis.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"set": wording.unparted, "encoded": lambda png: b64encode(png).decode()}
    names = {report.language: wording.term("form", "language", report.language) for report in reports}

    def tabled(table: Table) -> Markup:
        return Markup(table._repr_html_())  # markup of our own table, its texts escaped there

    words = {"reports": reports, "names": names, "tabled": tabled, "policy": POLICY, "live": Markup(live)}
    return environment.get_template("page.html.jinja").render(**words)
