"""Reading a pass at a gate or a door: the verifier, asked with what is held here, and what it used up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from nuantu.gates.clock import DoorClock
from nuantu.gates.pass_lists import PassLists
from nuantu.gates.pass_record import Seen
from nuantu.gates.replay_cache import ReplayCache
from nuantu.passes.paper import verify_any
from nuantu.passes.policy import SENTENCES, Words
from nuantu.passes.presentation import find_step
from nuantu.passes.verdict import Code, Verdict
from nuantu.passes.verify import STEPS_OFF, STEPS_OFF_UNSYNCED


@dataclass(frozen=True, slots=True)
class Reading:
    """What the verifier says of a text. ``seen`` is the use to write down, ``credential`` whose id it is the mark of,
    both where one was used up."""

    verdict: Verdict
    seen: Seen | None = None
    credential: bytes | None = field(default=None, repr=False)

    @property
    def ruling(self) -> str | None:
        """What the compound's rules say, in both languages, where it is they that refuse."""
        if self.verdict.code is not Code.E_SCOPE or self.verdict.reason not in SENTENCES:
            return None
        found = SENTENCES[cast("Words", self.verdict.reason)]
        return f"{found['zh']} · {found['en']}"


@dataclass(slots=True)
class _Taking:
    """The cache as the verifier sees it, which remembers what it took this time."""

    cache: ReplayCache
    seen: Seen | None = None
    credential: bytes | None = None

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """Take a use where it is the first."""
        del now_s, until_s  # the cache keeps a day, whatever the clock says meanwhile
        if (credential, step) in self.cache:
            return False
        self.seen, self.credential = self.cache.take(credential, step), credential
        return True


class PassReader:
    """What reads passes at one gate; used in one thread."""

    def __init__(self, lists: PassLists, clock: DoorClock, cache: ReplayCache) -> None:
        self.lists = lists
        self.clock = clock
        self.cache = cache

    def read(self, text: str, challenge: bytes | None = None) -> Reading:
        """What is said of a text now. A use that is taken is the caller's to write down, or to give back."""
        taking = _Taking(self.cache)
        floor_s = max(self.lists.floor_s, self.clock.now())
        context = self.lists.build_context(floor_s, synced=self.clock.is_attested, challenge=challenge)
        return Reading(verify_any(text, context, self.clock.read_bare(), taking), taking.seen, taking.credential)

    def find_guard_step(self) -> int:
        """The newest step that could have been let in before now: up to it everything counts as used where the record
        of uses is missing."""
        return find_step(self.clock.now()) + (STEPS_OFF if self.clock.is_attested else STEPS_OFF_UNSYNCED)
