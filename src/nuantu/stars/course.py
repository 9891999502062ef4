"""A star over time: given, up, down by itself as evidence ends, lapsed, revoked, restored, corrected.

Three things move a star. People act: they rate a station, revoke its star, restore it, correct a decision that an
appeal has overturned. Evidence ends, and the star falls to what is left of it, never rises: more stars need a rating.
And a term ends, and the star lapses until the next rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from nuantu.core.errors import InputError
from nuantu.stars.evidence import Evidence
from nuantu.stars.rating import Lack, Rating, rate
from nuantu.stars.standard import Standard

ActKind = Literal["rated", "revoked", "restored", "corrected"]
ACTS: tuple[ActKind, ...] = ("rated", "revoked", "restored", "corrected")
ChangeKind = Literal["given", "kept", "up", "down", "lapsed", "revoked", "restored", "corrected", "refused"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody decided on a day. ``ground`` says why a star was revoked."""

    kind: ActKind
    on: date
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a star stands: how many, until when, and how many it was when it was revoked."""

    stars: int = 0
    until: date | None = None
    revoked_from: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the star changed or was decided on, with what stood in the way of more."""

    on: date
    kind: ChangeKind
    before: int
    stars: int
    until: date | None
    version: int
    lacks: tuple[Lack, ...] = ()
    ground: str = ""


def trace_course(standard: Standard, evidence: Evidence, acts: Sequence[Act], until: date) -> tuple[Change, ...]:
    """Every change up to a day, that day included, in order.

    Acts of one day are taken in the order in which they are told. Raises InputError for an act that nothing allows:
    a rating or a second revocation while the star is revoked, a revocation or a correction where there is no star, a
    restoring of what is not revoked, or acts that go back in time.
    """
    _check_order(acts)
    changes: list[Change] = []
    stand = Stand()
    waiting = [act for act in acts if act.on <= until]
    for day in _list_turns(standard, evidence, waiting, until):
        while waiting and waiting[0].on == day:
            change, stand = _carry_out(standard, evidence, waiting.pop(0), stand)
            changes.append(change)
        found = _let_time_pass(standard, evidence, day, stand)
        if found is not None:
            change, stand = found
            changes.append(change)
    return tuple(changes)


def find_stand(changes: Sequence[Change]) -> Change | None:
    """The last change, which says where the star stands; None where nothing was ever decided."""
    return changes[-1] if changes else None


def find_fall(standard: Standard, evidence: Evidence, day: date, stars: int) -> date:
    """The last day on which a star given on a day stands if nobody looks again: the end of its term, or earlier."""
    end = standard.in_force(day).find_end(day)
    turns = _list_breaks(standard, evidence, day, end)
    for turn in turns:
        if turn > day and rate(standard.in_force(turn), evidence, turn).stars < stars:
            return turn - ONE_DAY
    return end


def _check_order(acts: Sequence[Act]) -> None:
    for before, after in pairwise(acts):
        if after.on < before.on:
            raise InputError(f"{after.kind} on {after.on.isoformat()} stands after {before.on.isoformat()}",
                             field="acts", fix="put the acts in the order of their days")


def _carry_out(standard: Standard, evidence: Evidence, act: Act, stand: Stand) -> tuple[Change, Stand]:
    version = standard.in_force(act.on)
    _check_allowed(act, stand)
    rating = rate(version, evidence, act.on)
    if act.kind == "rated":
        after = Stand(rating.stars, version.find_end(act.on) if rating.stars else None)
    elif act.kind == "revoked":
        after = Stand(0, stand.until, stand.stars)
    elif stand.revoked_from is not None:
        ended = stand.until is None or act.on > stand.until
        after = Stand(0 if ended else min(stand.revoked_from, rating.stars), stand.until)
        after = after if after.stars else Stand()
    else:
        after = replace(stand, stars=rating.stars) if rating.stars else Stand()
    kind = _name_change(act, stand, after)
    lacks = rating.list_lacks(min(5, max(after.stars, stand.stars, stand.revoked_from or 0) + 1))
    return (Change(act.on, kind, stand.stars, after.stars, after.until, version.number, lacks, act.ground), after)


def _check_allowed(act: Act, stand: Stand) -> None:
    revoked = stand.revoked_from is not None
    wrong = {
        "rated": "the star is revoked" if revoked else "",
        "revoked": "the star is revoked already" if revoked else "" if stand.stars else "there is no star",
        "restored": "" if revoked else "the star is not revoked",
        "corrected": "" if revoked or stand.stars else "there is no star",
    }[act.kind]
    if wrong:
        raise InputError(f"{act.kind} on {act.on.isoformat()}, but {wrong}", field="acts",
                         fix="restore it first" if revoked else "rate the station first")


def _name_change(act: Act, before: Stand, after: Stand) -> ChangeKind:
    if act.kind == "revoked":
        return "revoked"
    if act.kind == "restored" or (act.kind == "corrected" and before.revoked_from is not None):
        return "restored" if after.stars else "refused"
    if act.kind == "corrected":
        return "corrected"
    if not after.stars and not before.stars:
        return "refused"
    if not before.stars:
        return "given"
    return "kept" if after.stars == before.stars else "up" if after.stars > before.stars else "down"


def _let_time_pass(standard: Standard, evidence: Evidence, day: date, stand: Stand) -> tuple[Change, Stand] | None:
    """What the day itself does to a star: its term is over, or its evidence no longer carries it."""
    if not stand.stars:
        return None
    version = standard.in_force(day)
    if stand.until is not None and day > stand.until:
        return Change(day, "lapsed", stand.stars, 0, None, version.number), Stand()
    rating: Rating = rate(version, evidence, day)
    if rating.stars >= stand.stars:
        return None
    after = replace(stand, stars=rating.stars) if rating.stars else Stand()
    lacks = rating.list_lacks(stand.stars)
    return Change(day, "down", stand.stars, rating.stars, after.until, version.number, lacks), after


def _list_turns(standard: Standard, evidence: Evidence, acts: Sequence[Act], until: date) -> list[date]:
    """The days up to ``until`` on which something may change: nothing changes between two of them."""
    if not acts:
        return []
    first = acts[0].on
    days = {act.on for act in acts} | set(_list_breaks(standard, evidence, first, until))
    for act in acts:
        end = standard.in_force(act.on).find_end(act.on) + ONE_DAY
        if end <= until:
            days.add(end)
    return sorted(days)


def _list_breaks(standard: Standard, evidence: Evidence, first: date, last: date) -> list[date]:
    """The days of a span on which a rating may differ from that of the day before."""
    days = {version.in_force_from for version in standard.versions}
    items = {item.id: [version.by_id[item.id] for version in standard.versions if item.id in version.by_id]
             for version in standard.versions for item in version.items}
    for finding in evidence.findings:
        days.add(finding.on)
        if finding.withdrawn_on is not None:
            days.add(finding.withdrawn_on)
        for item in items.get(finding.item, ()):
            ends = item.find_until(finding.on)
            if ends is not None:
                days.add(ends + ONE_DAY)
    for season in {item.season for rows in items.values() for item in rows if item.season is not None}:
        for year in range(first.year - 1, last.year + 1):
            start = date(year, season.first // 100, season.first % 100)
            days |= {start, start + timedelta(days=season.grace_days), season.find_end(start) + ONE_DAY}
    return sorted(day for day in days if first <= day <= last)
