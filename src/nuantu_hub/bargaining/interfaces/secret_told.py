"""What the page of a secret live vote shows: the ballot for whoever may still cast one, and once closed the venues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.secret_votes import LINES, find_box, list_told_venues
from nuantu_hub.bargaining.models import LiveVote, VoteCast
from nuantu_hub.needs.views.voting import tell_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper, as the ballot's form shows it."""

    number: int
    label: str
    option: bool = True
    statement: str = ""


def tell_lines() -> list[Line]:
    """The three lines of a paper."""
    return [Line(number, str(choice.label)) for number, choice in LINES.items()]


def tell_secret(vote: LiveVote, own: VoteCast | None) -> dict[str, Any]:
    """What the page and its module need; no ballot for who is not on the roll, or not present and without a paper."""
    if vote.is_closed:
        return {"ballot": None, "venues": [{"name": name, "yes": yes, "no": no, "abstain": abstain}
                                           for name, (yes, no, abstain) in list_told_venues(vote)]}
    if own is None or not (own.took_part or own.seat.is_present):
        return {"ballot": None}
    box = find_box(vote, own.venue_id)
    words = tell_words() | {"old": _("这个浏览器太旧，不能加密选票。换一部手机打开这一页。")}
    ballot = {"contest": box.number, "seats": 1, "ticket_public": box.ticket_public, "box_public": box.box_public,
              "paper": reverse("bargaining:secret_paper", args=[vote.pk]), "admitted": "", "booth": False,
              "box": reverse("bargaining:secret_box", args=[box.pk]), "words": words, "voted": own.took_part}
    return {"ballot": ballot, "standing": tell_lines(), "contest": {"seats": 1}, "voted": own.took_part}
