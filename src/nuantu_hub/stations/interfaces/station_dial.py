"""A station in a list: the ring of the map, how full it is, with who is inside."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.interfaces.seat_row import say_seats
from nuantu_hub.stations.interfaces.stand import Stand
from nuantu_hub.stations.interfaces.station_map import FULL_SHARE, draw_arc

CENTRE, RADIUS, STROKE = 22.0, 17.5, 4.0


def draw_dial(stand: Stand, pixels: int = 44) -> SafeString:
    """44 units wide; a dash for a station that is shut, a door for one in which nobody counts."""
    people, seats = stand.people, stand.seats
    share = min(1.0, people / seats) if people is not None and seats else 0.0
    kinds = "dial" + (" full" if share >= FULL_SHARE else "") + ("" if stand.is_open else " shut")
    parts = [f'<circle class="track" cx="{CENTRE}" cy="{CENTRE}" r="{RADIUS}" stroke-width="{STROKE}"/>']
    if not stand.is_open:
        words = str(_("没开"))
        parts.append(f'<path class="dash" d="M{CENTRE - 5} {CENTRE}h10"/>')
    elif people is None:
        words = str(_("人数不知道"))
        parts.append('<path class="door-sign" d="M15.5 30h13M18 30V15.5l6.5-1.2V30M24.5 16h2V30M22 22.6v.1"/>')
    else:
        words = say_seats(people, seats)
        if share > 0.004:
            parts.append(f'<path class="arc" stroke-width="{STROKE}" d="{draw_arc(CENTRE, CENTRE, RADIUS, share)}"/>')
        parts.append(f'<text x="{CENTRE}" y="{CENTRE}">{people}</text>')
    return as_safe(f'<svg class="{kinds}" viewBox="0 0 44 44" width="{int(pixels)}" height="{int(pixels)}" role="img" '
                   f'aria-label="{escape(words)}">{"".join(parts)}</svg>')
