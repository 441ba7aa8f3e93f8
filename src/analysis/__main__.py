"""`python -m analysis` is the command `outlook`."""

from analysis.commands import app

__all__ = ["app"]

if __name__ == "__main__":
    app()
