"""What the command prints as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from nuantu.stars.station_file import load_stations
from nuantu.stars.telling import count_stars, tell_answer, tell_file


def _file(folder: Path, **more: object) -> Path:
    path = folder / "a.json"
    path.write_text(json.dumps({"as_of": "2025-06-01", "stations": [
        {"id": "A", "evidence": [{"day": "2025-05-01", "found": {"seats": True}}], **more}]}), encoding="utf-8")
    return path


def test_a_file_is_told_whole(tmp_path: Path) -> None:
    read = load_stations(_file(tmp_path, expected=1))
    answers = list(read.answer())
    told = tell_file(read, answers, "en")
    assert (told["standard"], told["version"], told["day"], told["agrees"]) == ("warm-stations", 1, "2025-06-01", False)
    assert told["counts"] == count_stars(answers) == {"0": 1, "1": 0, "2": 0, "3": 0, "4": 0, "5": 0}
    assert json.loads(json.dumps(told)) == told
    assert tell_file(load_stations(_file(tmp_path)), answers, "en")["agrees"] is False
    plain = load_stations(_file(tmp_path))
    assert tell_file(plain, list(plain.answer()), "en")["agrees"] is None


def test_a_station_tells_items_course_and_what_is_next(tmp_path: Path) -> None:
    answer = next(load_stations(_file(tmp_path, acts=[{"kind": "rated", "day": "2025-05-02"}])).answer())
    told = tell_answer(answer, "zh")
    items = {row["item"]: row for row in told["items"]}
    assert items["seats"] == {"item": "seats", "state": "seen", "value": True, "allows": 5, "on": "2025-05-01",
                              "until": "2025-11-17"}
    assert items["aed"]["state"] == "missing"
    assert told["course"][0]["kind"] == "refused"
    assert "有固定的场所（没有查过）" in told["next"]
    assert "expected" not in told
