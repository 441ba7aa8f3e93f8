"""The command line as a reader uses it."""

from typer.testing import CliRunner

from analysis.__main__ import app


def run(*words: object, typed: str = "") -> tuple[int, str]:
    """Exit code and all that was shown."""
    result = CliRunner().invoke(app, list(map(str, words)), input=typed, env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output + result.stderr
