"""The standing world of a city: everything but the day's orders."""

from __future__ import annotations

from dataclasses import dataclass

from nuantu.replay.city.addresses import Addresses, make_addresses
from nuantu.replay.city.compounds import Compounds, make_compounds
from nuantu.replay.city.districts import District, make_districts
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.merchants import Merchants, make_merchants
from nuantu.replay.city.names import Name, name_roads
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.preferences import Preference, make_preferences
from nuantu.replay.city.riders import Riders, make_riders
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.streets import Plan, make_plan
from nuantu.replay.city.water import make_river
from nuantu.replay.city.weather import Alert, make_alerts


@dataclass(frozen=True)
class World:
    """Plan, people and places of one city, with the day's alerts."""

    plan: Plan
    districts: tuple[District, ...]
    addresses: Addresses
    compounds: Compounds
    merchants: Merchants
    riders: Riders
    alerts: list[Alert]
    road_names: list[Name | None]
    preferences: list[Preference]


def make_world(options: CityOptions, streams: Streams) -> World:
    """Build a city for a day of ``options.orders`` orders; the same options give the same world."""
    ground = make_ground(options.area_m2, streams.of("ground"))
    river = make_river(ground, streams.of("water"))
    plan = make_plan(ground, river, streams.of("streets"))
    districts = make_districts(ground, river, streams.of("districts"))
    addresses = make_addresses(plan, districts, options.orders, streams.of("addresses"))
    compounds, addresses = make_compounds(addresses, districts, streams.of("compounds"))
    merchants = make_merchants(plan, districts, options.orders, streams.of("merchants"))
    riders = make_riders(options.rider_count, merchants, addresses, streams.of("riders"))
    alerts = make_alerts(districts, options.date.month, streams.of("weather"), wind=options.wind,
                         season=options.season)
    names = name_roads([key[0] for key in plan.streets.keys], streams.of("names"))
    preferences = make_preferences(riders, streams.of("preferences"))
    return World(plan, districts, addresses, compounds, merchants, riders, alerts, names, preferences)
