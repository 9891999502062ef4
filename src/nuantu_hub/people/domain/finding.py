"""Finding people, units and enterprises. A person is found by a whole phone or id number only, and the reading kept."""

from __future__ import annotations

from dataclasses import dataclass

from nuantu_hub.people.domain.identity import read_id_number, read_phone
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.models import Account, Enterprise, Membership, Person, Unit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.people.models.person import ID_NUMBER
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

MOST = 20
LEAST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: a person if a whole number was asked, units and enterprises by words of their names."""

    person: Person | None
    units: list[Unit]
    enterprises: list[Enterprise]

    @property
    def nothing(self) -> bool:
        """Whether nothing was found."""
        return self.person is None and not self.units and not self.enterprises


def find_things(account: Account, words: str) -> Found:
    """What the account may see of what was asked for."""
    words = words.strip()
    if len(words) < LEAST_SIGNS:
        return Found(None, [], [])
    units = units_of(account).filter(name__icontains=words).order_by("path")[:MOST]
    enterprises = Enterprise.objects.none()
    if account.has_perm("people.see_enterprises"):
        enterprises = Enterprise.objects.visible_to(account).filter(name__icontains=words).select_related("overseer")
    return Found(_find_person(account, words), list(units), list(enterprises[:MOST]))


def _find_person(account: Account, words: str) -> Person | None:
    """The member in the account's reach whose whole phone or id number was asked for."""
    found = None
    for field, purpose, read in (("phone_index", PHONE, read_phone), ("id_index", ID_NUMBER, read_id_number)):
        try:
            index = blind_index(read(words), purpose)
        except Refused:
            continue
        found = found or Person.objects.filter(**{field: index}).first()
    if found is None or not account.has_perm("people.see_members"):
        return None
    reach = units_of(account, "reviewer", "officer")
    if not Membership.objects.filter(person=found, unit__in=reach).exists():
        return None
    record_reading(account, found, "search")
    return found
