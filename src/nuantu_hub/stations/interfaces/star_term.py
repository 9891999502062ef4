"""How much of a star's term is over: a bar from its beginning to its last day, and both in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.site.dials import draw_bar
from nuantu_hub.site.moments import say_day
from nuantu_hub.stations.domain.stars import CurrentStar


@dataclass(frozen=True, slots=True)
class Term:
    """The bar, its beginning and what is left, in words."""

    bar: SafeString
    since: str
    left: str


def tell_term(star: CurrentStar | None, today: date) -> Term | None:
    """The term of a star; None for one without an end, and for none."""
    if star is None or star.until is None or not star.stars:
        return None
    whole, gone = (star.until - star.since).days, (today - star.since).days
    left = (star.until - today).days
    words = ngettext("还有 %(n)d 天", "还有 %(n)d 天", left) % {"n": left}
    return Term(draw_bar(gone, whole, "watch"), _("%(day)s 评定") % {"day": say_day(star.since, year=True)}, words)
