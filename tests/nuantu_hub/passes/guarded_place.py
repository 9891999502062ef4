"""A compound in use with one gate, its policy, map and papers published, for whatever needs a gate to stand at."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.nuantu.passes.world import policy_text

from nuantu_hub.passes.domain.compound_maps import start_map
from nuantu_hub.passes.domain.compound_papers import publish_papers
from nuantu_hub.passes.domain.compounds import CompoundFacts, add_compound
from nuantu_hub.passes.domain.map_format import write_map
from nuantu_hub.passes.domain.pass_gates import GateFacts, add_gate
from nuantu_hub.passes.models import Compound, CompoundMap, CompoundPolicy, PassGate
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

LAT, LON = 39.990, 116.470
#: Open at every hour, so that no test depends on when it runs.
ALWAYS = (((0, 1440),),) * 7


def make_gate(unit: Unit, officer: Account, name: str = "青枫家园", hours: object = ALWAYS) -> PassGate:
    """The south gate of a compound that is in use; its poster, bundle and policy are published."""
    compound = add_compound(by=officer, unit=unit, token=uuid4(), facts=CompoundFacts(name, "青枫路 1 号", LAT, LON))
    gate = add_gate(by=officer, compound=compound, facts=GateFacts("南门", LAT, LON))
    moment = now()
    CompoundMap.objects.create(compound=compound, version=1, state=CompoundMap.State.PUBLISHED, by=officer, at=moment,
                               text=write_map(start_map(compound)))
    CompoundPolicy.objects.create(compound=compound, version=1, text=policy_text(hours=hours), by=officer, at=moment,
                                  since=moment - timedelta(days=30), agreed_at=moment,
                                  state=CompoundPolicy.State.AGREED)
    Compound.objects.filter(pk=compound.pk).update(state=Compound.State.LIVE)
    assert publish_papers(Compound.objects.get(pk=compound.pk)), "no key is in force"
    return PassGate.objects.select_related("compound__unit", "place", "number").get(pk=gate.pk)
