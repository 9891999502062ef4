"""Needs as a table: what about, from where, how far; no words, no picture, nobody's name, no time but the hour."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.need_lists import count_joined
from nuantu_hub.needs.models import Need, Told
from nuantu_hub.needs.models.need import NeedQuerySet, floor_hour
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account


@transaction.atomic
def export_needs(*, by: Account, needs: NeedQuerySet) -> bytes:
    """A CSV of needs in the order of their numbers, which is none of time; a deed says how many of which unit."""
    rows = list(needs.filter(echo_of=None).select_related("unit", "station").order_by("pk"))
    for unit in {row.unit_id: row.unit for row in rows}.values():
        record_deed(by, "needs exported", unit, unit, rows=sum(row.unit_id == unit.pk for row in rows))
    joined = count_joined(rows)
    helped = _find_helped([row.pk for row in rows])
    heading = [_("编号"), _("哪个小时"), _("归哪个工会"), _("从哪里来"), _("驿站"), _("哪一类"), _("状态"),
               _("又有几人说"), _("收到用了几分钟"), _("本人怎么说")]
    return write_table(heading, (
        [row.number, localtime(floor_hour(row.at)).strftime("%Y-%m-%d %H"), row.unit.name,
         str(row.get_channel_display()), row.station.name if row.station else "", str(row.get_topic_display()),
         str(row.get_state_display()), str(joined.get(row.pk, 0)), _measure_heard(row),
         str(Told.Helped(helped[row.pk]).label) if row.pk in helped else ""] for row in rows))


def _measure_heard(need: Need) -> str:
    return "" if need.heard_at is None else str(max(0, int((need.heard_at - need.at).total_seconds()) // 60))


def _find_helped(keys: list[int]) -> dict[int, str]:
    """What each writer said of the newest answer."""
    rows = Told.objects.filter(need__in=keys).order_by("reply__at", "pk").values_list("need_id", "helped")
    return dict(rows)
