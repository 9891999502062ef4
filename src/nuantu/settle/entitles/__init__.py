"""One file a clause type that entitles: what the platform owes a worker beside pay, as ledger lines of ``benefit``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts

#: From a clause and the facts, with all pay settled in ``facts.settled``, to lines of the account ``benefit``.
Entitle = Callable[[Clause, DayFacts], pa.Table]

#: Every clause type that entitles, by name.
ENTITLES: Final[Mapping[str, Entitle]] = MappingProxyType({})
