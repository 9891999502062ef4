"""Promises of a talk that starts from the agreement of 2025, as it ships."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.promises import make_promises
from nuantu_hub.bargaining.models import Promise
from nuantu_hub.seam.promises import list_rollouts

SHIPPED = Path(__file__).parents[3] / "agreements"
BASE = "platform-2025"
YEARS = ("platform-2022", "platform-2024", BASE)


def keep_years() -> Path:
    """Put the agreements of three years into the hub's data folder, and give the folder."""
    kept = Path(settings.DATA.root) / "agreements"
    for name in YEARS:
        shutil.copytree(SHIPPED / name, kept / name, dirs_exist_ok=True)
    return kept


def take(table: Table) -> list[Promise]:
    """The promises of the shipped agreement, in its order: no deduction, injury insurance, pension."""
    table.talk.base = BASE
    table.talk.save(update_fields=["base"])
    return make_promises(by=table.officer, talk=table.talk,
                         rollouts=list_rollouts(SHIPPED / BASE / "agreement.yaml"))
