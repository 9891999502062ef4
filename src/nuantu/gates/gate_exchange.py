"""What a gate tells the hub besides fetching its lists: the counts of days that are over, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nuantu.gates.day_report import write_day_report
from nuantu.gates.gate import Gate
from nuantu.gates.hub_link import HubRefused
from nuantu.gates.list_exchange import ROOT, ListExchange
from nuantu.gates.local_day import find_day

#: Counts older than this many days are not told any more.
TOLD_DAYS = 30


@dataclass(slots=True, kw_only=True)
class GateExchange(ListExchange):
    """What one gate hears from its hub and says to it."""

    gate: Gate = field()

    async def tell(self) -> None:
        """Tell the counts of days that are over and were not told, oldest first. Raises HubGone, Unrecordable."""
        gate, number = self.gate, self.book.lists.gate_id
        today = find_day(gate.clock.now())
        first = max(gate.told_through + 1, today - TOLD_DAYS)
        for day in [one for one in gate.list_days() if first <= one < today]:
            body = write_day_report(day, gate.read_counts(day))
            try:
                await self._post(f"{ROOT}/gate/{number}/counts", str(number), body)
            except HubRefused as refused:
                self.trouble.append(f"the hub does not take the counts of {body['day']} ({refused})")
                return
            await gate.mark_told(day)

    async def _post(self, path: str, name: str, body: dict[str, Any]) -> None:
        at_s = self.gate.clock.now()
        await self.call(lambda: self.link.post(path, name, at_s, body))
