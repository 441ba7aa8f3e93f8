"""Pages of the report, of its tables and of its web page as small pictures, the way LibreOffice and Chromium show them.

Writes docs/gallery/brief_*.png, tables_vi.png and page_*.png. Needs soffice, pdftoppm and chromium.

Run: python -m benchmarks.gallery_pages
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.gallery import AS_OF, GEOGRAPHY, YEAR
from PIL import Image, ImageOps  # comes with matplotlib

from analysis import wording
from analysis.ledger import load_facts
from analysis.outlook.answer import answers
from analysis.report.folder import write_documents
from analysis.report.paper import Known

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
SHOWN = {"vi": 5, "en": 2}
"""Pages of the report shown, by language."""
WINDOWS = {"page_wide": (800, 1000), "page_phone": (390, 1300)}
COLORS, DPI = 48, 75


def pages(document: Path, last: int, dpi: int = DPI) -> list[Path]:
    """The first pages of a document as pictures beside it."""
    folder = document.parent
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, document], check=True)
    drawn = ["pdftoppm", "-r", str(dpi), "-l", str(last), "-png", document.with_suffix(".pdf"), folder / document.stem]
    subprocess.run(drawn, check=True)
    return sorted(folder.glob(f"{document.stem}-*.png"))


def photograph(page: Path, picture: Path, window: tuple[int, int]) -> Path:
    """A web page as a browser of this size shows it."""
    quiet = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    size = f"--window-size={window[0]},{window[1]}"
    subprocess.run([*quiet, size, f"--screenshot={picture}", page.as_uri()], check=True)
    return picture


def keep(picture: Path, name: str, *, cropped: bool = False) -> None:
    """The picture in the gallery, with few colours; `cropped` to what is on the page."""
    with Image.open(picture) as whole:
        page = whole.convert("RGB")
    if cropped:
        page = page.crop(ImageOps.invert(page).getbbox())
    few = page.quantize(COLORS, dither=Image.Dither.NONE)
    few.save(GALLERY / f"{name}.png", optimize=True)


def main() -> None:
    """Write the documents of the day and photograph them."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        given, facts = answers(AS_OF, GEOGRAPHY, YEAR), load_facts(AS_OF, geography=GEOGRAPHY)
        write_documents(Known(GEOGRAPHY, facts, AS_OF, answers=given), folder, wording.LANGUAGES)
        for language, last in SHOWN.items():
            for number, picture in enumerate(pages(folder / f"brief_{language}.docx", last), 1):
                keep(picture, f"brief_{language}_{number}")
        keep(pages(folder / "tables_vi.xlsx", 2, 2 * DPI)[1], "tables_vi", cropped=True)
        for name, window in WINDOWS.items():
            keep(photograph(folder / "page.html", folder / f"{name}.png", window), name)


if __name__ == "__main__":
    main()
