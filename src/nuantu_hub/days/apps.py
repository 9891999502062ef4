"""The day, as Django knows it."""

from django.apps import AppConfig


class DaysConfig(AppConfig):
    """Replayed days and a worker's own; fills the navigation with its pages."""

    name = "nuantu_hub.days"
    label = "days"

    def ready(self) -> None:
        """Put the pages of the day where people find them."""
        from nuantu_hub.days.navigation import register_places  # only now: it needs the models
        from nuantu_hub.days.verbs import register_verbs

        register_places()
        register_verbs()
