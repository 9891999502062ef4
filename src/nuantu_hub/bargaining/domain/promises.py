"""Promises from the agreement's roll-outs on: evidence, what the other side says of it, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models.promise import Promise, PromiseEvidence
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.promises import Rollout
from nuantu_hub.site.clock import now

Owner, Said = Promise.Owner, PromiseEvidence.State
#: Who an agreement says has to do it -> who that is at the table.
OWNERS: Final[dict[str, Promise.Owner]] = {
    "platform": Owner.PLATFORM, "partner_company": Owner.PARTNERS, "union": Owner.WORKERS,
    "rider_side": Owner.WORKERS, "joint": Owner.JOINT}


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"  # its day is to come, or none was published
    DISPUTED = "disputed"  # what was handed in is not accepted, and its day is to come
    KEPT = "kept"  # accepted everywhere, handed in by its day
    KEPT_LATE = "kept_late"  # accepted everywhere, but part of it was handed in after its day
    LAPSED = "lapsed"  # its day is over and something is still not accepted


class PlaceState(StrEnum):
    """What is known of one province."""

    KEPT = "kept"
    WAITING = "waiting"
    DISPUTED = "disputed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands on a day: of ``of`` provinces (1 where none is named) ``kept`` are shown and accepted."""

    state: PromiseState
    kept: int
    of: int
    waiting: int
    #: Days past the deadline, 0 before it or without one.
    late_days: int
    places: tuple[tuple[str, PlaceState], ...]


@transaction.atomic
def make_promises(*, by: Account, talk: Talk, rollouts: Sequence[Rollout]) -> list[Promise]:
    """Take the roll-outs of the talk's agreement as promises; those that were taken stay as they are.

    Raises TalkRefused where the talk starts from no agreement, or that one promises nothing.
    """
    held = Talk.objects.select_for_update(of=("self",)).select_related("unit").get(pk=talk.pk)
    if not held.base:
        raise TalkRefused(_("这场协商没有现行协议"), _("先写从哪份协议谈起"))
    if not rollouts:
        raise TalkRefused(_("这份协议里没有要落地的承诺"), _("换一份协议，或者在协商里谈出一条"))
    known = set(Promise.objects.filter(talk=held, agreement=held.base).values_list("provision", flat=True))
    names = {Owner.PLATFORM: held.platform, Owner.PARTNERS: held.partners or held.platform,
             Owner.WORKERS: held.unit.name, Owner.JOINT: f"{held.unit.name}、{held.platform}"[:200]}
    made = []
    for one in rollouts:
        if one.provision in known:
            continue
        owner = OWNERS[one.obligor]
        made.append(Promise.objects.create(
            talk=held, agreement=held.base, provision=one.provision, clause_id=one.clause_id, chapter=one.chapter,
            words=one.words[0], words_en=one.words[1], owner=owner, owner_name=names[owner], deadline=one.deadline,
            places=list(one.places), made_at=now(), made_by=by))
    if made:
        record_deed(by, "promises taken", held, held.unit, promises=len(made), agreement=held.base)
    return made


@transaction.atomic
def add_evidence(*, by: Account, promise: Promise, side: str, words: str, token: UUID, province: str = "",
                 upload: UploadedFile[Any] | None = None) -> PromiseEvidence:
    """Hand in something that shows the promise kept; the same token is the same evidence.

    Raises TalkRefused for who speaks for no side, without words, and for a province that was not promised.
    """
    known = PromiseEvidence.objects.filter(token=token).first()
    if known is not None:
        return known
    held = _hold(promise)
    if side not in Owner.values:
        raise TalkRefused(_("只有桌上的一方能交证据"), _("请你这一方的代表来"))
    if not words.strip():
        raise TalkRefused(_("没有写说明"), _("写做了什么、哪里查得到"), field="words")
    if province and (province not in PROVINCES or (held.places and province not in held.places)):
        raise TalkRefused(_("承诺里没有这个省份"), _("选列出的一个"), field="province")
    made = PromiseEvidence.objects.create(token=token, promise=held, province=province, words=words.strip()[:2_000],
                                          side=side, at=now(), by=by)
    if upload is not None:
        made.file = store_file(by=by, upload=upload, about=made, unit=held.unit)
        made.save(update_fields=["file"])
    record_deed(by, "promise evidence added", held, held.unit, side=side, province=province)
    return made


