"""What every dispatch policy is: a function from a snapshot to a plan."""

from __future__ import annotations

from typing import Protocol

from nuantu.dispatch.problem import Plan, Snapshot


class Policy(Protocol):
    """A policy decides one round.

    It may keep a random state of its own (seeded) but no memory of the day: the last plan comes back to it as
    ``snapshot.prior``. Every push it returns obeys ``w_room``, ``w_cap``, ``w_block``, ``w_latest_s`` and the bans.
    """

    @property
    def name(self) -> str:
        """Name under which the registry knows it."""

    def decide(self, snapshot: Snapshot) -> Plan:
        """Return routes for all workers and what is pushed now."""
