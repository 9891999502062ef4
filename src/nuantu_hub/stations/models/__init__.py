"""Tables of stations."""

from nuantu_hub.stations.models.alarm import Alarm
from nuantu_hub.stations.models.camera import Camera, CameraLook
from nuantu_hub.stations.models.check_in import CheckIn, DayKey, PersonCount
from nuantu_hub.stations.models.compound_gate import CompoundGate
from nuantu_hub.stations.models.door import Door
from nuantu_hub.stations.models.door_event import DoorEvent
from nuantu_hub.stations.models.door_span import DoorSpan
from nuantu_hub.stations.models.equipment import Equipment
from nuantu_hub.stations.models.fault import Fault, FaultStep
from nuantu_hub.stations.models.favourite import Favourite
from nuantu_hub.stations.models.finding import Finding
from nuantu_hub.stations.models.help_call import HelpCall
from nuantu_hub.stations.models.help_ring import HelpRing
from nuantu_hub.stations.models.inspection import Inspection, InspectionPhoto
from nuantu_hub.stations.models.inspection_plan import InspectionPlan
from nuantu_hub.stations.models.interest import Interest
from nuantu_hub.stations.models.issued_code import IssuedCode
from nuantu_hub.stations.models.medicine import MedicineItem, MedicineLot, MedicineMove
from nuantu_hub.stations.models.notice import Notice
from nuantu_hub.stations.models.occupancy import DoorOccupancy
from nuantu_hub.stations.models.on_call_phone import OnCallPhone
from nuantu_hub.stations.models.registry_stamp import RegistryStamp
from nuantu_hub.stations.models.site_candidate import SiteCandidate, TruckRoad
from nuantu_hub.stations.models.site_plan import SitePlan
from nuantu_hub.stations.models.site_wish import SiteVote, SiteWish
from nuantu_hub.stations.models.standard import Standard
from nuantu_hub.stations.models.standing_key import StandingKey
from nuantu_hub.stations.models.star import Star
from nuantu_hub.stations.models.star_appeal import StarAppeal
from nuantu_hub.stations.models.station import Facility, Keeper, Station
from nuantu_hub.stations.models.station_import import StationImport, StationImportRow
from nuantu_hub.stations.models.telemetry import Measurement
from nuantu_hub.stations.models.unlock import UnlockOrder
from nuantu_hub.stations.models.visit_count import VisitCount

__all__ = [
    "Alarm",
    "Camera",
    "CameraLook",
    "CheckIn",
    "CompoundGate",
    "DayKey",
    "Door",
    "DoorEvent",
    "DoorOccupancy",
    "DoorSpan",
    "Equipment",
    "Facility",
    "Fault",
    "FaultStep",
    "Favourite",
    "Finding",
    "HelpCall",
    "HelpRing",
    "Inspection",
    "InspectionPhoto",
    "InspectionPlan",
    "Interest",
    "IssuedCode",
    "Keeper",
    "Measurement",
    "MedicineItem",
    "MedicineLot",
    "MedicineMove",
    "Notice",
    "OnCallPhone",
    "PersonCount",
    "RegistryStamp",
    "SiteCandidate",
    "SitePlan",
    "SiteVote",
    "SiteWish",
    "Standard",
    "StandingKey",
    "Star",
    "StarAppeal",
    "Station",
    "StationImport",
    "StationImportRow",
    "TruckRoad",
    "UnlockOrder",
    "VisitCount",
]
