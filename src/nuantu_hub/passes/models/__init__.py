"""Tables of passes."""

from nuantu_hub.passes.models.compound import Compound, CompoundStep, Party, SignOff
from nuantu_hub.passes.models.compound_map import CompoundMap
from nuantu_hub.passes.models.compound_policy import CompoundPolicy, PolicyVoice
from nuantu_hub.passes.models.gate_number import GateNumber
from nuantu_hub.passes.models.pass_gate import PassGate
from nuantu_hub.passes.models.publication import Publication
from nuantu_hub.passes.models.resident_complaint import ResidentComplaint

__all__ = [
    "Compound",
    "CompoundMap",
    "CompoundPolicy",
    "CompoundStep",
    "GateNumber",
    "Party",
    "PassGate",
    "PolicyVoice",
    "Publication",
    "ResidentComplaint",
    "SignOff",
]
