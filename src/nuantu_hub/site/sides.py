"""Both sides, always side by side: left and right in the same two colours, the difference in words and in a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from nuantu_hub.site.dials import as_safe


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name, its value (None where it has no number), the value in words."""

    name: Any
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides: the first stands left in persimmon, the second right in slate.

    ``gap`` is the difference in words, ``gap_name`` what it is called. ``rows`` are further terms as (name, first
    side, second side). ``note`` stands beneath.
    """

    one: Side
    two: Side
    gap: str
    unit: Any = ""
    gap_name: Any = ""
    rows: Sequence[tuple[Any, Any, Any]] = ()
    note: Any = ""


def draw_between(two: Comparison) -> SafeString | str:
    """Both values on one line from nought, with the way between them; nothing where a side has no number."""
    first, second = two.one.value, two.two.value
    if first is None or second is None:
        return ""
    low, high = min(0.0, first, second), max(0.0, first, second)
    span = (high - low) or 1.0
    one, other = (20 + 460 * (value - low) / span for value in (first, second))
    left, right = sorted((one, other))
    return as_safe(
        '<svg viewBox="0 0 500 24" aria-hidden="true"><rect class="of-track-fill" x="10" y="9" width="480" height="6" '
        f'rx="3"/><rect class="of-soft-fill" x="{left:.1f}" y="9" width="{right - left:.1f}" height="6"/>'
        f'<circle class="of-slate-fill" cx="{other:.1f}" cy="12" r="7"/>'
        f'<circle class="of-worker-fill" cx="{one:.1f}" cy="12" r="7"/></svg>')
