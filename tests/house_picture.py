"""The house of CONTRIBUTING.md, drawn from the map that the tests hold it to: run this file to draw it again."""

from collections.abc import Mapping, Set

from tests.readme_answer import ROOT, written
from tests.test_architecture import MAY_IMPORT

PAGE = ROOT / "CONTRIBUTING.md"


def arrows(may_import: Mapping[str, Set[str]]) -> list[tuple[str, str]]:
    """From each room to those that may import it, without the arrows that a way over other rooms makes plain."""
    return [
        (known, room)
        for room, rooms in may_import.items()
        for known in sorted(rooms, key=list(may_import).index)
        if not any(known in _reached(may_import, other) for other in rooms - {known})
    ]


def _reached(may_import: Mapping[str, Set[str]], room: str) -> set[str]:
    """Everything a room may import, directly or over others."""
    return {known for one in may_import[room] for known in {one, *_reached(may_import, one)}}


def picture() -> str:
    """The house as a diagram in Mermaid, which GitHub and JupyterLab draw."""
    lines = [f"    {known} --> {room}" for known, room in arrows(MAY_IMPORT)]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```", ""]).replace("__main__", "main")


def main() -> None:
    """Draw the house again."""
    page = written(PAGE.read_text("utf-8"), "house", picture())
    PAGE.write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
