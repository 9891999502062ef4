"""What staff's today learns of trials before a purchase."""

from __future__ import annotations

from nuantu_hub.site.gathering import DueSource

SOURCES: tuple[DueSource, ...] = ()
