"""One file a clause type that entitles: what the platform owes a worker beside pay, as ledger lines of ``benefit``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.entitles import (
    child_education,
    health_stipend,
    medical_subsidy,
    pension_subsidy,
    safety_reward,
    serious_illness,
    skill_certificate,
)
from nuantu.settle.facts import DayFacts

#: From a clause and the facts, with all pay settled in ``facts.settled``, to lines of the account ``benefit``.
Entitle = Callable[[Clause, DayFacts], pa.Table]

#: Every clause type that entitles, by name.
ENTITLES: Final[Mapping[str, Entitle]] = MappingProxyType({
    "pension_subsidy": pension_subsidy.entitle,
    "medical_subsidy": medical_subsidy.entitle,
    "serious_illness": serious_illness.entitle,
    "child_education": child_education.entitle,
    "health_stipend": health_stipend.entitle,
    "skill_certificate": skill_certificate.entitle,
    "safety_reward": safety_reward.entitle,
})
