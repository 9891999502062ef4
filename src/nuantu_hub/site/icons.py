"""One line set of icons, drawn for this product: 24 units wide, stroke 1.75, round ends. They stand in icons.svg."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

DRAWINGS: Final = Path(__file__).parent / "static" / "site" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z]+)" viewBox="0 0 24 24">(.*)</symbol>')

#: The mark of the house: a working day as a ring, its breaks as gaps, and the person in the middle.
MARK: Final = (
    '<g fill="none" stroke-width="5.4"><path class="of-worker" stroke="#D9480F" '
    'd="M21.6 5.09A15 15 0 0 1 34.48 16.12M34.95 21.31A15 15 0 0 1 16.37 34.55"/>'
    '<path class="of-trust" stroke="#1F5F4A" d="M11.83 32.58A15 15 0 0 1 16.88 5.33"/></g>'
    '<circle class="of-ink" fill="#1E2226" cx="20" cy="20" r="3"/>'
)


@cache
def read_icons() -> dict[str, str]:
    """Every icon of the set: name -> what stands inside its picture."""
    return dict(_SYMBOL.findall(DRAWINGS.read_text(encoding="utf-8")))


def draw_icon(name: str, words: str = "", classes: str = "") -> SafeString:
    """An icon by name; ``words`` name it to who cannot see it, without them it is decoration.

    Raises LookupError for a name that is not in the set.
    """
    icons = read_icons()
    if name not in icons:
        raise LookupError(f"there is no icon {name!r}; the set has {', '.join(sorted(icons))}")
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    kinds = f"icon {escape(classes)}".strip()
    return mark_safe(f'<svg class="{kinds}" viewBox="0 0 24 24" {named}>{icons[name]}</svg>')  # noqa: S308 (own paths)


def draw_mark(classes: str = "mark") -> SafeString:
    """The mark of the house, as decoration."""
    return mark_safe(f'<svg class="{escape(classes)}" viewBox="0 0 40 40" aria-hidden="true">{MARK}</svg>')  # noqa: S308
