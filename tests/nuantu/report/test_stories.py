"""Every order's explanation stands in one small file, and the page knows in which."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

from nuantu.explanation.order import tell_order
from nuantu.explanation.record import Record
from nuantu.report.hours import Duty
from nuantu.report.map import frame_points
from nuantu.report.stories import SHARD_BYTES, Teller, tell_story, write_stories


def test_any_order_is_found_in_a_file_of_at_most_thirty_kilobytes(record: Record, duty: Duty, tmp_path: Path) -> None:
    """The first ids of the files are enough to find each."""
    told: list[tuple[int, int]] = []
    orders = [order for order, events in record.events_of_order.items() if events[0].kind == "created"]
    teller = Teller(record, duty, frame_points([]), 0)

    firsts = write_stories(teller, orders, tmp_path / "orders", lambda done, total: told.append((done, total)))

    files = {int(path.stem): path for path in (tmp_path / "orders").iterdir()}
    assert len(files) == len(firsts)
    assert max(path.stat().st_size for path in files.values()) <= min(30_000, SHARD_BYTES + 4_000)
    for order in orders:
        assert order in json.loads(files[bisect_right(firsts, order) - 1].read_text(encoding="utf-8"))
    assert told[-1] == (len(orders), len(orders))


def test_a_story_says_what_the_explanation_says_in_both_languages(record: Record, duty: Duty) -> None:
    """The page invents no sentence."""
    order = next(order for order, choices in record.decisions_of_order.items() if len(choices[-1]) == 4)

    story = tell_story(Teller(record, duty, frame_points([]), 0), order, 43_200)

    for lang in ("zh", "en"):
        told = tell_order(record, order, lang)
        assert (story[lang]["why"], story[lang]["out"]) == (told.why, told.outcome)
        assert story[lang]["hist"] == [happening.sentence for happening in told.history]
        assert told.choice is not None
        assert story[lang]["opt"] == [option.why for option in told.choice.options]
    assert [option[0] for option in story["opt"]] == ["A", "B", "C", "D"]
    assert all(0 <= option[9] <= 1000 for option in story["opt"])