@transaction.atomic
def accept_evidence(*, by: Account, evidence: PromiseEvidence, side: str) -> PromiseEvidence:
    """Another side accepts it. Raises TalkRefused for the side that handed it in, and for what was judged."""
    held = _hold_evidence(evidence, side)
    _judge(held, by, Said.ACCEPTED, "")
    record_deed(by, "promise evidence accepted", held.promise, held.unit, evidence=held.pk)
    return held


@transaction.atomic
def dispute_evidence(*, by: Account, evidence: PromiseEvidence, side: str, why: str) -> PromiseEvidence:
    """Another side disputes it and says why. Raises TalkRefused as accepting does, and without a reason."""
    held = _hold_evidence(evidence, side)
    if not why.strip():
        raise TalkRefused(_("没有写为什么不认可"), _("写哪里对不上"), field="why")
    _judge(held, by, Said.DISPUTED, why.strip()[:1_000])
    record_deed(by, "promise evidence disputed", held.promise, held.unit, evidence=held.pk)
    return held


def _hold(promise: Promise) -> Promise:
    return Promise.objects.select_for_update(of=("self",)).select_related("talk__unit").get(pk=promise.pk)


def _hold_evidence(evidence: PromiseEvidence, side: str) -> PromiseEvidence:
    held = PromiseEvidence.objects.select_for_update(of=("self",)).select_related("promise__talk__unit").get(
        pk=evidence.pk)
    if side not in Owner.values or side == held.side:
        raise TalkRefused(_("交证据的一方不能自己认可"), _("等另一方看"))
    if held.state != Said.WAITING:
        raise TalkRefused(_("这份证据已经有结论"), _("刷新看看"))
    return held


def _judge(held: PromiseEvidence, by: Account, state: str, why: str) -> None:
    held.state, held.judged_at, held.judged_by, held.why = state, now(), by, why
    held.save(update_fields=["state", "judged_at", "judged_by", "why"])


def measure_promise(promise: Promise, evidence: Iterable[PromiseEvidence], today: date) -> Standing:
    """How a promise stands on a day, from its days and its evidence alone."""
    told = list(evidence)
    codes = list(promise.places) or [""]
    places = tuple((code, _find_place(code, told)) for code in codes)
    kept = sum(state is PlaceState.KEPT for _code, state in places)
    late = max(0, (today - promise.deadline).days) if promise.deadline else 0
    if kept == len(codes):
        state = PromiseState.KEPT_LATE if _was_late(promise, codes, told) else PromiseState.KEPT
    elif late:
        state = PromiseState.LAPSED
    elif any(one is PlaceState.DISPUTED for _code, one in places):
        state = PromiseState.DISPUTED
    else:
        state = PromiseState.OPEN
    waiting = sum(one.state == Said.WAITING for one in told)
    return Standing(state, kept, len(codes), waiting, late, places)


def _list_about(code: str, told: Iterable[PromiseEvidence]) -> list[PromiseEvidence]:
    """What speaks of a province, what speaks of all of them among it; of a promise without provinces only the latter.
    """
    return [one for one in told if one.province in ("", code)]


def _find_place(code: str, told: Iterable[PromiseEvidence]) -> PlaceState:
    states = {one.state for one in _list_about(code, told)}
    if Said.ACCEPTED in states:
        return PlaceState.KEPT
    if Said.WAITING in states:
        return PlaceState.WAITING
    return PlaceState.DISPUTED if Said.DISPUTED in states else PlaceState.NONE


def _was_late(promise: Promise, codes: Sequence[str], told: Sequence[PromiseEvidence]) -> bool:
    """Whether, in some province, nothing of what was accepted had been handed in by the last day."""
    if promise.deadline is None:
        return False
    return any(min(localdate(one.at) for one in _list_about(code, told) if one.state == Said.ACCEPTED)
               > promise.deadline for code in codes)
