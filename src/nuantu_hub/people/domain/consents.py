"""Giving and withdrawing consent. What follows from a withdrawal happens in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Consent
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

FILE = Path(__file__).resolve().parents[1] / "consents.yaml"
SOURCE_LANGUAGE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Words:
    """One version of what is agreed to, by language."""

    version: str
    texts: dict[str, str]

    def __str__(self) -> str:
        return self.texts.get(get_language() or SOURCE_LANGUAGE, self.texts[SOURCE_LANGUAGE])


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something that needs consent; ``versions`` has the words of today first."""

    key: str
    titles: dict[str, str]
    versions: tuple[Words, ...]

    @property
    def title(self) -> str:
        """Its name in the language of the page."""
        return self.titles.get(get_language() or SOURCE_LANGUAGE, self.titles[SOURCE_LANGUAGE])

    @property
    def words(self) -> Words:
        """The words of today."""
        return self.versions[0]

    def find_words(self, version: str) -> Words:
        """The words of a version."""
        return next(words for words in self.versions if words.version == version)


#: What happens when a consent to a purpose is withdrawn; other parts add theirs when they start.
ON_WITHDRAWAL: dict[str, list[Callable[[Account], None]]] = {}


@cache
def read_purposes() -> dict[str, Purpose]:
    """Every purpose by its key."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {key: Purpose(key, entry["title"], tuple(Words(one["version"], one["words"]) for one in entry["versions"]))
            for key, entry in raw.items()}


def has_consent(account: Account, purpose: str) -> bool:
    """Whether a consent stands at this moment."""
    return account.consents.filter(purpose=purpose, withdrawn_at=None).exists()


@transaction.atomic
def give_consent(*, account: Account, purpose: str, version: str) -> Consent:
    """Agree to a purpose in the words that were on the screen; agreeing to the same words twice changes nothing.

    Raises Refused for words that are no longer those of today: somebody agreed to what is not asked any more.
    """
    known = read_purposes().get(purpose)
    if known is None or known.words.version != version:
        raise Refused(_("这段话已经更新"), _("请看新的一版再决定"))
    Account.objects.select_for_update().get(pk=account.pk)
    standing = account.consents.filter(purpose=purpose, withdrawn_at=None).first()
    if standing is not None and standing.version == version:
        return standing
    if standing is not None:
        standing.withdrawn_at = now()
        standing.save(update_fields=["withdrawn_at"])
    given = Consent.objects.create(account=account, purpose=purpose, version=version, given_at=now())
    record_deed(account, "consented", given, purpose=purpose, version=version)
    return given


@transaction.atomic
def withdraw_consent(*, account: Account, purpose: str) -> None:
    """Withdraw a consent, with all that follows from it; where none stands nothing happens."""
    standing = account.consents.select_for_update().filter(purpose=purpose, withdrawn_at=None).first()
    if standing is None:
        return
    standing.withdrawn_at = now()
    standing.save(update_fields=["withdrawn_at"])
    record_deed(account, "withdrew consent", standing, purpose=purpose)
    for follow in ON_WITHDRAWAL.get(purpose, ()):
        follow(account)


def forget_id_number(account: Account) -> None:
    """What withdrawing the consent to keep the ID number means."""
    person = getattr(account, "person", None)
    if person is not None:
        person.set_id_number("")
        person.save(update_fields=["id_number", "id_index"])


ON_WITHDRAWAL["id_number"] = [forget_id_number]
