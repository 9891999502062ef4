"""Passes, as Django knows them."""

from django.apps import AppConfig


class PassesConfig(AppConfig):
    """Passes; fills the navigation, what is due and the words of deeds."""

    name = "nuantu_hub.passes"
    label = "passes"

    def ready(self) -> None:
        """Put the pages of passes where people find them."""
        from nuantu_hub.passes.domain.seed_passes import seed_passes
        from nuantu_hub.passes.navigation import register_places
        from nuantu_hub.passes.verbs import register_verbs
        from nuantu_hub.people.domain.demo import MORE_SEEDS  # only now: they need the models

        MORE_SEEDS.append(seed_passes)
        register_places()
        register_verbs()
