"""Two-dimensional codes as drawings of our own page: no picture file, no third party."""

from __future__ import annotations

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

QUIET = 4


def draw_code(text: str, words: str) -> SafeString:
    """A QR code as SVG, black on white with its quiet zone; ``words`` name it."""
    rows = [list(row) for row in segno.make(text, error="m").matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z"
                   for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return mark_safe(  # noqa: S308 (numbers, and words that are escaped)
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(words)}" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path d="{path}" fill="#000000"/></svg>')
