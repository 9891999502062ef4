"""People and unions, as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and unions; fills the navigation with its pages."""

    name = "nuantu_hub.people"
    label = "people"

    def ready(self) -> None:
        """Put the pages of organising where staff find them."""
        from nuantu_hub.people.navigation import register_places  # only now: it needs the models
        from nuantu_hub.site.jobs import CHORES

        register_places()
        # By name: what the chore removes belongs to models that are not all there yet.
        CHORES.append("nuantu_hub.people.domain.retention.forget_expired")
