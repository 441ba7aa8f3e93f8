"""All notebooks as one site that needs no network: `make book`, then open outputs/book/index.html.

Each notebook is run twice, with Vietnamese and with English charts and tables, on the day and place of its own cell of
parameters or as `--set AS_OF=2022-10-01` says.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import CellExecutionError
from run import HERE, executed

SITE = HERE.parent / "outputs" / "book"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kế hoạch năm · The year's plan</title>
<style>body{{font:16px/1.6 Arial,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}
td{{padding:.2rem 1rem .2rem 0}}</style>
<h1>Kế hoạch năm có đạt không? · Will this year's plan be reached?</h1><table>{rows}</table></html>"""


def exporter(language: str) -> HTMLExporter:
    """Pages that ask nothing of another machine: no formulas or widgets fetched, pictures inside."""
    return HTMLExporter(
        embed_images=True, mathjax_url="", require_js_url="", jquery_url="", mermaid_js_url="", language_code=language
    )


def pages(path: Path, values: Mapping[str, str]) -> Iterator[str]:
    """Writes a notebook's page in both languages; a row of the index for each."""
    for language in ("vi", "en"):
        notebook = executed(path, {**values, "LANG": language})
        html, _ = exporter(language).from_notebook_node(notebook)
        page = SITE / language / f"{path.stem}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, "utf-8", newline="\n")
        yield f'<a href="{language}/{page.name}">{"Tiếng Việt" if language == "vi" else "English"}</a>'


def title(path: Path) -> str:
    """The notebook's first heading."""
    first = nbformat.read(path, as_version=nbformat.NO_CONVERT).cells[0].source
    return escape(first.splitlines()[0].lstrip("# "))


def main() -> int:
    """How many notebooks failed; the others' pages and the index are written."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--set", action="append", default=[], metavar="NAME=value", type=lambda pair: pair.split("=", 1))
    values, rows, failed = dict(asked.parse_args().set), [], 0
    for path in sorted(HERE.glob("[0-9y]*.ipynb")):
        try:
            links = "</td><td>".join(pages(path, values))
        except CellExecutionError:
            failed, links = failed + 1, "–"
        rows.append(f"<tr><td>{title(path)}</td><td>{links}</td></tr>")
        print(path.stem, "–" if links == "–" else "ok", flush=True)
    (SITE / "index.html").write_text(PAGE.format(rows="\n".join(rows)), "utf-8", newline="\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
