"""How long a code is still good, as a ring around it that runs out."""

from __future__ import annotations

from django.utils.safestring import SafeString

from nuantu_hub.site.dials import as_safe

RADIUS = 146


def draw_code_ring(share: float, classes: str = "") -> SafeString:
    """A ring of which ``share`` (0 to 1) is left, from the top; a script goes on with it by ``stroke-dasharray``.

    Decoration: the time stands beside it in words.
    """
    left = min(1.0, max(0.0, share))
    tone = "low" if left < 0.15 else ""
    return as_safe(
        f'<svg class="code-ring-drawing {classes} {tone}" viewBox="0 0 320 320" aria-hidden="true">'
        f'<circle class="track" cx="160" cy="160" r="{RADIUS}"/>'
        f'<circle class="left" cx="160" cy="160" r="{RADIUS}" pathLength="1" stroke-dasharray="{left:.4f} 1" '
        'transform="rotate(-90 160 160)"/></svg>')
