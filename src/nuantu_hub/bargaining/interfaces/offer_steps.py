"""How both sides' offers moved: what stood on the table after each version, the gap in a sentence, chart and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.bargaining.interfaces.step_sheet import Column, Measure, draw_steps
from nuantu_hub.bargaining.interfaces.table_forms import pick_language
from nuantu_hub.bargaining.interfaces.table_told import PLATFORM, WORKERS, find_leading
from nuantu_hub.bargaining.models import Offer, Topic
from nuantu_hub.seam.drafting import Term, find_measure
from nuantu_hub.site.charts import Chart
from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.moments import say_moment

SIDES = (WORKERS, PLATFORM)
LEAST_OFFERS = 2


def tell_steps(topic: Topic, moves: Sequence[Mapping[str, Any]]) -> Chart | None:
    """The chart of a topic from what ``list_moves`` told; drafts are left out.

    None where fewer than two versions on the table state the leading term, or where that is no quantity.
    """
    put = sorted((move for move in moves if move["offer"].put_at is not None and move["offer"].side in SIDES),
                 key=lambda move: (move["offer"].put_at, move["offer"].version))
    last: list[Mapping[str, Term]] = [
        next((move["told"] for move in reversed(put) if move["offer"].side == side), {}) for side in SIDES]
    leading = find_leading(last)
    stated = [move for move in put if leading in move["told"] and move["told"][leading].number is not None]
    unit = find_measure(topic.clause_type, leading) if stated else ""
    if len(stated) < LEAST_OFFERS or not unit:
        return None
    term: Term = stated[-1]["told"][leading]
    measure, columns = Measure(unit), list_columns(put, leading)
    sentence = say_sentence(columns, measure, len(put))
    drawing = as_safe("".join(draw_steps(columns, measure, sentence, narrow=one) for one in (False, True)))
    rows = [(one.words, *map(measure.say, (*one.stands, one.gap)), say_moment(one.at)) for one in columns]
    heads = (_("版本"), _("劳动者方"), _("平台方"), _("相差"), _("什么时候"))
    return Chart(sentence, drawing, heads, rows, pick_language(term.label))


def list_columns(put: Sequence[Mapping[str, Any]], leading: str) -> list[Column]:
    """A column for each version in the order in which they were put, and one for the agreement if there is one."""
    offers: list[Offer] = [move["offer"] for move in put]
    accepted = next((one for one in offers if one.state == Offer.State.ACCEPTED), None)
    number = {one.pk: _read_number(move["told"], leading) for one, move in zip(offers, put, strict=True)}
    columns: list[Column] = []
    current: dict[str, Offer | None] = dict.fromkeys(SIDES)
    for one, after in pairwise([*offers, None]):
        assert one is not None
        assert one.put_at is not None
        current = {side: one if one.side == side else _drop_ended(held, one.put_at) for side, held in current.items()}
        stands = [None if held is None else number[held.pk] for held in current.values()]
        ends = [_ends_before(held, after, accepted) for held in current.values()]
        columns.append(Column(one.put_at, _("第 %(n)s 版") % {"n": one.version}, SIDES.index(one.side),
                              (stands[0], stands[1]), (ends[0], ends[1])))
    if accepted is not None and accepted.ended_at is not None:
        both = number[accepted.pk]
        columns.append(Column(accepted.ended_at, _("一致"), None, (both, both)))
    return columns


def _read_number(told: Mapping[str, Term], leading: str) -> int | None:
    return told[leading].number if leading in told else None


def _drop_ended(held: Offer | None, by: datetime) -> Offer | None:
    return None if held is None or (held.ended_at is not None and held.ended_at <= by) else held


def _ends_before(held: Offer | None, after: Offer | None, accepted: Offer | None) -> bool:
    """Whether a side's version leaves the table before the next column without another of its own in its place."""
    if held is None or held.ended_at is None:
        return False
    if after is None:
        return accepted is None
    assert after.put_at is not None
    return after.side != held.side and held.ended_at <= after.put_at


def say_sentence(columns: Sequence[Column], measure: Measure, count: int) -> str:
    """What the chart shows, in one sentence."""
    last = columns[-1]
    if last.by is None:
        return _("%(n)d 版报价，一致在 %(at)s") % {"n": count, "at": measure.say(last.stands[0])}
    gaps = [one.gap for one in columns if one.gap is not None]
    if last.gap is None or not gaps:
        return _("%(n)d 版报价，现在桌上没有双方的数") % {"n": count}
    told = {"n": count, "first": measure.say(gaps[0]), "last": measure.say(gaps[-1])}
    if gaps[-1] < gaps[0]:
        return _("%(n)d 版报价，差距从 %(first)s 收到 %(last)s") % told
    if gaps[-1] > gaps[0]:
        return _("%(n)d 版报价，差距从 %(first)s 拉大到 %(last)s") % told
    return _("%(n)d 版报价，差距是 %(last)s") % told
