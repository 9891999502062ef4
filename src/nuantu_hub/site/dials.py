"""Small drawings that stand beside words: a share as a bar, time left as a donut, periods as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nuantu_hub.site.chips import find_state


def as_safe(markup: str) -> SafeString:
    """Markup that was put together here, from numbers and escaped words."""
    return mark_safe(markup)  # noqa: S308


def draw_bar(value: float, of: float, tone: str = "", words: str = "") -> SafeString:
    """A share as one bar; ``words`` name it where no words stand beside it."""
    share = min(1.0, max(0.0, value / of)) if of else 0.0
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return as_safe(f'<svg class="bar {escape(tone)}" viewBox="0 0 100 8" preserveAspectRatio="none" {named}>'
                   '<rect class="track" width="100" height="8"/>'
                   f'<rect class="part" width="{100 * share:.2f}" height="8"/></svg>')


def draw_donut(share: float, tone: str = "", classes: str = "") -> SafeString:
    """What is left of a term (0 to 1) as a part of a ring from the top; decoration beside its words."""
    share = min(0.999, max(0.0, share))
    turn = 2 * pi * share
    x, y = 15 + 11 * sin(turn), 15 - 11 * cos(turn)
    arc = (f'<path class="part" fill="none" stroke-width="4" d="M15 4A11 11 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}"/>'
           if share > 0 else "")
    kinds = " ".join(kind for kind in ("donut", escape(tone), escape(classes)) if kind)
    return as_safe(f'<svg class="{kinds}" viewBox="0 0 30 30" aria-hidden="true">'
                   f'<circle class="track" cx="15" cy="15" r="11" fill="none" stroke-width="4"/>{arc}</svg>')


def draw_periods(states: Sequence[str], words: str) -> SafeString:
    """One block a period; ``words`` say the same in a sentence. An empty state is a period without a verdict."""
    blocks = "".join(
        f'<rect class="{find_state(state).tone if state else "none"}" x="{place * 14 + 0.5}" y="0.5" width="11" '
        'height="15" rx="2"/>' for place, state in enumerate(states))
    return as_safe(f'<svg class="periods" viewBox="0 0 {max(1, len(states)) * 14} 16" role="img" '
                   f'aria-label="{escape(words)}">{blocks}</svg>')
