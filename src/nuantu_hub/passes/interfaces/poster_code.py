"""The code of a poster, large enough to be read from an arm's length and with a quarter of it dirty."""

from __future__ import annotations

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe

QUIET = 4


def draw_poster_code(text: str, gate_name: str) -> SafeString:
    """The text as a QR code of level Q, black on white with its quiet zone."""
    rows = [list(row) for row in segno.make(text, error="q", boost_error=False).matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z"
                   for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    words = _("%(gate)s的码") % {"gate": gate_name}
    return as_safe(f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(words)}" '
                   f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#ffffff"/>'
                   f'<path d="{path}" fill="#000000"/></svg>')
