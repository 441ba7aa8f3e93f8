"""What an analyst has edited is never overwritten, and the command says where the new file is."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import charts
from analysis.__main__ import app
from analysis.report import folder as folders
from analysis.report import keeping
from analysis.report.drawings.targets import year as draw_year
from analysis.report.keeping import RECORD, keep
from analysis.report.paper import Known
from tests.made_answers import AS_OF, PICTURE, year


def test_what_was_written_here_is_written_anew(tmp_path: Path) -> None:
    assert keep(tmp_path, "brief.docx", b"one") == keep(tmp_path, "brief.docx", b"two") == tmp_path / "brief.docx"
    assert (tmp_path / "brief.docx").read_bytes() == b"two"


def test_an_edited_file_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    keep(tmp_path, "brief.docx", b"one").write_bytes(b"edited")
    assert keep(tmp_path, "brief.docx", b"two") == tmp_path / "brief-2.docx"
    assert keep(tmp_path, "brief.docx", b"three") == tmp_path / "brief-2.docx"
    assert (tmp_path / "brief.docx").read_bytes() == b"edited"
    (tmp_path / "brief-2.docx").write_bytes(b"edited too")
    assert keep(tmp_path, "brief.docx", b"four") == tmp_path / "brief-3.docx"


def test_a_file_that_nobody_recorded_counts_as_edited(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(b"from elsewhere")
    assert keep(tmp_path, "brief.docx", b"one") == tmp_path / "brief-2.docx"


def test_a_record_lost_loses_no_file(tmp_path: Path) -> None:
    keep(tmp_path, "brief.docx", b"one")
    (tmp_path / RECORD).unlink()
    keep(tmp_path, "brief.docx", b"two")
    assert (tmp_path / "brief.docx").read_bytes() == b"one"


def test_writing_that_fails_leaves_the_former_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "brief.docx", b"one")

    def full(file: Path, content: bytes) -> None:
        raise OSError(f"{file}: full")

    monkeypatch.setattr(keeping, "_replace", full)
    with pytest.raises(OSError, match="full"):
        keep(tmp_path, "brief.docx", b"two")
    assert (tmp_path / "brief.docx").read_bytes() == b"one"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers made of dice instead of estimates, pictures without drawing."""
    monkeypatch.setattr("analysis.place.answers", lambda *args, tell, **kwargs: [tell("iip"), year(0)[0]][1])
    monkeypatch.setattr(folders, "pictures", lambda *args: (PICTURE,))


def written(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["brief", "--as-of", AS_OF, "--out", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.output.replace("\n", "")


@pytest.mark.usefixtures("quick")
def test_the_command_writes_both_languages_and_the_same_bytes_again(tmp_path: Path) -> None:
    told = [written(tmp_path / name) for name in ("once", "again")]
    names = ["brief", "charts", "letter", "page", "tables", RECORD.removesuffix(".json")]
    assert sorted({path.stem.split("_")[0] for path in (tmp_path / "once").iterdir()}) == names
    assert all("9" in line for line in told)
    once, again = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.*"))] for name in ("once", "again"))
    assert once == again


@pytest.mark.usefixtures("quick")
def test_the_command_says_which_file_it_left_alone(tmp_path: Path) -> None:
    written(tmp_path, "--lang", "vi")
    (tmp_path / "brief_vi.docx").write_bytes(b"edited")
    told = written(tmp_path, "--lang", "vi")
    assert "brief_vi.docx" in told and "brief_vi-2.docx" in told
    assert (tmp_path / "brief_vi.docx").read_bytes() == b"edited"


def test_a_day_that_is_no_day_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["brief", "--as-of", "31/2/2022", "--out", str(tmp_path / "new")])
    assert result.exit_code == 1
    assert "YYYY-MM-DD" in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_chart_becomes_a_picture_with_its_words_and_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = year(2)[0][-1]
    monkeypatch.setattr(folders, "drawings", lambda *args, **kwargs: iter([draw_year(one, AS_OF, "en")]))
    heard: list[str] = []
    known = Known("ninh_thuan", year(2)[1], AS_OF, "en", answers=[one])
    (picture,) = folders.pictures(known, heard.append, tmp_path, charts.FORMATS)
    assert picture.png.startswith(b"\x89PNG")
    assert picture.caption == f"Figure 1. {heard[0]}" and heard[0] in picture.alt
    assert {file.suffix for file in tmp_path.iterdir()} >= {".png", ".svg", ".csv"}
