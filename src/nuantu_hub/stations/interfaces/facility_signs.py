"""The sign of each thing that a station offers, and which of them people look for first."""

from __future__ import annotations

from typing import Final

from nuantu_hub.stations.models import Facility

Kind = Facility.Kind
SIGNS: Final[dict[str, str]] = {
    Kind.PARKING: "parking", Kind.HOT_WATER: "drop", Kind.MEAL_HEATING: "microwave", Kind.SHOWER: "shower",
    Kind.LAUNDRY: "laundry", Kind.SEATS: "seat", Kind.HEATING: "warm", Kind.COOLING: "cool", Kind.FRIDGE: "fridge",
    Kind.PHONE_CHARGING: "bolt", Kind.BIKE_CHARGING: "bike", Kind.TOILET: "toilet", Kind.MEDICINE: "medicine",
    Kind.AED: "aed", Kind.SCREEN: "screen", Kind.LEGAL: "dispute", Kind.COUNSELLING: "heart", Kind.NURSING: "baby",
    Kind.STEP_FREE: "stepfree",
}
#: The order in which a station's page shows them: what warms and feeds first.
ORDER: Final[tuple[str, ...]] = (
    Kind.HEATING, Kind.PHONE_CHARGING, Kind.HOT_WATER, Kind.MEAL_HEATING, Kind.MEDICINE, Kind.SEATS, Kind.SCREEN,
    Kind.FRIDGE, Kind.TOILET, Kind.BIKE_CHARGING, Kind.COOLING, Kind.SHOWER, Kind.LAUNDRY, Kind.PARKING, Kind.AED,
    Kind.LEGAL, Kind.COUNSELLING, Kind.NURSING, Kind.STEP_FREE)
#: What the finding page offers to filter by at once; the rest stands behind one more tap.
FIRST: Final[tuple[str, ...]] = (
    Kind.HEATING, Kind.HOT_WATER, Kind.PHONE_CHARGING, Kind.TOILET, Kind.BIKE_CHARGING, Kind.PARKING)


def rank_kind(kind: str) -> int:
    """Where a kind stands in the order; a kind that the order does not know stands last."""
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
