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
    """Deliberations: close those whose time is over, order statements anew; blank old words."""
    from nuantu_hub.site.jobs import BEATS, CHORES

    BEATS.extend(("nuantu_hub.needs.domain.deliberation_runs.close_due",
                  "nuantu_hub.needs.domain.vote_routing.take_rounds"))
    CHORES.append("nuantu_hub.needs.domain.statements.forget_statements")


def _keep_elections() -> None:
    """Representatives and ballots."""


def _keep_trials() -> None:
    """Trials before a purchase."""
