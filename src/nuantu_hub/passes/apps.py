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
        _keep_issuing()
        _hear_of_compounds()
        _keep_door_papers()


def _keep_issuing() -> None:
    """Open and publish lists in time, forget what is over, and follow a consent that is withdrawn."""
    from nuantu_hub.passes.domain.eligibility import PURPOSE
    from nuantu_hub.passes.domain.withdrawing import forget_consent
    from nuantu_hub.people.domain.consents import ON_WITHDRAWAL
    from nuantu_hub.site.jobs import BEATS, CHORES

    follow = ON_WITHDRAWAL.setdefault(PURPOSE, [])
    if forget_consent not in follow:
        follow.append(forget_consent)
    BEATS.extend(f"nuantu_hub.passes.domain.{name}" for name in (
        "status_lists.prepare_lists", "escrow_lists.prepare_escrow", "status_lists.publish_lists"))
    CHORES.extend(f"nuantu_hub.passes.domain.{name}" for name in (
        "guard_phones.forget_guard_codes", "status_lists.forget_lists", "escrow_lists.forget_escrow",
        "withdrawing.forget_losses", "suspensions.forget_suspensions", "pass_incidents.forget_incidents"))


def _hear_of_compounds() -> None:
    """Publish a compound's papers when what stands in them is saved; forget old complaints; let plans be read."""
    from django.db.models.signals import post_save

    from nuantu_hub.passes.domain.compound_papers import hear_of_change
    from nuantu_hub.people.domain.demo import MORE_CAST
    from nuantu_hub.people.domain.files import READERS
    from nuantu_hub.site.jobs import BEATS, CHORES

    MORE_CAST.extend(login for login in ("wuye", "juwei", "jiedao") if login not in MORE_CAST)
    for name in ("CompoundStep", "CompoundPolicy", "CompoundMap", "PassGate"):
        post_save.connect(hear_of_change, sender=f"passes.{name}", dispatch_uid=f"papers hear of {name}")
    READERS["passes.compound"] = "passes.tend_compound"
    BEATS.append("nuantu_hub.passes.domain.compound_papers.publish_begun_papers")
    CHORES.extend(f"nuantu_hub.passes.domain.{name}" for name in (
        "compound_papers.publish_due_papers", "resident_complaints.forget_old_complaints"))


def _keep_door_papers() -> None:
    """Give every station's door in use its number and its poster."""
    from nuantu_hub.site.jobs import BEATS, CHORES

    BEATS.append("nuantu_hub.passes.domain.door_papers.publish_first_posters")
    CHORES.append("nuantu_hub.passes.domain.door_papers.publish_door_posters")
