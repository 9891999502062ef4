"""What the page of the table is told: chapters with their topics, both sides' positions, how offers moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.offers import as_draft
from nuantu_hub.bargaining.interfaces.table_forms import pick_language
from nuantu_hub.bargaining.models import Delegate, Offer, Talk, Topic
from nuantu_hub.seam.drafting import Term, list_types, tell_terms
from nuantu_hub.site.sides import Comparison, Side

#: The tone and the icon in which the state of a topic is shown.
TONES = {"open": "unknown", "offered": "watch", "agreed": "kept", "parked": "waiting", "withdrawn": "not_applicable"}
WORKERS, PLATFORM = Delegate.Side.WORKERS, Delegate.Side.PLATFORM


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the draft: its words, its topics, how many of them are agreed."""

    words: str
    topics: Sequence[Topic]
    agreed: int


def list_chapters(talk: Talk) -> list[Chapter]:
    """The topics of a talk by chapter, in the order of chapters; those withdrawn too."""
    words = {one.chapter: pick_language(one.chapter_words) for one in list_types()}
    grouped: dict[str, list[Topic]] = {chapter: [] for chapter in words}
    for topic in talk.topics.order_by("number"):
        topic.tone = TONES[topic.state]  # type: ignore[attr-defined]
        grouped.setdefault(topic.chapter, []).append(topic)
    return [Chapter(words.get(chapter, chapter), topics, sum(one.state == Topic.State.AGREED for one in topics))
            for chapter, topics in grouped.items() if topics]


def find_standing(offers: Sequence[Offer], side: str) -> Offer | None:
    """The offer of a side that stands, or the one that was accepted from it."""
    return next((one for one in reversed(offers) if one.side == side
                 and one.state in (Offer.State.STANDING, Offer.State.ACCEPTED)), None)


def compare_positions(topic: Topic, offers: Sequence[Offer]) -> Comparison | None:
    """Both positions side by side: the type's leading number large, all other terms as rows; None without any.

    What one side put and the other accepted is the position of both.
    """
    one, other = (find_standing(offers, side) for side in (WORKERS, PLATFORM))
    accepted = next((offer for offer in offers if offer.state == Offer.State.ACCEPTED), None)
    if accepted is not None:
        one = other = accepted
    if one is None and other is None:
        return None
    terms = [_list_terms(offer) for offer in (one, other)]
    names, leading = list(dict.fromkeys(name for side in terms for name in side)), find_leading(terms)
    left, right = (side.get(leading) for side in terms)
    rows = [(pick_language(_label(name, terms)), _say(terms[0].get(name)), _say(terms[1].get(name)))
            for name in names if name != leading]
    heading = pick_language(_label(leading, terms)) if leading else topic.title
    return Comparison(_make_side(_("劳动者方"), left, one), _make_side(_("平台方"), right, other),
                      _say_gap(left, right), "", heading, rows)


def find_leading(terms: Sequence[Mapping[str, Term]]) -> str:
    """The term that stands large: a number wherever it is stated, else any, and of these the first that is not the same
    everywhere; empty for none."""
    names = list(dict.fromkeys(name for side in terms for name in side))
    numbers = [name for name in names if all(side.get(name) is None or side[name].number is not None for side in terms)]
    pool = numbers or names
    return next((name for name in pool if len({str(_say(side.get(name))) for side in terms}) > 1), (*pool, "")[0])


def _list_terms(offer: Offer | None) -> dict[str, Term]:
    return {} if offer is None else {term.name: term for term in tell_terms(as_draft(offer))}


def _label(name: str, terms: Sequence[dict[str, Term]]) -> Any:
    return next(side[name].label for side in terms if name in side)


def _make_side(name: str, term: Term | None, offer: Offer | None) -> Side:
    if offer is None:
        return Side(name, None, _("还没有报价"))
    return Side(name, None if term is None or term.number is None else float(term.number), _say(term))


def _say(term: Term | None) -> str:
    return "—" if term is None else pick_language(term.said)


def _say_gap(left: Term | None, right: Term | None) -> str:
    if left is None or right is None:
        return "—"
    if left.said == right.said:
        return _("一致")
    if left.number is None or right.number is None or not max(abs(left.number), abs(right.number)):
        return _("不同")
    share = round(abs(left.number - right.number) * 100 / max(abs(left.number), abs(right.number)))
    return _("%(share)d%%") % {"share": share}


def list_moves(offers: Sequence[Offer]) -> list[dict[str, Any]]:
    """Every version with its terms, also in words, the newest first, for the page of versions and the record."""
    moves = []
    for one in reversed(offers):
        told = _list_terms(one)
        moves.append({"offer": one, "look": "one" if one.side == WORKERS else "two", "told": told, "terms": [
            (pick_language(term.label), pick_language(term.said)) for term in told.values()]})
    return moves
