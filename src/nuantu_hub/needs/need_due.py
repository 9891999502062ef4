"""What staff's today learns of what riders say."""

from __future__ import annotations

from nuantu_hub.site.gathering import DueSource

SOURCES: tuple[DueSource, ...] = ()
