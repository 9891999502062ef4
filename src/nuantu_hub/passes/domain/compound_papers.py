"""What phones and gates get of a compound: its bundle of policy and map, and its posters, signed and in versions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from nuantu_hub.passes.domain.compound_maps import find_published as find_map
from nuantu_hub.passes.domain.policies import find_in_force
from nuantu_hub.passes.domain.publishing import find_published, publish
from nuantu_hub.passes.models import Compound, CompoundMap, CompoundPolicy, PassGate, Publication
from nuantu_hub.seam.compound_papers import (
    Bundle,
    GatePaper,
    digest_bundle,
    read_own_bundle,
    read_own_poster,
    sign_bundle,
    sign_poster,
)
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.clock import now

logger = logging.getLogger(__name__)
#: A poster is good for so long and is made anew a month before; what is printed then is hung in its place.
POSTER_LIVES, POSTER_RENEWED = timedelta(days=400), timedelta(days=30)
Kind = Publication.Kind
_HELD: ContextVar[bool] = ContextVar("papers are held back", default=False)


@contextmanager
def hold_papers() -> Iterator[None]:
    """Publish nothing by itself in this block: what is filled in as of days past is published once, afterwards."""
    token = _HELD.set(True)
    try:
        yield
    finally:
        _HELD.reset(token)


@transaction.atomic
def publish_papers(compound: Compound) -> bool:
    """Publish what differs from what is published. False where a key is missing: the next quarter of an hour tries.

    Nothing is published before the trial; a compound that pauses or leaves gets a bundle that has ended.
    """
    moment = now()
    last = find_published(Kind.BUNDLE, compound.pk)
    before = read_own_bundle(bytes(last.body)) if last else None
    told = _tell_bundle(compound, before, moment)
    if told is None:
        return True
    if told != before:
        body = sign_bundle(settings.DATA.root, told, int(moment.timestamp()))
        if body is None:
            return False
        last = publish(kind=Kind.BUNDLE, number=compound.pk, version=told.version, body=body)
    assert last is not None
    if not compound.takes_passes:
        return True
    digest = digest_bundle(bytes(last.body))
    published = [_publish_poster(gate, digest, moment) for gate in compound.gates.select_related("place", "compound")]
    return all(published)


def _tell_bundle(compound: Compound, before: Bundle | None, moment: datetime) -> Bundle | None:
    """The bundle as it should be: the one before where nothing differs, None where there is nothing to publish."""
    policy, drawn = find_in_force(compound, moment), find_map(compound)
    if not compound.takes_passes:
        if before is None or (before.until_s is not None and before.until_s <= int(moment.timestamp())):
            return before
        return Bundle(before.compound, before.version + 1, before.from_s, int(moment.timestamp()), before.policy,
                      before.map)
    if policy is None or drawn is None:
        return None
    until = None if policy.until is None else int(policy.until.timestamp())
    version = 0 if before is None else before.version
    told = Bundle(compound.pk, version, int(policy.since.timestamp()), until, policy.text, drawn.text)
    return before if told == before else Bundle(told.compound, version + 1, told.from_s, told.until_s, told.policy,
                                                told.map)


def _publish_poster(gate: PassGate, digest: bytes, moment: datetime) -> bool:
    paper = GatePaper(gate.number_id, gate.compound_id, gate.compound.name, gate.place.name, gate.place.lat_deg,
                      gate.place.lon_deg, gate.zone, digest)
    last = find_published(Kind.DESCRIPTOR, gate.number_id)
    if last is not None:
        old = read_own_poster(bytes(last.body))
        fresh = old.expires_s > int((moment + POSTER_RENEWED).timestamp())
        if (fresh and gate.place.closed_on is None and _same_paper(paper, old)) or (
                gate.place.closed_on is not None and old.expires_s <= int(moment.timestamp())):
            return True
    elif gate.place.closed_on is not None:
        return True
    version = max(gate.version, 1 if last is None else last.version + 1)
    until = moment + POSTER_LIVES if gate.place.closed_on is None else moment
    text = sign_poster(settings.DATA.root, paper, version, int(moment.timestamp()), int(until.timestamp()))
    if text is None:
        return False
    publish(kind=Kind.DESCRIPTOR, number=gate.number_id, version=version, body=text.encode("ascii"), until=until)
    if version != gate.version:
        PassGate.objects.filter(pk=gate.pk).update(version=version)
    return True


def _same_paper(paper: GatePaper, old: object) -> bool:
    told = {"gate": paper.gate, "compound": paper.compound, "compound_name": paper.compound_name,
            "gate_name": paper.gate_name, "latitude_e6": round(paper.lat_deg * 1e6),
            "longitude_e6": round(paper.lon_deg * 1e6), "zone": paper.zone, "policy_digest": paper.policy_digest}
    return all(getattr(old, name) == value for name, value in told.items())


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster as it is printed: the signed text, its version, and until when it is good."""

    text: str
    version: int
    until: datetime


def find_poster(gate: PassGate) -> Poster | None:
    """The newest poster of a gate; None before the trial, and while no key is in force."""
    last = find_published(Kind.DESCRIPTOR, gate.number_id)
    if last is None or last.until is None or not gate.compound.takes_passes:
        return None
    return Poster(bytes(last.body).decode("ascii"), last.version, last.until)


def hear_of_change(instance: Any, **_words: Any) -> None:
    """Publish anew when what is in the papers was saved; called by the tables' signals, within the transaction.

    Keys that cannot be read are written into the log by name and stop nobody from pausing: the next hour tries again.
    """
    if _HELD.get():
        return
    if isinstance(instance, CompoundPolicy) and instance.state != CompoundPolicy.State.AGREED:
        return
    if isinstance(instance, CompoundMap) and not instance.version:
        return
    compound = Compound.objects.get(pk=instance.compound_id)
    try:
        publish_papers(compound)
    except RunError:
        logger.exception("The papers of compound %s are not published: the signing keys cannot be read", compound.pk)


def publish_begun_papers() -> int:
    """Publish the policies that began within the last quarter of an hour. Gives how many wait for a key."""
    moment = now()
    begun = CompoundPolicy.objects.filter(state=CompoundPolicy.State.AGREED, since__lte=moment,
                                          since__gt=moment - timedelta(minutes=15))
    return sum(not publish_papers(one.compound) for one in begun.select_related("compound").order_by("pk"))


def publish_due_papers() -> int:
    """Go through all compounds once an hour: what waited for a key, posters that grow old. Gives how many wait."""
    due = Compound.objects.exclude(state=Compound.State.PREPARING).order_by("pk")
    return sum(not publish_papers(one) for one in due)
