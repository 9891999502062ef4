"""Stations as rows of a table that is taken along."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.stations.interfaces.stand import Stand

HEADING: Final = (
    gettext_lazy("编号"), gettext_lazy("名称"), gettext_lazy("类型"), gettext_lazy("归口工会"), gettext_lazy("地址"),
    gettext_lazy("纬度（WGS 84）"), gettext_lazy("经度（WGS 84）"), gettext_lazy("开放时间"), gettext_lazy("状态"),
    gettext_lazy("此刻"), gettext_lazy("可容人数"), gettext_lazy("面积，平方米"), gettext_lazy("设施"),
    gettext_lazy("没修好的故障"), gettext_lazy("其中过期"), gettext_lazy("星级"), gettext_lazy("星级到期"),
    gettext_lazy("场地单位"))


def list_cells(stand: Stand) -> list[object]:
    """One row; what is not known is an empty cell."""
    station = stand.station
    return [
        station.code, station.name, station.get_kind_display(), station.unit.name, station.address,
        f"{station.lat_deg:.6f}", f"{station.lon_deg:.6f}", station.hours, station.get_state_display(),
        _("开着") if stand.is_open else _("没开"), station.seats if station.seats is not None else "",
        station.area_m2 if station.area_m2 is not None else "",
        "、".join(str(one.get_kind_display()) for one in station.facilities.all()), len(stand.faults),
        len(stand.overdue), stand.star.stars if stand.star else "",
        stand.star.until.isoformat() if stand.star and stand.star.until else "", station.host]
