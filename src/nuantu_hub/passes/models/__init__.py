"""Tables of passes."""

from nuantu_hub.passes.models.compound import Compound, CompoundStep, Party, SignOff
from nuantu_hub.passes.models.compound_map import CompoundMap
from nuantu_hub.passes.models.compound_policy import CompoundPolicy, PolicyVoice
from nuantu_hub.passes.models.escrow_window import EscrowWindow, SealedRow, ShareHolder
from nuantu_hub.passes.models.gate_count import GateCount
from nuantu_hub.passes.models.gate_number import GateNumber
from nuantu_hub.passes.models.guard_code import GuardCode
from nuantu_hub.passes.models.issued_batch import IssuedBatch, PhoneLoss
from nuantu_hub.passes.models.pass_gate import PassGate
from nuantu_hub.passes.models.pass_incident import PassIncident
from nuantu_hub.passes.models.publication import Publication
from nuantu_hub.passes.models.resident_complaint import ResidentComplaint
from nuantu_hub.passes.models.status_list import StatusList
from nuantu_hub.passes.models.suspension import Suspension, SuspensionAppeal

__all__ = [
    "Compound",
    "CompoundMap",
    "CompoundPolicy",
    "CompoundStep",
    "EscrowWindow",
    "GateCount",
    "GateNumber",
    "GuardCode",
    "IssuedBatch",
    "Party",
    "PassGate",
    "PassIncident",
    "PhoneLoss",
    "PolicyVoice",
    "Publication",
    "ResidentComplaint",
    "SealedRow",
    "ShareHolder",
    "SignOff",
    "StatusList",
    "Suspension",
    "SuspensionAppeal",
]
