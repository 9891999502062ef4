"""The ambiguity register of a talk: words entered with two readings, and the reading that both sides choose."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.topics import lock_topic, require_side
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, TalkAmbiguity, Topic
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Reading = TalkAmbiguity.Reading
OPEN_TOPIC = (Topic.State.OPEN, Topic.State.OFFERED, Topic.State.PARKED)


@transaction.atomic
def enter_ambiguity(*, by: Account, topic: Topic, printed: str, reading_a: str, reading_b: str,
                    token: UUID) -> TalkAmbiguity:
    """Enter words that can be read in two ways; the same token is the same entry.

    Raises TalkRefused where one of the three is missing, or both readings are the same.
    """
    known = TalkAmbiguity.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_topic(topic, *OPEN_TOPIC)
    for name, said in (("printed", printed), ("reading_a", reading_a), ("reading_b", reading_b)):
        if not said.strip():
            raise TalkRefused(_("没有写全"), _("写出哪几个字，和两种读法"), field=name)
    if reading_a.strip() == reading_b.strip():
        raise TalkRefused(_("两种读法一样"), _("写出不同在哪里"), field="reading_b")
    made = TalkAmbiguity.objects.create(token=token, topic=held, printed=printed.strip()[:80],
                                        reading_a=reading_a.strip()[:200], reading_b=reading_b.strip()[:200], by=by,
                                        at=now())
    record_deed(by, "ambiguity entered", made, held.unit)
    return made


@transaction.atomic
def hold_reading(*, by: Account, ambiguity: TalkAmbiguity, reading: str) -> TalkAmbiguity:
    """Say which reading the own side holds; the same one of both sides is chosen, and stays chosen."""
    held = TalkAmbiguity.objects.select_for_update(of=("self",)).select_related("topic__talk__unit").get(
        pk=ambiguity.pk)
    lock_topic(held.topic, *OPEN_TOPIC)
    side = require_side(by, held.topic)
    if reading not in (Reading.A, Reading.B):
        raise TalkRefused(_("没有选读法"), _("选甲或乙"), field="reading")
    if held.chosen:
        return held
    if side == Delegate.Side.WORKERS:
        held.workers_hold = reading
    else:
        held.platform_hold = reading
    if held.workers_hold == held.platform_hold:
        held.chosen, held.chosen_at = reading, now()
    held.save(update_fields=["workers_hold", "platform_hold", "chosen", "chosen_at"])
    record_deed(by, "reading held", held, held.unit, side=side)
    return held
