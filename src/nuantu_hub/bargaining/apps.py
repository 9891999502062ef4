"""Bargaining, as Django knows it."""

from django.apps import AppConfig


class BargainingConfig(AppConfig):
    """Talks between two sides; fills the navigation, what is due and the words of deeds."""

    name = "nuantu_hub.bargaining"
    label = "bargaining"

    def ready(self) -> None:
        """Put the pages of bargaining where people find them; each part keeps what is its own."""
        from nuantu_hub.bargaining.interfaces.bargaining_start import register_start  # only now: it needs the models
        from nuantu_hub.bargaining.navigation import register_places
        from nuantu_hub.bargaining.verbs import register_verbs

        register_places()
        register_verbs()
        register_start()
        _keep_demonstration()
        _keep_votes()
        _feed_streams()


def _keep_demonstration() -> None:
    """An invented talk, and the chief of its platform among those whom a visitor may be."""
    from nuantu_hub.bargaining.domain.seed_talks import CHIEF, seed_talks
    from nuantu_hub.people.domain.demo import MORE_CAST, MORE_SEEDS

    if CHIEF not in MORE_CAST:
        MORE_CAST.append(CHIEF)
    if seed_talks not in MORE_SEEDS:
        MORE_SEEDS.append(seed_talks)


def _keep_votes() -> None:
    """Votes of meetings close by themselves."""
    from nuantu_hub.site.jobs import BEATS

    BEATS.append("nuantu_hub.bargaining.domain.live_votes.close_due_votes")


def _feed_streams() -> None:
    """Meetings can be followed live."""
    from nuantu_hub.site.live_feeds import FEEDS

    FEEDS["watch"] = "nuantu_hub.bargaining.live_feed.read_meeting"
