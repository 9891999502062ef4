"""What staff's today learns of representatives and their elections."""

from __future__ import annotations

from nuantu_hub.site.gathering import DueSource

SOURCES: tuple[DueSource, ...] = ()
