"""What staff's today learns of where stations are missing: wishes that wait for a look before others can see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due
from nuantu_hub.stations.models import SiteWish

SHOWN = 50
#: Whoever asked without signing in waits no longer than this to be seen.
LOOK_WITHIN = timedelta(days=3)


def list_due_wishes(account: Any, moment: datetime) -> Iterator[Due]:
    """Wishes of strangers in the officer's units that nobody has looked at, the oldest first."""
    del moment
    waiting = SiteWish.objects.filter(state=SiteWish.State.WAITING, unit__in=units_of(account, Post.Role.OFFICER))
    for wish in waiting.order_by("at", "pk")[:SHOWN]:
        url = reverse("stations:desk_wish", args=[wish.pk])
        yield Due(_("有人希望建站：%(place)s") % {"place": wish.place}, str(wish.get_need_display()),
                  gettext_lazy("希望建站的地点"), wish.at + LOOK_WITHIN, None, url, _("看一眼"),
                  key=f"wish-{wish.pk}", since=wish.at, rank=60)


SOURCES = (list_due_wishes,)
