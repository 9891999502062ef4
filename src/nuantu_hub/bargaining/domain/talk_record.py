"""The record of a talk as a file: its procedure, its dated facts, its letters, who sat where; what everybody at the
table has, and nothing of what a side keeps to itself.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.procedure_clocks import measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_facts import gather_facts
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now


@transaction.atomic
def export_record(*, by: Account, talk: Talk) -> dict[str, Any]:
    """The record as plain data: times ISO 8601 in the hub's zone, days ISO 8601. The deed of reading is recorded."""
    facts = gather_facts(talk)
    clocks = measure_clocks(find_procedure(talk.procedure), facts, localdate(now()))
    record_deed(by, "talk record exported", talk, talk.unit)
    return {
        "talk": talk.sign, "title": talk.title, "unit": talk.unit.name, "platform": talk.platform,
        "partners": talk.partners, "procedure": talk.procedure, "state": talk.state, "base": talk.base,
        "made_at": _stamp(now()), "facts": {name: _plain(value) for name, value in asdict(facts).items()},
        "clocks": [{name: _plain(value) for name, value in asdict(one).items()} for one in clocks],
        "letters": [{"kind": one.kind, "side": one.side, "at": _stamp(one.at), "words": one.words,
                     "until": _plain(one.until), "accepted": one.accepted} for one in talk.letters.all()],
        "seats": [{"side": one.side, "role": one.role, "name": one.shown_name, "since": _stamp(one.since),
                   "until": None if one.until is None else _stamp(one.until), "why": one.ended_why}
                  for one in Delegate.objects.filter(talk=talk).order_by("side", "pk")],
    }


@transaction.atomic
def export_letters(*, by: Account, talk: Talk) -> bytes:
    """The letters as a CSV, the oldest first. The deed of reading is recorded."""
    record_deed(by, "talk record exported", talk, talk.unit)
    heading = [_("什么"), _("哪一方"), _("时间"), _("到哪天"), _("原文")]
    return write_table(heading, (
        [str(one.get_kind_display()), str(one.get_side_display()), localtime(one.at).strftime("%Y-%m-%d %H:%M"),
         "" if one.until is None else one.until.isoformat(), one.words] for one in talk.letters.all()))


def _stamp(moment: Any) -> str:
    return localtime(moment).isoformat(timespec="seconds")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
