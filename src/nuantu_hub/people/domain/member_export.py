"""The register of members as a table: no phone and no id number whole, every cell disarmed, every export recorded."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account, Engagement, Membership
from nuantu_hub.people.phone import mask_phone


@transaction.atomic
def export_members(*, by: Account, memberships: QuerySet[Membership]) -> bytes:
    """A CSV of memberships, the newest last; the deed says of how many in which units."""
    rows = list(memberships.select_related("person", "unit").prefetch_related(
        Prefetch("person__engagements", Engagement.objects.filter(until=None).order_by("platform")))
        .order_by("unit__path", "since", "pk").distinct())
    units = {row.unit_id: row.unit for row in rows}
    for unit in units.values():
        record_reading(by, unit, "export of members")
        record_deed(by, "members.exported", unit, unit, rows=sum(row.unit_id == unit.pk for row in rows))
    heading = [_("会员证号"), _("姓名"), _("手机号"), _("从业类型"), _("平台"), _("工会"), _("会籍"), _("本段开始")]
    return write_table(heading, (
        [row.person.card_number, row.person.name, mask_phone(row.person.phone), row.person.get_occupation_display(),
         "、".join(work.platform for work in row.person.engagements.all()), row.unit.name, row.get_standing_display(),
         localtime(row.since).date().isoformat()] for row in rows))
