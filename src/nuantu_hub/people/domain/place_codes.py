"""Places by their six-digit code: what a code stands for, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.people.models import Unit

#: First two digits of a code: the province, region or municipality (GB/T 2260).
PROVINCES = {
    "11": gettext_lazy("北京市"), "12": gettext_lazy("天津市"), "13": gettext_lazy("河北省"),
    "14": gettext_lazy("山西省"), "15": gettext_lazy("内蒙古自治区"), "21": gettext_lazy("辽宁省"),
    "22": gettext_lazy("吉林省"), "23": gettext_lazy("黑龙江省"), "31": gettext_lazy("上海市"),
    "32": gettext_lazy("江苏省"), "33": gettext_lazy("浙江省"), "34": gettext_lazy("安徽省"),
    "35": gettext_lazy("福建省"), "36": gettext_lazy("江西省"), "37": gettext_lazy("山东省"),
    "41": gettext_lazy("河南省"), "42": gettext_lazy("湖北省"), "43": gettext_lazy("湖南省"),
    "44": gettext_lazy("广东省"), "45": gettext_lazy("广西壮族自治区"), "46": gettext_lazy("海南省"),
    "50": gettext_lazy("重庆市"), "51": gettext_lazy("四川省"), "52": gettext_lazy("贵州省"),
    "53": gettext_lazy("云南省"), "54": gettext_lazy("西藏自治区"), "61": gettext_lazy("陕西省"),
    "62": gettext_lazy("甘肃省"), "63": gettext_lazy("青海省"), "64": gettext_lazy("宁夏回族自治区"),
    "65": gettext_lazy("新疆维吾尔自治区"), "71": gettext_lazy("台湾省"), "81": gettext_lazy("香港特别行政区"),
    "82": gettext_lazy("澳门特别行政区"),
}


def name_places(codes: Iterable[str]) -> dict[str, str]:
    """What each code stands for: the district whose union bears it, else the province, else the code itself."""
    asked = {code for code in codes if code}
    named = dict(Unit.objects.filter(place_code__in=asked, kind__in=(Unit.Kind.DISTRICT, Unit.Kind.CITY))
                 .values_list("place_code", "name"))
    return {code: named[code].removesuffix("总工会") if code in named else str(PROVINCES.get(code[:2], code))
            for code in asked}


def name_place(code: str) -> str:
    """What one code stands for; a word for "not told" where there is none."""
    return name_places([code])[code] if code else _("没有填")
