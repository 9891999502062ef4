"""Trying offers on days: asked once, computed by a job, kept with what it was computed from."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from nuantu_hub.bargaining.domain.offers import as_draft
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import DaySet, Offer, OfferTry, Topic
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.base_clauses import Base, list_changes, read_base
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.trying import make_room, try_changes
from nuantu_hub.site.clock import now

State = OfferTry.State
logger = logging.getLogger(__name__)
#: Most values of a parameter in a sweep, and most combinations of two.
MOST_VALUES, MOST_CELLS = 12, 60
MOST_SEEDS = 8


def read_talk_base(name: str) -> Base:
    """The agreement that a talk starts from. Raises TalkRefused in the engine's side's own words."""
    try:
        return read_base(Path(settings.DATA.root) / "agreements", name)
    except RunError as error:
        raise TalkRefused(error.what, error.fix) from error


def find_changes(base: Base, offer: Offer) -> list[str]:
    """What an offer changes of the base. Raises TalkRefused where that cannot be tried."""
    try:
        return list_changes(base, as_draft(offer))
    except RunError as error:
        raise TalkRefused(error.what, error.fix) from error


@transaction.atomic
def ask_try(*, by: Account, topic: Topic, left: Offer | None, right: Offer | None, days: DaySet, seeds: str,
            token: UUID) -> OfferTry:
    """Have one offer or two tried against the base; the same question is answered from what is kept.

    Open to the table where every offer has been put on it; with a draft private to its side. Raises TalkRefused for a
    draft of the other side, an offer of another topic, and offers that change nothing.
    """
    side = _find_speaker(by, topic)
    offers = [one for one in (left, right) if one is not None]
    if not offers:
        raise TalkRefused(_("没有选报价"), _("至少选一份"))
    for one in offers:
        if one.topic_id != topic.pk or (one.put_at is None and one.side != side):
            raise TalkRefused(_("这份报价不在这个议题里"), _("从这个议题的报价里选"))
    base = read_talk_base(topic.talk.base)
    changes = {name: find_changes(base, one) for name, one in (("left", left), ("right", right))
               if one is not None}
    if not any(changes.values()):
        raise TalkRefused(_("报价和现行的条款一样，没有可试的变化"), _("先改一个数"))
    shared = all(one.put_at is not None for one in offers)
    asked = OfferTry(token=token, talk=topic.talk, topic=topic, side=side, shared=shared, left=left, right=right,
                     changes=changes, days=days, seeds=check_seeds(seeds))
    return _put_in_line(by, asked, base)


@transaction.atomic
def ask_sweep(*, by: Account, topic: Topic, axes: Sequence[tuple[str, Sequence[str]]], shared: bool, days: DaySet,
              seeds: str, token: UUID) -> OfferTry:
    """Have several values of one or two parameters of the topic's clause tried, every combination of them."""
    side = _find_speaker(by, topic)
    base = read_talk_base(topic.talk.base)
    if topic.clause_id not in base.terms:
        raise TalkRefused(_("现行协议里没有这一条"), _("只有现行的条款能试"))
    cells = 1
    for _name, values in axes:
        cells *= len(values)
        if not 2 <= len(values) <= MOST_VALUES or len(set(values)) != len(values):
            raise TalkRefused(_("一个数要试 2 到 12 个不同的值"), _("改一改要试的值"))
    if not 1 <= len(axes) <= 2 or len({name for name, _values in axes}) != len(axes) or cells > MOST_CELLS:
        raise TalkRefused(_("一次试一个或两个数，合起来不超过 60 组"), _("少试几个值"))
    sweep = [[f"{topic.clause_id}.{name}", list(values)] for name, values in axes]
    asked = OfferTry(token=token, talk=topic.talk, topic=topic, side=side, shared=shared, sweep=sweep, days=days,
                     seeds=check_seeds(seeds))
    return _put_in_line(by, asked, base)


def check_seeds(seeds: str) -> str:
    """Seeds as ``1,2``. Raises TalkRefused for anything else."""
    parts = [part.strip() for part in seeds.split(",")]
    if not 1 <= len(parts) <= MOST_SEEDS or any(not part.isascii() or not part.isdigit() or len(part) > 6
                                                for part in parts) or len(set(parts)) != len(parts):
        raise TalkRefused(_("种子是 1 到 8 个不同的整数，用逗号隔开"), _("例如 1,2"), field="seeds")
    return ",".join(str(int(part)) for part in parts)


def _find_speaker(by: Account, topic: Topic) -> str:
    side = find_side(by, topic)
    if not side:
        raise TalkRefused(_("只有双方的协商代表能试算"), _("请本方代表来试"))
    return side


