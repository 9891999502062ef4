"""The register of personal fields: what is kept about a person, for which purpose, on which ground, for how long.

Each app writes its tables into ``fields.yaml`` beside its models. A test compares the registers with the models, so a
new column cannot be added without saying what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from nuantu_hub.people.models import Account
from nuantu_hub.site.crypto import blind_index

SOURCE_LANGUAGE = "zh-hans"
#: What becomes of a row when its person is erased.
BLANK, DELETE, KEEP = "blank", "delete", "keep"
#: Before a path: the column holds the blind index of a phone and belongs to who has that phone.
BY_PHONE = "~"
#: Before ``purpose:path``: the column holds the blind index, for that purpose, of the account's own key.
BY_KEY = "#"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something personal is kept; ``parts`` by name and language, the properties in that of the page."""

    __hash__ = object.__hash__

    key: str
    parts: dict[str, dict[str, str]]

    def _say(self, part: str) -> str:
        words = self.parts[part]
        return words.get(get_language() or SOURCE_LANGUAGE, words[SOURCE_LANGUAGE])

    @property
    def purpose(self) -> str:
        """What for."""
        return self._say("purpose")

    @property
    def basis(self) -> str:
        """On which ground."""
        return self._say("basis")

    @property
    def retention(self) -> str:
        """For how long."""
        return self._say("retention")

    @property
    def owner(self) -> str:
        """Who answers for it."""
        return self._say("owner")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rows about people: how its rows lead to an account, and which of its columns are personal."""

    label: str
    titles: dict[str, str]
    of: tuple[str, ...]
    at_erasure: str
    personal: dict[str, Reason]
    plain: tuple[str, ...]

    @property
    def model(self) -> type[models.Model]:
        """Its model."""
        return apps.get_model(self.label)

    @property
    def title(self) -> str:
        """Its name in the language of the page."""
        return self.titles.get(get_language() or SOURCE_LANGUAGE, self.titles[SOURCE_LANGUAGE])

    def list_rows(self, account: Account) -> models.QuerySet[Any]:
        """The rows about a person; none where the table holds nothing about people."""
        about = Q()
        for path in self.of:
            if path.startswith(BY_PHONE):
                about |= Q(**{path[1:]: account.phone_index}) if account.phone_index else Q(pk__in=[])
            elif path.startswith(BY_KEY):
                purpose, _colon, column = path[1:].partition(":")
                about |= Q(**{column: blind_index(str(account.pk), purpose)})
            else:
                about |= Q(**{path: account.pk})
        rows = self.model._default_manager.all()
        return rows.filter(about).distinct().order_by("pk") if about else rows.none()


def list_files() -> list[Path]:
    """The registers of all installed apps of ours."""
    found = [Path(config.path) / "fields.yaml" for config in apps.get_app_configs()
             if config.name.startswith("nuantu_hub.")]
    return [path for path in found if path.is_file()]


@cache
def read_register() -> dict[str, Table]:
    """Every registered table by its label."""
    reasons: dict[str, Reason] = {}
    tables: dict[str, Table] = {}
    for raw in [yaml.safe_load(path.read_text(encoding="utf-8")) for path in list_files()]:
        reasons |= {key: Reason(key, parts) for key, parts in raw.get("reasons", {}).items()}
        for label, entry in raw["tables"].items():
            personal = {name: reasons[why] for name, why in (entry.get("personal") or {}).items()}
            tables[label] = Table(label, entry["title"], tuple(entry.get("of", ())), entry.get("at_erasure", KEEP),
                                  personal, tuple(entry.get("plain") or ()))
    return tables
