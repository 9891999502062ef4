"""The check for who has a network and no verifier: a verdict, and no trace of it."""

from __future__ import annotations

import time
from threading import Lock

from nuantu_hub.passes.domain.publishing import find_published
from nuantu_hub.passes.domain.signer import find_trust
from nuantu_hub.passes.models import Publication
from nuantu_hub.seam.pass_verifying import UNREADABLE, GateContext, Ruling, check_text, find_compound, open_context
from nuantu_hub.site.clock import now

#: How long what a gate holds is taken from memory, seconds, and of how many gates.
HELD_S, MOST_HELD = 15.0, 2_000
_held: dict[int, tuple[float, GateContext]] = {}
_lock = Lock()


def check_online(text: str, gate: int) -> Ruling | None:
    """What a gate would say of a text now; None where there is no such gate, or its lists are not published."""
    context = _find_context(gate)
    return None if context is None else check_text(text, context, int(now().timestamp()))


def forget_contexts() -> None:
    """Read everything anew with the next question."""
    with _lock:
        _held.clear()


def _find_context(gate: int) -> GateContext | None:
    at = time.monotonic()
    with _lock:
        held = _held.get(gate)
    if held is not None and at - held[0] < HELD_S:
        return held[1]
    made = _open_context(gate)
    if made is not None:
        with _lock:
            if len(_held) >= MOST_HELD:
                _held.clear()
            _held[gate] = (at, made)
    return made


def _open_context(gate: int) -> GateContext | None:
    poster, trust = find_published(Publication.Kind.DESCRIPTOR, gate), find_trust()
    if poster is None or trust is None:
        return None
    text = bytes(poster.body).decode("ascii")
    try:
        bundle = find_published(Publication.Kind.BUNDLE, find_compound(text))
        return open_context(text, trust.data, None if bundle is None else bytes(bundle.body), _fetch_status,
                            int(now().timestamp()))
    except UNREADABLE:
        return None


def _fetch_status(number: int) -> bytes | None:
    found = find_published(Publication.Kind.STATUS, number)
    return None if found is None else bytes(found.body)
