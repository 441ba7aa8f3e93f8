"""How long the explorer takes to answer, computed alone and in a browser: `python -m benchmarks.explorer`.

Needs Chromium. Writes benchmarks/results/explorer.csv and the screenshots of the pages to docs/gallery/.
"""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import matplotlib
import pandas as pd
from PIL import Image
from tests.browser import browsing

from analysis.explorer import Explorer, View
from analysis.explorer.drawing import png

RESULT = Path(__file__).parent / "results" / "explorer.csv"
GALLERY = browsing.ROOT / "docs" / "gallery"
DAY = "2022-08-09"
LEVER, PLACE = ("iip", "electricity"), 2
MOVES = (5, -5, 10, -10, 15, -15, 20, -20, 8, 4)
COMPUTED = 4
"""The first rows are computed without a browser."""
COLOURS = 128


def computed() -> Iterator[tuple[str, list[float]]]:
    """The parts of an answer without a browser, in processor time: the day estimated, then every move of a slider."""
    matplotlib.use("Agg")
    explorer = Explorer("ninh_thuan")
    yield "a day estimated", [worked(lambda: explorer.look(View(DAY)))]
    views = [View(DAY, moves={LEVER: move}) for move in MOVES]
    looks = [explorer.look(view) for view in views]
    yield "changes applied to every target", [worked(lambda view=view: explorer.look(view)) for view in views]
    yield "sentences and table", [worked(lambda look=look: (look.told(), look.table())) for look in looks]
    yield "chart", [worked(lambda look=look: png(look.draw())) for look in looks]


def used(visit: browsing.Visit, where: str) -> Iterator[tuple[str, list[float]]]:
    """From a slider let go, or a language chosen, to what is seen."""
    words, charts, languages = [], [], []
    for move in MOVES:
        headline, chart = visit.text(".explorer-finding"), visit.page.locator("img.explorer-chart").get_attribute("src")
        visit.drag_slider(PLACE, 3 * move)
        start = time.perf_counter()
        visit.wait_until_other(".explorer-finding", "innerText", headline)
        words.append(time.perf_counter() - start)
        visit.wait_until_other("img.explorer-chart", "src", chart)
        charts.append(time.perf_counter() - start)
    for language in ("English", "Tiếng Việt") * 3:
        headline = visit.text(".explorer-headline")
        visit.page.get_by_role("button", name=language).click()
        start = time.perf_counter()
        visit.wait_until_other(".explorer-headline", "innerText", headline)
        languages.append(time.perf_counter() - start)
        visit.page.wait_for_timeout(1500)
    yield f"{where}: slider let go, sentences and table seen", words
    yield f"{where}: slider let go, chart seen", charts
    yield f"{where}: language chosen, words seen", languages


def opened() -> Iterator[tuple[str, list[float]]]:
    """Voilà and JupyterLab used in the browser, with screenshots of both and of every notebook."""
    with browsing.chromium() as chromium:
        with browsing.voila() as address:
            start = time.perf_counter()
            page = browsing.visit(chromium, address, "img.explorer-chart")
            yield "Voilà: address opened, chart seen", [time.perf_counter() - start]
            yield from used(page, "Voilà")
            page.page.set_viewport_size({"width": 1280, "height": 1240})
            saved(page.page.screenshot(), "explorer_voila")
        with browsing.jupyterlab() as address:
            lab = browsing.visit(chromium, address, ".jp-Launcher, .jp-Notebook")
            saved_sheet([shot(lab, path.name) for path in sorted(browsing.NOTEBOOKS.glob("*.ipynb"))])
            browsing.run_all(lab, "img.explorer-chart")
            yield from used(lab, "JupyterLab")
            lab.page.set_viewport_size({"width": 1280, "height": 1000})
            lab.page.locator(".explorer-looking").scroll_into_view_if_needed()
            saved(lab.page.screenshot(), "explorer_jupyterlab")


def shot(lab: browsing.Visit, name: str) -> bytes:
    """A notebook as JupyterLab opens it."""
    browsing.open_notebook(lab, name)
    lab.page.wait_for_timeout(1500)
    return lab.page.screenshot()


def saved(picture: bytes, name: str) -> None:
    """A screenshot in few colours, so that it stays small."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(GALLERY / f"{name}.png", optimize=True)


def saved_sheet(pictures: list[bytes]) -> None:
    """Every notebook on one sheet, two beside each other."""
    shots = [Image.open(BytesIO(picture)).convert("RGB").resize((340, 212), Image.LANCZOS) for picture in pictures]
    sheet = Image.new("RGB", (2 * 350 + 10, (len(shots) + 1) // 2 * 222 + 10), "#c9c9c9")
    for place, picture in enumerate(shots):
        sheet.paste(picture, (10 + 350 * (place % 2), 10 + 222 * (place // 2)))
    kept = BytesIO()
    sheet.save(kept, "png")
    saved(kept.getvalue(), "notebooks_jupyterlab")


def worked(work: Callable[[], object]) -> float:
    """Seconds of processor time, which other programs of the machine do not lengthen."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    found = [*computed(), *opened()]
    table = pd.DataFrame({"what": [what for what, _ in found], "times": [len(times) for _, times in found]})
    table["clock"] = ["processor" if place < COMPUTED else "wall" for place in table.index]
    table["median_s"] = [round(pd.Series(times).median(), 3) for _, times in found]
    table["slowest_s"] = [round(max(times), 3) for _, times in found]
    table["share_of_estimate"] = (table["median_s"] / table["median_s"][0]).round(4)
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table.to_string(index=False))
