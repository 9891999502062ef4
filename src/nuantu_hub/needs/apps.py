"""What riders say, as Django knows it."""

from typing import Any

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
    from nuantu_hub.needs.domain.answering import AFTER_TOLD, tell_late_joiner
    from nuantu_hub.needs.domain.near_needs import list_shown
    from nuantu_hub.needs.domain.need_messages import send_after_commit
    from nuantu_hub.needs.domain.saying import AFTER_SAID
    from nuantu_hub.needs.domain.shared_problems import FINDABLE
    from nuantu_hub.people.domain.files import READERS
    from nuantu_hub.site.jobs import CHORES

    AFTER_TOLD.append(send_after_commit)
    FINDABLE.append(list_shown)
    AFTER_SAID.append(tell_late_joiner)
    READERS["needs.need"] = "needs.see_need"
    CHORES.extend(f"nuantu_hub.needs.domain.{name}" for name in (
        "forgetting_needs.forget_recordings", "forgetting_needs.forget_words", "forgetting_needs.mix_rows"))


def _keep_problems() -> None:
    """Common problems: hear what writers say, be told to the pages of needs, settle in time, place what is new."""
    from nuantu_hub.needs.domain.answering import AFTER_JUDGED
    from nuantu_hub.needs.domain.problem_answers import hear_judgement, hear_said
    from nuantu_hub.needs.domain.problem_sharing import list_named, tell_problems
    from nuantu_hub.needs.domain.saying import AFTER_SAID
    from nuantu_hub.needs.domain.seed_problems import seed_problems
    from nuantu_hub.needs.domain.shared_problems import FINDABLE, TELLERS
    from nuantu_hub.needs.interfaces.start_forms import register_starts
    from nuantu_hub.people.domain.demo import MORE_SEEDS
    from nuantu_hub.site.jobs import BEATS, CHORES

    filled: tuple[tuple[list[Any], Any], ...] = (
        (AFTER_JUDGED, hear_judgement), (AFTER_SAID, hear_said), (TELLERS, tell_problems), (FINDABLE, list_named),
        (MORE_SEEDS, seed_problems))
    for registry, one in filled:
        if one not in registry:
            registry.append(one)
    register_starts()
    BEATS.append("nuantu_hub.needs.domain.clustering.ask_when_waiting")
    CHORES.extend(f"nuantu_hub.needs.domain.problem_answers.{name}" for name in (
        "settle_due_problems", "forget_labels"))


def _keep_votes() -> None:
    """Deliberations: close those whose time is over, order statements anew; blank old words."""
    from nuantu_hub.needs.domain.seed_votes import seed_votes
    from nuantu_hub.needs.interfaces.talk_start import START
    from nuantu_hub.people.domain.demo import MORE_SEEDS
    from nuantu_hub.site.gathering import STARTS
    from nuantu_hub.site.jobs import BEATS, CHORES
    from nuantu_hub.site.offline import ROOMS

    ROOMS.extend(name for name in ("needs/talks.css", "needs/talk.js") if name not in ROOMS)
    if seed_votes not in MORE_SEEDS:
        MORE_SEEDS.append(seed_votes)
    if START not in STARTS:
        STARTS.append(START)
    BEATS.extend(("nuantu_hub.needs.domain.deliberation_runs.close_due",
                  "nuantu_hub.needs.domain.vote_routing.take_rounds"))
    CHORES.append("nuantu_hub.needs.domain.statements.forget_statements")


def _keep_elections() -> None:
    """Representatives and ballots: polls close by themselves, boxes are mixed, what is over is forgotten."""
    from nuantu_hub.needs.domain.seed_elections import OBSERVER, seed_elections
    from nuantu_hub.people.domain.demo import MORE_CAST, MORE_SEEDS
    from nuantu_hub.site.jobs import BEATS, CHORES

    MORE_CAST.extend(login for login in ("officer-city", OBSERVER) if login not in MORE_CAST)
    if seed_elections not in MORE_SEEDS:
        MORE_SEEDS.append(seed_elections)
    BEATS.append("nuantu_hub.needs.domain.elections.close_due_polls")
    CHORES.extend(f"nuantu_hub.needs.domain.{name}" for name in (
        "ballot_box.mix_boxes", "recalls.lapse_petitions", "voter_rolls.forget_rolls"))


def _keep_trials() -> None:
    """Trials before a purchase: begun from a problem, pictures for whoever buys, recalls until they reach a phone."""
    from nuantu_hub.needs.domain.seed_trials import seed_trials
    from nuantu_hub.needs.interfaces.trial_start import START
    from nuantu_hub.people.domain.demo import MORE_SEEDS
    from nuantu_hub.people.domain.files import READERS
    from nuantu_hub.site.gathering import STARTS
    from nuantu_hub.site.jobs import BEATS, CHORES

    if START not in STARTS:
        STARTS.append(START)
    if seed_trials not in MORE_SEEDS:
        MORE_SEEDS.append(seed_trials)
    for row in ("trialturn", "trialfeedback", "trialhazard", "trialhandout"):
        READERS[f"needs.{row}"] = "needs.see_trial"
    BEATS.append("nuantu_hub.needs.domain.trial_recalls.tell_waiting")
    CHORES.extend(f"nuantu_hub.needs.domain.forgetting_trials.{name}" for name in ("forget_said", "forget_receipts"))
