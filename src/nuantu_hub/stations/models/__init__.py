"""Tables of stations."""

from nuantu_hub.stations.models.station import Facility, Keeper, Station

__all__ = ["Facility", "Keeper", "Station"]
