"""What people and unions put into the gathering pages: the staff's rail, and the sources of what is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.due import register_sources
from nuantu_hub.people.domain.files import READERS
from nuantu_hub.people.domain.membership_due import list_due_transfers
from nuantu_hub.site.gathering import DUE_SOURCES, RAIL, TABS, Place

PLACES = (
    Place(_("今天"), "today", "people:today", "people.see_today", 0),
    Place(_("会员"), "users", "people:review_queue", "people.review", 10),
    Place(_("海报"), "poster", "people:posters", "people.put_up_posters", 14),
    Place(_("工会"), "tree", "people:units", "people.see_units", 20),
    Place(_("建会"), "building", "people:enterprises", "people.see_enterprises", 22),
    Place(_("双沟通"), "visit", "people:visits", "people.see_visits", 24),
    Place(_("覆盖"), "ledger", "people:rates", "people.see_rates", 26),
    Place(_("文件"), "file", "people:files", "people.see_files", 60),
    Place(_("管理"), "settings", "people:accounts", "people.keep_accounts", 90),
)
PHONE = (Place(_("今天"), "today", "people:today", "people.see_today", 0),
         Place(_("我的工会"), "card", "people:my_union", "people.see_own_union", 60),
         Place(_("我"), "user", "people:settings", "people.be_worker", 90),)


def register_places() -> None:
    """Fill the rail and the registries of today; once, at start."""
    RAIL.extend(place for place in PLACES if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    register_sources()
    if list_due_transfers not in DUE_SOURCES:
        DUE_SOURCES.append(list_due_transfers)
    READERS.update({"people.step": "people.see_enterprises", "people.foundingmeeting": "people.see_enterprises"})
