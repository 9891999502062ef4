"""Links into the navigation apps that people have, each in the coordinates that it takes.

Maps in mainland China lie on GCJ-02, Baidu's on BD-09; ``geo:`` is WGS 84 by its own definition (RFC 5870). Nothing is
loaded from any of them: the link is followed only when somebody taps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from nuantu_hub.stations.domain.coordinates import to_bd09, to_gcj02

#: Who asks, as the apps want to know it.
ASKER = "nuantu"


@dataclass(frozen=True, slots=True)
class WayLink:
    """One way to be led: the app's name, the address that opens it, the coordinates that the address carries."""

    name: Any
    url: str
    datum: str


def list_way_links(name: str, lat_deg: float, lon_deg: float) -> list[WayLink]:
    """The apps that can lead to a place given in WGS 84, the most used first."""
    gcj_lat, gcj_lon = to_gcj02(lat_deg, lon_deg)
    bd_lat, bd_lon = to_bd09(lat_deg, lon_deg)
    amap = urlencode({"to": f"{gcj_lon:.6f},{gcj_lat:.6f},{name}", "mode": "walk", "coordinate": "gaode",
                      "callnative": 1, "src": ASKER}, quote_via=quote, safe=",")
    baidu = urlencode({"location": f"{bd_lat:.6f},{bd_lon:.6f}", "title": name, "content": name, "coord_type": "bd09ll",
                       "output": "html", "src": f"webapp.{ASKER}.station"}, quote_via=quote, safe=",")
    tencent = urlencode({"type": "walk", "to": name, "tocoord": f"{gcj_lat:.6f},{gcj_lon:.6f}", "referer": ASKER},
                        quote_via=quote, safe=",")
    apple = urlencode({"daddr": f"{gcj_lat:.6f},{gcj_lon:.6f}", "q": name, "dirflg": "w"}, quote_via=quote, safe=",")
    return [
        WayLink(_("高德地图"), f"https://uri.amap.com/navigation?{amap}", "GCJ-02"),
        WayLink(_("百度地图"), f"https://api.map.baidu.com/marker?{baidu}", "BD-09"),
        WayLink(_("腾讯地图"), f"https://apis.map.qq.com/uri/v1/routeplan?{tencent}", "GCJ-02"),
        WayLink(_("苹果地图"), f"https://maps.apple.com/?{apple}", "GCJ-02"),
        WayLink(_("手机里的其他地图"),
                f"geo:{lat_deg:.6f},{lon_deg:.6f}?q={lat_deg:.6f},{lon_deg:.6f}({quote(name, safe='')})", "WGS 84"),
    ]
