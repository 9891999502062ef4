"""Who is inside, as one square a seat: filled for a person, hollow for a free seat."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe

SIDE, GAP, IN_ROW = 26.0, 6.0, 16
#: Beyond this many seats squares would say nothing; a bar does.
MOST = 64


def say_seats(people: int, seats: int | None) -> str:
    """The row in words."""
    if seats is None:
        return _("现在 %(people)d 人") % {"people": people}
    return _("现在 %(people)d 人，可容 %(seats)d 人，空位 %(free)d") % {
        "people": people, "seats": seats, "free": max(0, seats - people)}


def say_few(few: int, seats: int) -> str:
    """The same where the number is held back: at least so many seats are free."""
    return _("现在不到 %(few)d 人，可容 %(seats)d 人，空位至少 %(free)d") % {
        "few": few + 1, "seats": seats, "free": max(0, seats - few)}


def draw_seats(people: int, seats: int, few: int = 0) -> SafeString:
    """Squares in rows of at most sixteen; people beyond the seats stand as squares of another colour.

    ``few`` squares stand for a number that is held back: so many may be taken, which ones is not said.
    """
    shown = max(seats, people)
    if shown > MOST:
        return _draw_long(people, seats)
    columns = min(IN_ROW, max(1, shown))
    if shown > IN_ROW:
        lines = -(-shown // IN_ROW)
        columns = -(-shown // lines)
    lines = -(-shown // columns)
    step = SIDE + GAP
    squares = []
    for place in range(shown):
        kind = ("over" if place >= seats else "taken" if place < people else "maybe" if place < people + few
                else "free")
        squares.append(f'<rect class="{kind}" x="{place % columns * step + 0.75:.2f}" '
                       f'y="{place // columns * step + 0.75:.2f}" width="{SIDE - 1.5}" height="{SIDE - 1.5}" rx="5"/>')
    words = say_few(few, seats) if few else say_seats(people, seats)
    wide, tall = columns * step - GAP, lines * step - GAP
    return as_safe(f'<svg class="seat-row" viewBox="0 0 {wide:.0f} {tall:.0f}" role="img" '
                   f'aria-label="{escape(words)}">{"".join(squares)}</svg>')


def _draw_long(people: int, seats: int) -> SafeString:
    wide = 400
    share = min(1.0, people / seats) if seats else 1.0
    return as_safe(f'<svg class="seat-row" viewBox="0 0 {wide} 26" role="img" '
                   f'aria-label="{escape(say_seats(people, seats))}">'
                   f'<rect class="free" x="0.75" y="0.75" width="{wide - 1.5}" height="24.5" rx="5"/>'
                   f'<rect class="{"over" if people > seats else "taken"}" x="0.75" y="0.75" '
                   f'width="{max(5.0, (wide - 1.5) * share):.1f}" height="24.5" rx="5"/></svg>')
