"""One agreement as written: its head, provisions and clauses, before layers are merged and figures supplied."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from nuantu.agreement.ambiguity import Ambiguity
from nuantu.agreement.clause import Chapter, ClauseType, Layer, Selector, Standing, Strength, Value
from nuantu.agreement.signature import AgreementSignature
from nuantu.agreement.source import Place, Section
from nuantu.core.times import Lang

Kind = Literal["rule", "rollout", "direction"]
KINDS: tuple[Kind, ...] = ("rule", "rollout", "direction")
STANDINGS: tuple[Standing, ...] = ("printed", "reported", "ours")
OBLIGORS = ("platform", "partner_company", "union", "rider_side", "joint")
#: Why a provision cannot act through a clause: its figure is not published, no event can show it, it binds others
#: than those whose records these are, or it is a preamble.
REASONS = ("value_unpublished", "no_event", "addressed_to_others", "preamble")
PROCEDURES = ("collective_contract", "sector_contract", "special_agreement", "minutes", "standard", "statute", "none")


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter as written: a value, or a reference to a named figure or to a dated term.

    ``literal`` is canonical. Of ``named`` (a figure that another layer must supply) and ``term`` (a dated table,
    with the ``category`` of its rows) at most one is set, and then ``literal`` says nothing.
    """

    at: Place
    literal: Value = None
    named: str | None = None
    term: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenClause:
    """A clause as its agreement states it. ``figures`` holds only what the text states, never a default."""

    id: str
    type: ClauseType
    provision_id: str
    strength: Strength
    obligor: str
    selector: Selector
    figures: Mapping[str, Figure]
    effective_from: date | None
    effective_to: date | None
    ambiguities: tuple[Ambiguity, ...]
    at: Place

    def holds_on(self, on: date) -> bool:
        """Whether the clause is in force on the local date; both ends are inclusive."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of an agreement in both languages, with the clause types of which it is made.

    ``pending_types`` are those that no clause of the agreement carries out: the type is not built, or ``held_zh`` and
    ``held_en`` say why it cannot be applied. ``not_encodable`` is one of ``REASONS`` where the text gives one (in words
    it then stands in ``held_zh`` and ``held_en``), else empty. ``details`` holds deadline, coverage, metric and sense
    as written.
    """

    id: str
    agreement_id: str
    layer: Layer
    chapter: Chapter
    kind: Kind
    strength: Strength
    obligor: str
    text_zh: str
    text_en: str
    standing: Standing
    source: str
    types: tuple[str, ...]
    pending_types: tuple[str, ...]
    held_zh: str
    held_en: str
    details: Mapping[str, str]
    at: Place
    not_encodable: str = ""

    @property
    def name(self) -> str:
        """The provision's name across agreements: ``platform-2025/pension``."""
        return f"{self.agreement_id}/{self.id}"

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the Chinese wording."""
        return hashlib.sha256(self.text_zh.encode()).hexdigest()

    @property
    def pending(self) -> bool:
        """Whether some of it is not carried out by any clause."""
        return bool(self.pending_types) or not self.types

    def text(self, lang: Lang) -> str:
        """Its words in the language."""
        return self.text_zh if lang == "zh" else self.text_en

    def held(self, lang: Lang) -> str:
        """Why it is not applied though its type is built, in the language; empty where nothing is held."""
        return self.held_zh if lang == "zh" else self.held_en


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure that the agreement has but nobody published; a layer must supply it."""

    name: str
    zh: str
    en: str
    at: Place


@dataclass(frozen=True, slots=True)
class Supply:
    """A value that a layer supplies for a named figure of another agreement; read when its unit is known."""

    agreement_id: str
    name: str
    section: Section
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One file: who agreed on what, from when, and the bytes it was read from.

    ``signatures`` all hold under its text and terms; it is empty where nobody signed.
    """

    id: str
    layer: Layer
    title_zh: str
    title_en: str
    standing: Standing
    source: str
    procedure: str
    parties: Mapping[str, tuple[str, str]]
    scope: tuple[str, str]
    currency: str | None
    signed: date | None
    effective_from: date | None
    effective_to: date | None
    supersedes: tuple[str, ...]
    figures: Mapping[str, NamedFigure]
    provisions: tuple[Provision, ...]
    clauses: tuple[WrittenClause, ...]
    supplies: tuple[Supply, ...]
    file: Path
    data: bytes
    signatures: tuple[AgreementSignature, ...] = ()

    def title(self, lang: Lang) -> str:
        """Its title in the language."""
        return self.title_zh if lang == "zh" else self.title_en

    def holds_on(self, on: date) -> bool:
        """Whether the agreement is in force on the local date; both ends are inclusive."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    def provision(self, provision_id: str) -> Provision:
        """The provision of this id."""
        for provision in self.provisions:
            if provision.id == provision_id:
                return provision
        raise KeyError(provision_id)
