"""Stars as a row of five: filled for what a station has, hollow for what it has not."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.icons import read_icons

MOST = 5


def say_stars(stars: int) -> str:
    """Stars in words: 四星."""
    return str((_("未评上星"), _("一星"), _("二星"), _("三星"), _("四星"), _("五星"))[stars])


def draw_stars(stars: int, classes: str = "") -> SafeString:
    """Five stars in a row, named by their words."""
    star = read_icons()["star"]
    drawn = "".join(f'<svg class="icon{" full" if place < stars else ""}" viewBox="0 0 24 24">{star}</svg>'
                    for place in range(MOST))
    return as_safe(f'<span class="star-row {escape(classes)}" role="img" aria-label="{escape(say_stars(stars))}">'
                   f"{drawn}</span>")
