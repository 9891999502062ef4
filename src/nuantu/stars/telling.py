"""The answers of a file of stations as JSON-ready values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from nuantu.core.times import Lang
from nuantu.stars.course import Change
from nuantu.stars.rating import Result
from nuantu.stars.standard import MOST_STARS
from nuantu.stars.station_file import Answer, StationFile
from nuantu.stars.words import say_change, say_lack


def tell_file(file: StationFile, answers: Sequence[Answer], lang: Lang) -> dict[str, Any]:
    """Everything: standard, day, how many stations have how many stars, and each station.

    ``agrees`` says whether every station has the stars that the file expects; None where it expects nothing.
    """
    expected = [answer for answer in answers if answer.station.expected is not None]
    return {
        "standard": file.standard.name, "version": file.standard.in_force(file.day).number,
        "day": file.day.isoformat(), "counts": count_stars(answers),
        "agrees": all(answer.agrees for answer in expected) if expected else None,
        "stations": [tell_answer(answer, lang) for answer in answers],
    }


def count_stars(answers: Sequence[Answer]) -> dict[str, int]:
    """How many stations have no star, one, ... five: ``{"0": 3, "1": 25, ...}``."""
    counted = Counter(answer.stars for answer in answers)
    return {str(stars): counted[stars] for stars in range(MOST_STARS + 1)}


def tell_answer(answer: Answer, lang: Lang) -> dict[str, Any]:
    """One station; ``next`` says what stands between the evidence and one star more."""
    passed, asked = answer.rating.count_passed()
    lacks = answer.rating.list_lacks(min(MOST_STARS, answer.rating.stars + 1))
    told = {
        "id": answer.station.id, "stars": answer.stars, "by_evidence": answer.rating.stars,
        "until": answer.until.isoformat() if answer.until else None, "passed": passed, "asked": asked,
        "next": [say_lack(lack, lang) for lack in lacks],
        "items": [_tell_result(one) for one in answer.rating.results],
        "course": [_tell_change(one, lang) for one in answer.changes],
    }
    if answer.station.expected is not None:
        told["expected"] = answer.station.expected
    return told


def _tell_result(result: Result) -> dict[str, Any]:
    return {"item": result.item.id, "state": result.state, "value": result.value, "allows": result.allows,
            "on": result.on.isoformat() if result.on else None,
            "until": result.until.isoformat() if result.until else None}


def _tell_change(change: Change, lang: Lang) -> dict[str, Any]:
    return {"on": change.on.isoformat(), "kind": change.kind, "before": change.before, "stars": change.stars,
            "until": change.until.isoformat() if change.until else None, "version": change.version,
            "words": say_change(change, lang)}
