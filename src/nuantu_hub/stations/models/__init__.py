"""Tables of stations."""

from nuantu_hub.stations.models.door import Door
from nuantu_hub.stations.models.station import Facility, Keeper, Station

__all__ = ["Door", "Facility", "Keeper", "Station"]
