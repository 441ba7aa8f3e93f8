"""`python -m analysis` is the command `outlook`."""

import io
import sys

from analysis.cli import app

__all__ = ["app", "main"]


def main() -> None:
    """The command line; what it prints into a file or another program is UTF-8 on Windows too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    app()


if __name__ == "__main__":
    main()
