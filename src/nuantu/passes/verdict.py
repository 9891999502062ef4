"""What a gate says of a token: a code out of a closed list, and a word for why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from nuantu.core.errors import InputError

Light = Literal["green", "amber", "red"]


class Code(StrEnum):
    """Every verdict there is; no part of the project adds one of its own."""

    OK = "OK"
    OK_DEGRADED = "OK_DEGRADED"
    E_FORMAT = "E_FORMAT"
    E_NONCANON = "E_NONCANON"
    E_ALG = "E_ALG"
    E_KID = "E_KID"
    E_SIG = "E_SIG"
    E_NBF = "E_NBF"
    E_EXP = "E_EXP"
    E_LIFE = "E_LIFE"
    E_SCOPE = "E_SCOPE"
    E_AUD = "E_AUD"
    E_STALE = "E_STALE"
    E_FUTURE = "E_FUTURE"
    E_REPLAY = "E_REPLAY"
    E_REVOKED = "E_REVOKED"
    E_STATUS_STALE = "E_STATUS_STALE"
    E_TRUST_EXPIRED = "E_TRUST_EXPIRED"
    E_CLOCK = "E_CLOCK"
    E_RATE = "E_RATE"


_AMBER = frozenset({Code.OK_DEGRADED, Code.E_CLOCK})
_OPENS = frozenset({Code.OK, Code.OK_DEGRADED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A code and a short word that says which rule gave it; nothing of whose token it was."""

    code: Code
    reason: str = ""

    @property
    def opens(self) -> bool:
        """Whether a gate opens by itself; on anything else a person decides (the manual path)."""
        return self.code in _OPENS

    @property
    def light(self) -> Light:
        """What the guard sees: green, amber (look, then decide) or red (manual path)."""
        if self.code in _AMBER:
            return "amber"
        return "green" if self.code is Code.OK else "red"


class PassError(InputError):
    """Something of a pass, a poster or a list that is refused, with the code that says so."""

    def __init__(self, code: Code, reason: str, *, field: str | None = None) -> None:
        self.code, self.reason = code, reason
        super().__init__(f"{code}: {reason}", field=field)