def _put_in_line(by: Account, asked: OfferTry, base: Base) -> OfferTry:
    """Keep the question, or give the row that asked it before; one that failed is put in line again."""
    if asked.days.state != DaySet.State.READY:
        raise TalkRefused(_("这组日子还不能用"), _("等它做好，或换一组"), field="days")
    asked.inputs_key = _digest(asked, base)
    known = OfferTry.objects.select_for_update().filter(inputs_key=asked.inputs_key).first()
    if known is not None and known.state != State.FAILED:
        return known
    if known is not None:
        asked = known
    else:
        asked.by = by
    asked.state, asked.why_failed, asked.done_days, asked.asked_at = State.ASKED, "", 0, now()
    asked.of_days = asked.days.n_days * len(asked.parts)
    asked.save()
    # Who asks for what in private is known to nobody outside the side: the deed of it belongs to no unit.
    record_deed(by, "offer try asked", asked, asked.unit if asked.shared else None)
    transaction.on_commit(lambda: try_later.enqueue(asked.pk))
    return asked


def _digest(asked: OfferTry, base: Base) -> str:
    """Of everything that the answer follows from, and of who may see it."""
    told = [asked.talk_id, asked.topic_id, asked.left_id, asked.right_id, asked.changes, asked.sweep, asked.days_id,
            asked.seeds, base.sha256, "" if asked.shared else asked.side]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@task()
def try_later(key: int) -> str:
    """The job; its argument is the try's key and nothing else. Done again after a fall it computes again."""
    found = OfferTry.objects.select_related("talk", "topic", "days").filter(pk=key).first()
    if found is None:
        return "gone"
    return found.state if found.state == State.DONE else compute_try(found).state


def compute_try(found: OfferTry) -> OfferTry:
    """Ask the engine part by part; keep the answers, or why there are none. Long: never inside a transaction."""
    OfferTry.objects.filter(pk=found.pk).update(state=State.RUNNING, done_days=0)
    result: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    try:
        base = read_base(Path(settings.DATA.root) / "agreements", found.talk.base)
        with make_room() as room:
            found.done_days = 0
            for name, asked in found.parts:
                told = try_changes(base, found.days.path, found.seeds, asked, room, sweeps=name == "sweep",
                                   tell=partial(_tell_days, found))
                result[name], inputs[name] = told.outcomes, told.inputs
                found.done_days += found.days.n_days
                OfferTry.objects.filter(pk=found.pk).update(done_days=found.done_days)
        found.result, found.inputs, found.state, found.why_failed = result, inputs, State.DONE, ""
    except RunError as error:
        found.state, found.why_failed = State.FAILED, str(error)[:300]
    found.done_at = now()
    found.save(update_fields=["result", "inputs", "state", "why_failed", "done_days", "done_at"])
    return found


def _tell_days(found: OfferTry, done: int, of: int) -> None:
    """Keep how many days are lived: those of the parts before, and this part's share, rounded down.

    A figure that cannot be written now is written by the next; it ends no try.
    """
    days = found.done_days + found.days.n_days * done // max(of, 1)
    try:
        OfferTry.objects.filter(pk=found.pk).update(done_days=days)
    except DatabaseError:
        logger.warning("The progress of try %s could not be kept", found.pk, exc_info=True)


@transaction.atomic
def retry_try(*, by: Account, found: OfferTry) -> OfferTry:
    """Put one that failed in line again; nothing for another one."""
    held = OfferTry.objects.select_for_update(of=("self",)).select_related("talk__unit").get(pk=found.pk)
    if held.state != State.FAILED:
        return held
    held.state, held.why_failed, held.done_days = State.ASKED, "", 0
    held.save(update_fields=["state", "why_failed", "done_days"])
    record_deed(by, "offer try asked", held, held.unit if held.shared else None)
    transaction.on_commit(lambda: try_later.enqueue(held.pk))
    return held


@transaction.atomic
def share_try(*, by: Account, found: OfferTry) -> OfferTry:
    """Open a private try to the table. Raises TalkRefused while one of its offers is still a draft."""
    held = OfferTry.objects.select_for_update(of=("self",)).select_related("talk__unit", "left", "right").get(
        pk=found.pk)
    if held.shared:
        return held
    if find_side(by, held) != held.side:
        raise TalkRefused(_("只有试算的一方能公开它"), _("请本方代表来公开"))
    if any(one is not None and one.put_at is None for one in (held.left, held.right)):
        raise TalkRefused(_("里面有还没提出的草稿"), _("先把报价提到桌上"))
    held.shared = True
    held.save(update_fields=["shared"])
    record_deed(by, "offer try shared", held, held.unit)
    return held
