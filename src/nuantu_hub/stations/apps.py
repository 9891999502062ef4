"""Stations, as Django knows them."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """Stations; fills the navigation, what is due and the words of deeds."""

    name = "nuantu_hub.stations"
    label = "stations"

    def ready(self) -> None:
        """Put the pages of stations where people find them."""
        from nuantu_hub.people.domain.demo import MORE_SEEDS  # only now: they need the models
        from nuantu_hub.site.jobs import CHORES
        from nuantu_hub.stations.domain.seed_stations import seed_stations
        from nuantu_hub.stations.navigation import register_places
        from nuantu_hub.stations.verbs import register_verbs

        MORE_SEEDS.append(seed_stations)
        register_places()
        register_verbs()
        CHORES.append("nuantu_hub.stations.domain.forgetting_visits.forget_visits")
        _listen_to_doors()


def _listen_to_doors() -> None:
    """Hear of doors what alarms, help, orders and equipment are about; keep keys for phones without a network."""
    from django.db.models.signals import post_save

    from nuantu_hub.site.jobs import BEATS, CHORES
    from nuantu_hub.site.offline import ROOMS
    from nuantu_hub.stations.domain.door_told import take_events, take_state
    from nuantu_hub.stations.domain.doors import hear_of_station
    from nuantu_hub.stations.domain.help_calls import AFTER_CALL
    from nuantu_hub.stations.domain.help_rings import ring_after_commit
    from nuantu_hub.stations.domain.intake import EVENT_TAKERS, STATE_TAKERS

    post_save.connect(hear_of_station, sender="stations.Station", dispatch_uid="doors hear of their station")
    EVENT_TAKERS.append(take_events)
    STATE_TAKERS.append(take_state)
    AFTER_CALL.append(ring_after_commit)
    BEATS.extend(f"nuantu_hub.stations.domain.{name}" for name in ("help_rings.ring_waiting", "demo_pulse.beat"))
    ROOMS.extend(name for name in ("stations/stations.css", "stations/doors.css", "stations/own_keys.js",
                                  "stations/stars.css", "stations/checklist.js")
                 if name not in ROOMS)
    CHORES.extend(f"nuantu_hub.stations.domain.{name}" for name in (
        "door_codes.forget_old_codes", "standing_keys.forget_old_keys", "standing_keys.withdraw_lost_posts",
        "telemetry.forget_old_measurements", "faults.forget_old_reports"))
