"""One line set of icons, drawn for this page: 20 units wide, stroke 1.75."""

from __future__ import annotations

from typing import Final

_PATHS: Final[dict[str, str]] = {
    "check": '<path d="M4.5 10.5l3.6 3.6 7.4-8"/>',
    "check_ring": '<circle cx="10" cy="10" r="7.2"/><path d="M6.8 10.2l2.3 2.3 4.2-4.6"/>',
    "cross": '<circle cx="10" cy="10" r="7.2"/><path d="M7.4 7.4l5.2 5.2M12.6 7.4l-5.2 5.2"/>',
    "warning": '<path d="M10 3.4l7.2 12.8H2.8z"/><path d="M10 8.4v3.6M10 14.1v.1"/>',
    "question": ('<circle cx="10" cy="10" r="7.2"/><path d="M7.9 8.1a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5'
                 'M10 13.6v.1"/>'),
    "dash": '<path d="M5 10h10"/>',
    "play": '<path d="M6.5 4.2v11.6l9-5.8z"/>',
    "pause": '<path d="M6.8 4.5v11M13.2 4.5v11"/>',
    "plus": '<path d="M10 4.5v11M4.5 10h11"/>',
    "minus": '<path d="M4.5 10h11"/>',
    "frame": '<path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4"/>',
    "search": '<circle cx="9" cy="9" r="5.2"/><path d="M13 13l3.6 3.6"/>',
    "left": '<path d="M12 4.5L6.5 10l5.5 5.5"/>',
    "right": '<path d="M8 4.5l5.5 5.5L8 15.5"/>',
    "copy": '<rect x="7" y="7" width="9.5" height="9.5" rx="2"/><path d="M13 4.2H6a2 2 0 0 0-2 2V13"/>',
    "half": '<circle cx="10" cy="10" r="7.2"/><path d="M10 2.8v14.4M10 6h4.6M10 10h7M10 14h4.6"/>',
    "close": '<path d="M5 5l10 10M15 5L5 15"/>',
}

ICONS: Final[dict[str, str]] = {
    name: f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{path}</svg>' for name, path in _PATHS.items()
}

#: The mark of the house: a working day as a ring, its breaks as gaps, and the person in the middle.
LOGO: Final = (
    '<svg class="logo" viewBox="0 0 40 40" aria-hidden="true"><g fill="none" stroke-width="5.4">'
    '<path class="worker" d="M21.6 5.1A15 15 0 0 1 34.6 16.6M35 20.8A15 15 0 0 1 16.6 34.6"/>'
    '<path class="pine" d="M12.6 33A15 15 0 0 1 17.5 5.2"/></g><circle class="ink" cx="20" cy="20" r="3"/></svg>'
)
