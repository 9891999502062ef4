"""The code by which somebody without a name finds again what was said: shown once, kept as a keyed hash alone.

The code follows from the form's token and the hub's own key, so that a form which is handed in twice, because the first
answer was lost on the way, gets the same code. Neither token nor code is kept.
"""

from __future__ import annotations

from uuid import UUID

from nuantu_hub.needs.models import Need
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.stations.models.station import SIGNS

SIGNS_OF_CODE, SIGNS_OF_PART = 12, 4
#: Signs that people take for one another; those on the left are in no code.
TAKEN_FOR = str.maketrans("OIL01", "QJJQJ")


def index_token(token: UUID) -> str:
    """By which a repeated form is known."""
    return blind_index(token.hex, "need token")


def draw_code(token: UUID) -> str:
    """Twelve signs (59 bits) in three parts, the same for the same token: ``7KQM-X2PD-9RWE``."""
    number = int(blind_index(token.hex, "need claim code"), 16)
    signs = []
    for _place in range(SIGNS_OF_CODE):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "-".join("".join(signs[at:at + SIGNS_OF_PART]) for at in range(0, SIGNS_OF_CODE, SIGNS_OF_PART))


def read_code(text: str) -> str:
    """A code as it was drawn, from whatever somebody typed; empty where it cannot be one."""
    signs = "".join(sign for sign in text.upper().translate(TAKEN_FOR) if sign in SIGNS)
    if len(signs) != SIGNS_OF_CODE:
        return ""
    return "-".join(signs[at:at + SIGNS_OF_PART] for at in range(0, SIGNS_OF_CODE, SIGNS_OF_PART))


def index_code(code: str) -> str:
    """What is kept of a code."""
    return blind_index(code, "need claim")


def find_claimed(text: str) -> Need | None:
    """The need whose code this is; None for every other text."""
    code = read_code(text)
    return Need.objects.select_related("unit", "station").filter(claim_index=index_code(code)).first() if code else None
