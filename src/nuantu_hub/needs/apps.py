"""What riders say, as Django knows it."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Needs; fills the navigation, what is due and the words of deeds."""

    name = "nuantu_hub.needs"
    label = "needs"

    def ready(self) -> None:
        """Put the pages of needs where people find them; each part keeps what is its own."""
        from nuantu_hub.needs.navigation import register_places  # only now: it needs the models
        from nuantu_hub.needs.verbs import register_verbs

        register_places()
        register_verbs()
        _keep_needs()
        _keep_problems()
        _keep_votes()
        _keep_elections()
        _keep_trials()


def _keep_needs() -> None:
    """What riders said: invented ones for a demonstration, what is forgotten, what follows from it."""


def _keep_problems() -> None:
    """Common problems and their clocks."""


def _keep_votes() -> None:
    """Deliberations."""


def _keep_elections() -> None:
    """Representatives and ballots."""


def _keep_trials() -> None:
    """Trials before a purchase."""
