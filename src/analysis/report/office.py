"""What an office has of its own around a report: its Word template, and LibreOffice, which makes a PDF."""

from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import DEVNULL, TimeoutExpired, run
from tempfile import TemporaryDirectory

import docx

STYLES = ("Normal", "Heading 1", "Heading 2", "Table Grid")
"""Styles of a template that the report is set in."""
_PATIENCE = 180
"""Seconds."""


def read_template(file: Path) -> bytes:
    """A Word document whose styles, margins, head and foot a report takes over; what stands in it comes first.

    A file that Word does not know, or without the `STYLES`, is a `ValueError` in both languages.
    """
    try:
        found = docx.Document(BytesIO(content := Path(file).read_bytes())).styles
    except Exception as error:  # no file, broken zips, parts, XML: each has a kind of error of its own
        unread = f"{file}: không phải tệp Word .docx; hãy lưu mẫu dạng .docx / no Word file; save it as .docx"
        raise ValueError(unread) from error
    missing = ", ".join(f"“{name}”" for name in STYLES if name not in {style.name for style in found})
    if missing:
        raise ValueError(f"{file}: mẫu thiếu kiểu {missing}; hãy thêm vào / styles {missing} are missing; add them")
    return content


def has_pdf() -> bool:
    """Whether LibreOffice is on this machine."""
    return _libreoffice() is not None


def as_pdf(document: bytes) -> bytes:
    """A Word document as LibreOffice prints it; refuses where there is none, or it does not answer in time."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "paper.docx").write_bytes(document)
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        call = [str(_libreoffice()), own, "--headless", "--convert-to", "pdf", "--outdir", place, "paper.docx"]
        try:
            run(call, cwd=place, stdout=DEVNULL, stderr=DEVNULL, timeout=_PATIENCE, check=False)
            return (folder / "paper.pdf").read_bytes()
        except (OSError, TimeoutExpired) as error:
            raise ValueError("LibreOffice không ghi được PDF / LibreOffice wrote no PDF") from error


def _libreoffice() -> str | None:
    return which("soffice") or which("libreoffice")
