"""The engine's own command tries changes on generated days, and says in words what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu_hub.seam.base_clauses import read_base
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.trying import FIELDS, generate_days, make_room, say_command, try_changes

SHIPPED = Path(__file__).parents[3] / "agreements"
#: Looked at often enough that two small days are seen.
LOOK_S = 0.02
SWEEP = [["YG-piece-rate.base", ["6.50CNY", "7.50CNY"]]]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small days."""
    folder = tmp_path_factory.mktemp("set") / "days"
    generate_days(folder, 2, 40, 3)
    return folder


def test_days_are_generated_tried_and_swept_and_nothing_is_left_behind(
        days: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nuantu_hub.seam.trying.LOOK_S", LOOK_S)
    base = read_base(SHIPPED, "platform-2025")
    generate_days(days, 2, 40, 3)
    assert len(list(days.iterdir())) == 2
    heard: list[tuple[int, int]] = []
    with make_room(tmp_path) as room:
        told = try_changes(base, days, "1", ["YG-piece-rate.base=7.50CNY"], room,
                           tell=lambda done, of: heard.append((done, of)))
        cells = try_changes(base, days, "1", SWEEP, room, sweeps=True)
    assert heard == sorted(heard)
    assert {of for _done, of in heard} == {2}
    assert set(told.outcomes["pay_per_hour"]) == set(FIELDS)
    assert told.outcomes["pay_per_hour"]["diff"] > 0
    assert [cell["values"] for cell in cells.outcomes] == [["6.50CNY"], ["7.50CNY"]]
    assert cells.outcomes[1]["outcomes"] == told.outcomes
    assert cells.outcomes[1]["digest"] == told.inputs["digest"]
    assert list(tmp_path.iterdir()) == []
    assert [path.name for path in days.parent.iterdir()] == ["days"]


def test_a_refusal_is_the_engine_s_own_sentence_without_our_folders(days: Path, tmp_path: Path) -> None:
    base = read_base(SHIPPED, "platform-2025")
    with make_room(tmp_path) as room, pytest.raises(RunError, match="no clause") as refused:
        try_changes(base, days, "1", ["NO-such.amount=1CNY"], room)
    assert str(tmp_path) not in str(refused.value)
    (tmp_path / "empty").mkdir()
    with make_room(tmp_path) as room, pytest.raises(RunError, match="holds none") as refused:
        try_changes(base, tmp_path / "empty", "1", ["YG-piece-rate.base=7.50CNY"], room)
    assert str(tmp_path) not in str(refused.value)
    with make_room(tmp_path) as room, pytest.raises(RunError, match="the days are not there"):
        try_changes(base, tmp_path / "gone", "1", [], room)
    with pytest.raises(RunError):
        generate_days(tmp_path / "bad", 0, 40, 3)
    assert not (tmp_path / "bad").exists()


def test_the_command_can_be_given_by_anybody_in_the_data_folder() -> None:
    base = read_base(SHIPPED, "eleme-2025")
    assert say_command(base, SHIPPED.parent / "days" / "x y", "1", SWEEP, SHIPPED.parent, sweeps=True) == (
        "nuantu whatif --agreement agreements/eleme-2025 --layer agreements/trial-assumption "
        "--sweep YG-piece-rate.base=6.50CNY,7.50CNY --days 'days/x y' --seeds 1 --json")
