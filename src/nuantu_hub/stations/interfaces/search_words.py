"""What somebody looks for: the words of the finding page's address, read with their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from nuantu_hub.stations.models import Facility, Station

#: How many stations a page shows at first, and at most.
FIRST, MOST = 20, 100
MOST_SIGNS = 40
#: A place in the address is rounded to so many decimals: about a hundred metres.
PLACES = 3


@dataclass(frozen=True, slots=True)
class Search:
    """Where (degrees, WGS 84, both or neither), what is asked for, and how many are shown."""

    lat_deg: float | None = None
    lon_deg: float | None = None
    open_now: bool = False
    facility: str = ""
    kind: str = ""
    words: str = ""
    count: int = FIRST

    @property
    def has_place(self) -> bool:
        """Whether it says where."""
        return self.lat_deg is not None and self.lon_deg is not None

    def write(self, **changes: Any) -> str:
        """The search as the words of an address, with changes."""
        told = replace(self, **changes)
        words = {
            "lat": "" if told.lat_deg is None else f"{told.lat_deg:.{PLACES}f}",
            "lon": "" if told.lon_deg is None else f"{told.lon_deg:.{PLACES}f}",
            "open": "1" if told.open_now else "", "facility": told.facility, "kind": told.kind, "q": told.words,
            "n": str(told.count) if told.count != FIRST else ""}
        return "?" + urlencode({name: word for name, word in words.items() if word})


def read_search(words: Mapping[str, str]) -> Search:
    """Read an address; what is no place, no facility and no kind is as if it had not been said."""
    lat_deg, lon_deg = _read_place(words.get("lat", ""), words.get("lon", "")) or (None, None)
    facility, kind = words.get("facility", ""), words.get("kind", "")
    count = words.get("n", "")
    return Search(
        lat_deg, lon_deg, open_now=words.get("open") == "1",
        facility=facility if facility in Facility.Kind.values else "",
        kind=kind if kind in Station.Kind.values else "", words=words.get("q", "").strip()[:MOST_SIGNS],
        count=min(MOST, max(FIRST, int(count))) if count.isascii() and count.isdigit() and len(count) < 5 else FIRST)


def _read_place(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        place = round(float(lat), PLACES), round(float(lon), PLACES)
    except ValueError:
        return None
    return place if -90 <= place[0] <= 90 and -180 <= place[1] <= 180 else None
