"""The record of the table as data: what both sides saw, and nothing of a caucus room."""

from __future__ import annotations

from typing import Any

from nuantu_hub.bargaining.models import Talk


def tell_table(talk: Talk) -> dict[str, Any]:
    """Topics with every version that was ever on the table, in order, and the ambiguity register."""
    topics = talk.topics.prefetch_related("offers", "ambiguities").order_by("number")
    return {"talk": talk.title, "platform": talk.platform, "state": talk.state, "topics": [
        {"number": topic.number, "clause": topic.clause_id, "type": topic.clause_type, "title": topic.title,
         "state": topic.state, "why": topic.why, "state_why": topic.state_why,
         "offers": [{"version": one.version, "side": one.side, "state": one.state, "words": one.words,
                     "params": one.clause["params"], "note": one.note, "put_at": one.put_at.isoformat()}
                    for one in topic.offers.all() if one.put_at is not None],
         "ambiguities": [{"printed": one.printed, "A": one.reading_a, "B": one.reading_b, "chosen": one.chosen,
                          "workers": one.workers_hold, "platform": one.platform_hold}
                         for one in topic.ambiguities.all()]} for topic in topics]}
