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
