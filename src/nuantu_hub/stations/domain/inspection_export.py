"""Inspections and stars as tables to take along; that they were taken is recorded."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.stations.domain.stars import CurrentStar, current_stars, say_count
from nuantu_hub.stations.models import Inspection, Station


def _find_top(account: Account) -> Unit | None:
    return units_of(account, "officer", "inspector").order_by("path").first()


@transaction.atomic
def export_inspections(*, by: Account) -> bytes:
    """Every inspection that was held and that an account may see, the oldest first, as CSV."""
    rows = list(Inspection.objects.visible_to(by).exclude(held_at=None).select_related(
        "station", "inspector", "second").order_by("held_at", "pk"))
    top = _find_top(by)
    if top is not None:
        record_deed(by, "inspections exported", top, top, rows=len(rows))
    heading = [_("驿站编号"), _("驿站"), _("检查时间"), _("种类"), _("提前告知"), _("检查员"), _("复核"), _("状态"),
               _("合格"), _("应查"), _("离驿站米"), _("检查前星级"), _("按规则星级")]
    return write_table(heading, (
        [row.station.code, row.station.name, localtime(row.held_at).isoformat(timespec="minutes"),
         row.get_kind_display(), _("是") if row.announced else _("否"), row.inspector.name,
         row.second.name if row.second else "", row.get_state_display(), row.passed, row.asked, row.distance_m,
         row.stars_before, row.by_rules] for row in rows))


def export_stars(stations: list[Station]) -> bytes:
    """The published stars of stations as CSV; what everybody may read."""
    stars = current_stars(stations)
    heading = [_("驿站编号"), _("驿站"), _("星级"), _("从"), _("到"), _("证据日期"), _("合格"), _("应查"),
               _("标准版本")]
    return write_table(heading, (
        [one.code, one.name, *_tell(stars[one.pk])] if one.pk in stars else [one.code, one.name, _("没有评定")]
        for one in stations))


def _tell(star: CurrentStar) -> list[object]:
    return [say_count(star.stars), star.since.isoformat(), star.until.isoformat() if star.until else "",
            star.evidence_on.isoformat() if star.evidence_on else "", star.passed, star.asked, star.version]
