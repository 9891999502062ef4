"""What a serving process has loaded is not searched for rubbish again."""

from __future__ import annotations

import gc

from nuantu_hub.site.memory import settle_memory


def test_what_is_loaded_is_not_looked_through_again() -> None:
    try:
        assert settle_memory() > 50_000
        assert len(gc.get_objects()) < 1_000
    finally:
        gc.unfreeze()
