"""Taking on what is due, and giving it up again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Claim
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def claim_due(*, by: Account, key: str) -> Claim:
    """Take on the thing that a key names. Raises Refused where somebody else has it."""
    held = Claim.objects.select_for_update().filter(key=key, given_up_at=None).select_related("account").first()
    if held is not None and held.account_id != by.pk:
        raise Refused(_("%(name)s已经认领") % {"name": held.account}, _("要接手，先和对方说好，由对方放下"))
    if held is not None:
        return held
    made = Claim.objects.create(key=key, account=by, at=now())
    record_deed(by, "claimed", made, key=key)
    return made


@transaction.atomic
def give_up_claim(*, by: Account, key: str) -> None:
    """Give up what one has taken on; what one has not taken on stays as it is."""
    for claim in Claim.objects.filter(key=key, given_up_at=None, account=by):
        claim.given_up_at = now()
        claim.save(update_fields=["given_up_at"])
        record_deed(by, "claim given up", claim, key=key)


def find_claimants(keys: Iterable[str]) -> dict[str, Account]:
    """Who has taken on which of the things."""
    held = Claim.objects.filter(key__in=list(keys), given_up_at=None).select_related("account")
    return {claim.key: claim.account for claim in held}
