"""An SVG file made fit to stand inside an HTML page, beside others."""

import re
from xml.etree import ElementTree

_LINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


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
