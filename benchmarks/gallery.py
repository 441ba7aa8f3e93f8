"""Every kind of chart of the papers, drawn from the ledger as small pictures with their alternative texts.

`make gallery` writes docs/gallery/charts: one PNG a chart and language, and a page that shows them.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from PIL import Image  # comes with matplotlib

from analysis import charts, model, wording
from analysis.evaluation.replay import Replay, replay
from analysis.ledger import load_facts, load_sources
from analysis.outlook.answer import answers
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.method import past_years, reliability, revised, season
from analysis.report.drawings.paper import drawings

AS_OF, GEOGRAPHY, YEAR = "2022-08-09", "ninh_thuan", 2022
RESULTS = Path(__file__).parent / "results"
GALLERY = Path(__file__).parents[1] / "docs" / "gallery" / "charts"
DPI, COLORS = 120, 64


def method_paper(facts: pd.DataFrame, replays: list[Replay], language: str) -> Iterator[Drawing]:
    """The charts that show how good the figures and the forecasts are."""
    retail = model.of_series(facts, ("vietnam", "retail_sales", "total"))
    yield season(retail, AS_OF, language)
    iip = model.of_series(facts, ("vietnam", "iip", "total"))
    publishers = iip["source_id"].map(load_sources()["publisher"])
    monthly = iip[publishers.isin(publishers.mode()) & (iip["period_type"] == "month")]
    monthly = monthly[monthly["measure"] == "growth_yoy_pct"]
    yield revised(monthly[monthly["period"] >= "2019"], AS_OF, language)
    yield past_years(replays, iip, AS_OF, language)
    yield reliability(pd.read_csv(RESULTS / "chances_reliability.csv"), facts, AS_OF, language)


def save(drawing: Drawing, language: str) -> Path:
    """The chart as a small PNG with few colours."""
    path = GALLERY / f"{drawing.name}_{language}.png"
    with plt.style.context([charts.STYLE, {"savefig.dpi": DPI}]):
        drawing.figure.savefig(path, metadata={"Software": None})
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path


def main() -> None:
    """Write the pictures and the page."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    given = answers(AS_OF, GEOGRAPHY, YEAR)
    national = load_facts(AS_OF, geography="vietnam")
    iip = model.of_series(national, ("vietnam", "iip", "total"))
    replays = replay(iip, ("vietnam", "iip", "total"), range(2014, 2022), [7])
    page = ["# Charts of the papers", "", "Computed: `make gallery` draws them and writes this page."]
    for language, heading in zip(wording.LANGUAGES, ("Tiếng Việt", "English"), strict=True):
        page += ["", f"## {heading}"]
        history = pd.read_csv(RESULTS / "chances_by_day.csv")
        drawn = drawings(given, AS_OF, language, history=history)
        for one in chain(drawn, method_paper(national, replays, language)):
            file = save(one, language)
            plt.close(one.figure)
            page += ["", f"![{one.alt}]({file.name})", "", one.alt]
    (GALLERY / "README.md").write_text("\n".join(page) + "\n", "utf-8")


if __name__ == "__main__":
    main()
