"""A table that an editor, Excel or a copy damaged is read rightly or refused by its name."""

from pathlib import Path

import pytest
from benchmarks.damaged_tables import DAMAGES, READERS, outcomes

from analysis.evaluation import issued

HARMLESS = list(DAMAGES)[: list(DAMAGES).index("a line break in a cell") + 1]


@pytest.mark.parametrize("table", READERS)
def test_a_damaged_table_is_read_rightly_or_refused(table: str) -> None:
    told = {(what, found) for what, _, found in outcomes(1, [table])}
    assert {what for what, _ in told} == set(DAMAGES)
    assert {found for _, found in told} <= {"right", "refused", "shorter"}
    assert {(what, "right") for what in HARMLESS} <= told
    assert {found for what, found in told if what not in (*HARMLESS, "a row twice", "a day in the future")} <= {
        "refused",
        "shorter",
    }


def test_no_answer_is_not_issued(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no answer"):
        issued.issue([], "2022-08-09", tmp_path)
