"""The draft of a talk: every clause that both sides agreed, as an agreement file that the engine reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.offers import as_draft
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Offer, Talk, TalkAmbiguity
from nuantu_hub.seam.drafting import DraftClause, DraftHead, check_draft_file, render_draft_file


def list_agreed(talk: Talk) -> list[DraftClause]:
    """The clauses that both sides agreed, in the order of the topics, with the readings that were chosen."""
    found = []
    offers = Offer.objects.filter(topic__talk=talk, state=Offer.State.ACCEPTED).select_related(
        "topic").prefetch_related("topic__ambiguities").order_by("topic__number")
    for offer in offers:
        chosen = [_tell_ambiguity(one) for one in offer.topic.ambiguities.all() if one.chosen]
        found.append(replace(as_draft(offer), ambiguities=tuple(chosen)))
    return found


def render_draft(talk: Talk, *, effective_from: date | None = None, effective_to: date | None = None) -> bytes:
    """The draft as a file, read by the engine before it is given away.

    Raises TalkRefused where nothing is agreed yet; RunError where the engine does not take the whole.
    """
    clauses = list_agreed(talk)
    if not clauses:
        raise TalkRefused(_("还没有谈成一条"), _("至少一个议题双方一致，才有草案"))
    head = DraftHead(
        id=f"talk-{talk.sign.lower()}", title=talk.title, procedure=talk.procedure,
        parties={"platform": talk.platform, "rider_side": str(_("劳动者方代表")),
                 **({"partner_company": talk.partners} if talk.partners else {})},
        scope=talk.platform, source=f"{talk.unit.name} {talk.opened_at:%Y-%m-%d}", effective_from=effective_from,
        effective_to=effective_to)
    data = render_draft_file(head, clauses)
    check_draft_file(data)
    return data


def _tell_ambiguity(one: TalkAmbiguity) -> Mapping[str, object]:
    assert one.chosen_at is not None
    return {"printed": one.printed, "readings": {"A": {"zh": one.reading_a, "en": one.reading_a},
                                                 "B": {"zh": one.reading_b, "en": one.reading_b}},
            "chosen": one.chosen, "by": one.talk.unit.name, "on": one.chosen_at.date().isoformat()}
