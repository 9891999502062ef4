"""Reading one agreement file: structure in, ``Agreement`` out, every defect said with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from nuantu.agreement.agreement import (
    KINDS,
    OBLIGORS,
    PROCEDURES,
    REASONS,
    STANDINGS,
    Agreement,
    Figure,
    Kind,
    NamedFigure,
    Provision,
    Supply,
    WrittenClause,
)
from nuantu.agreement.ambiguity import Ambiguity, Reading, list_forms
from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clause import CHAPTERS_EN, LAYERS, STRENGTHS, Chapter, ClauseType, Selector, Standing, Strength
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.parameter import measure, read_figure
from nuantu.agreement.signature_block import read_signed
from nuantu.agreement.source import Section, check_word, parse_source, read_source
from nuantu.core.errors import AgreementError
from nuantu.core.money import MINOR_PER_MAJOR

FORMAT = "nuantu-agreement/1"
FILE_NAME = "agreement.yaml"
WORKER_CLASSES = ("crowd", "dedicated", "courier")
VEHICLES = ("ebike", "car", "truck", "unknown")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def find_file(path: Path) -> Path:
    """The agreement file that a path names: the file itself, or ``agreement.yaml`` in the folder."""
    if path.is_dir():
        if not (path / FILE_NAME).is_file():
            raise AgreementError(f"the folder holds no {FILE_NAME}", file=path, fix="name the folder of an agreement")
        return path / FILE_NAME
    if not path.exists():
        raise AgreementError("the agreement does not exist", file=path, fix="name a folder or file, such as "
                             "agreements/mdrp-2018")
    return path


def read_agreement(path: Path, *, allow_forgotten: bool = False) -> Agreement:
    """Read and check one agreement by itself.

    ``allow_forgotten`` accepts a provision of a built type without a clause: what was written before the type was built
    is still what it was.

    Raises
    ------
    AgreementError
        For the first defect, in one sentence with file and line; before all others for a signed file that is no longer
        what was signed.
    """
    file = find_file(path)
    root, data = read_source(file)
    signatures = read_signed(root)
    root.word("format", (FORMAT,))
    head = _read_head(root)
    from_, to = _read_dates(root)
    signed = root.date("signed") if root.has("signed") else None
    agreement = Agreement(
        **head, signed=signed, effective_from=from_, effective_to=to, supersedes=_read_superseded(root, head["id"]),
        figures=_read_named(root),
        provisions=(), clauses=(), supplies=(), file=file, data=data, signatures=signatures,
    )
    agreement = replace(agreement, provisions=_read_provisions(root, agreement))
    agreement = replace(agreement, clauses=_read_clauses(root, agreement))
    agreement = replace(agreement, provisions=_settle_pending(agreement, allow_forgotten=allow_forgotten),
                        supplies=_read_supplies(root, agreement))
    root.finish()
    _check_figures(agreement)
    _check_repeats(agreement)
    return agreement


def read_added(agreement: Agreement, clause_id: str, type_name: str, params: str, path: Path) -> Agreement:
    """The agreement with one clause more, that the platform must keep, under a provision of its own.

    ``params`` are written in braces as an agreement file writes them. Raises AgreementError like ``read_agreement``,
    ``path`` naming where the clause was written, and where the agreement has a clause of that id.
    """
    if any(one.id == clause_id for one in agreement.clauses):
        raise AgreementError(f"the agreement has a clause {clause_id[:64]} already", file=path,
                             fix="change its parameters, or give the new clause another id")
    chapter = CLAUSE_TYPES[type_name].chapter
    text = (f"provisions:\n- {{id: {clause_id}-text, chapter: {chapter}, kind: rule, strength: must, "
            f"obligor: platform, zh: '-', en: '-', types: [{type_name}]}}\n"
            f"clauses:\n- {{id: {clause_id}, type: {type_name}, provision: {clause_id}-text, params: {params}}}\n")
    root = parse_source(text.encode(), path)
    bare = replace(agreement, provisions=(), clauses=())
    bare = replace(bare, provisions=_read_provisions(root, bare))
    bare = replace(bare, clauses=_read_clauses(root, bare))
    root.finish()
    return replace(agreement, provisions=(*agreement.provisions, *bare.provisions),
                   clauses=(*agreement.clauses, *bare.clauses))


def _read_head(root: Section) -> dict[str, Any]:
    title, scope = root.section("title"), root.section("scope")
    parties = root.section("parties")
    head: dict[str, Any] = {
        "id": _read_id(root, "id"),
        "layer": root.word("layer", LAYERS),
        "title_zh": title.string("zh"),
        "title_en": title.string("en"),
        "standing": root.word("wording", STANDINGS),
        "source": root.string("source"),
        "procedure": root.word("procedure", PROCEDURES),
        "parties": {name: _read_pair(parties, name) for name in parties.names()},
        "scope": (scope.string("zh"), scope.string("en")),
        "currency": root.word("currency", MINOR_PER_MAJOR) if root.has("currency") else None,
    }
    for section in (title, scope, parties):
        section.finish()
    for name in head["parties"]:
        check_word(name, OBLIGORS, parties.place(name))
    return head


def _read_id(section: Section, key: str) -> str:
    value = section.string(key)
    if not _ID.fullmatch(value):
        raise section.place(key).refuse(f"{value[:40]!r} is not an id", "use letters, digits, dots and hyphens")
    return value


def _read_pair(section: Section, key: str) -> tuple[str, str]:
    inner = section.section(key)
    pair = inner.string("zh"), inner.string("en")
    inner.finish()
    return pair


def _read_dates(section: Section) -> tuple[date | None, date | None]:
    if not section.has("effective"):
        return None, None
    inner = section.section("effective")
    begin = inner.date("from") if inner.has("from") else None
    end = inner.date("to") if inner.has("to") else None
    inner.finish()
    if begin is not None and end is not None and end < begin:
        raise inner.place("to").refuse(f"the end {end} lies before the begin {begin}", "put the dates in order")
    return begin, end


def _read_superseded(root: Section, own_id: str) -> tuple[str, ...]:
    """Ids of agreements that end when this one begins; the book that holds both sees to it."""
    if not root.has("supersedes"):
        return ()
    ids = tuple(str(text.value) for text in root.texts("supersedes"))
    if own_id in ids or len(set(ids)) != len(ids):
        raise root.place("supersedes").refuse("an agreement supersedes others, each named once", "correct the list")
    if not root.is_mapping("effective") or not root.section("effective").has("from"):
        raise root.place("supersedes").refuse("nothing says from when it supersedes", "state effective: {from: a date}")
    return ids


def _read_named(root: Section) -> Mapping[str, NamedFigure]:
    if not root.has("parameters"):
        return {}
    section = root.section("parameters")
    found = {}
    for name in section.names():
        zh, en = _read_pair(section, name)
        found[name] = NamedFigure(name, zh, en, section.place(name))
    return found


def _read_provisions(root: Section, agreement: Agreement) -> tuple[Provision, ...]:
    found: dict[str, Provision] = {}
    for section in root.sections("provisions"):
        provision = _read_provision(section, agreement)
        if provision.id in found:
            raise section.place("id").refuse(f"the provision {provision.id} stands twice", "rename one of them")
        found[provision.id] = provision
    return tuple(found.values())


def _read_provision(section: Section, agreement: Agreement) -> Provision:
    types = tuple(str(text.value) for text in section.texts("types")) if section.has("types") else ()
    for name in types:
        check_word(name, CATALOGUE, section.place("types"))
    held, why = _read_held(section)
    if not types and not held[0]:
        raise section.at.refuse("the provision names no clause type", "add types, or say under not_encodable and "
                                "because why it has none")
    standing = section.word("wording", STANDINGS) if section.has("wording") else agreement.standing
    provision = Provision(
        id=_read_id(section, "id"), agreement_id=agreement.id, layer=agreement.layer,
        chapter=cast("Chapter", section.word("chapter", CHAPTERS_EN)), kind=cast("Kind", section.word("kind", KINDS)),
        strength=cast("Strength", section.word("strength", STRENGTHS)), obligor=section.word("obligor", OBLIGORS),
        text_zh=section.string("zh"), text_en=section.string("en"), standing=cast("Standing", standing),
        source=section.string("source") if section.has("source") else agreement.source,
        types=types, pending_types=(), held_zh=held[0], held_en=held[1], details=_read_details(section), at=section.at,
        not_encodable=why,
    )
    section.finish()
    return provision


def _read_held(section: Section) -> tuple[tuple[str, str], str]:
    """Why a sentence is not applied, in both languages, and the reason's word where no clause could ever show it."""
    if not section.has("not_encodable"):
        if section.has("because"):
            raise section.place("because").refuse("because stands here without not_encodable",
                                                  "add not_encodable, or write held for what is left undone")
        return (_read_pair(section, "held") if section.has("held") else ("", "")), ""
    if section.has("held"):
        raise section.place("held").refuse("held and not_encodable both stand here", "keep one of them")
    return _read_pair(section, "because"), section.word("not_encodable", REASONS)


def _read_details(section: Section) -> Mapping[str, str]:
    details: dict[str, str] = {}
    if section.has("deadline"):
        details["deadline"] = section.date("deadline").isoformat()
    for name in ("coverage", "metric"):
        if section.has(name):
            details[f"{name}_zh"], details[f"{name}_en"] = _read_pair(section, name)
    if section.has("sense"):
        details["sense"] = section.word("sense", ("higher", "lower"))
    return details


def _read_clauses(root: Section, agreement: Agreement) -> tuple[WrittenClause, ...]:
    if not root.has("clauses"):
        return ()
    return tuple(_read_clause(section, agreement) for section in root.sections("clauses"))


def _read_clause(section: Section, agreement: Agreement) -> WrittenClause:
    type_ = _read_type(section)
    provision_id = section.word("provision", [provision.id for provision in agreement.provisions])
    provision = agreement.provision(provision_id)
    if type_.name not in provision.types:
        raise section.place("provision").refuse(
            f"provision {provision_id} does not name the type {type_.name}", "add it to the types of the provision")
    begin, end = _read_dates(section)
    clause = WrittenClause(
        id=_read_id(section, "id"), type=type_, provision_id=provision_id,
        strength=cast("Strength", section.word("strength", STRENGTHS) if section.has("strength")
                      else provision.strength),
        obligor=section.word("obligor", OBLIGORS) if section.has("obligor") else provision.obligor,
        selector=_read_selector(section), figures=_read_figures(section, type_, agreement),
        effective_from=begin or agreement.effective_from, effective_to=end or agreement.effective_to,
        ambiguities=(), at=section.at,
    )
    clause = replace(clause, ambiguities=_read_ambiguities(section, clause, agreement))
    section.finish()
    _check_inside(clause, agreement)
    return clause


def _check_inside(clause: WrittenClause, agreement: Agreement) -> None:
    early = (agreement.effective_from is not None and clause.effective_from is not None
             and clause.effective_from < agreement.effective_from)
    late = (agreement.effective_to is not None and clause.effective_to is not None
            and clause.effective_to > agreement.effective_to)
    if early or late:
        raise clause.at.refuse(f"clause {clause.id} is in force outside the dates of its agreement",
                               "keep its dates within those of the agreement")
    if clause.effective_from and clause.effective_to and clause.effective_to < clause.effective_from:
        raise clause.at.refuse(f"clause {clause.id} ends before it begins", "put the dates in order")


def _read_figures(section: Section, type_: ClauseType, agreement: Agreement) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = {}
    params = section.section("params") if section.has("params") else None
    for spec in type_.params:
        if params is not None and params.has(spec.name):
            figures[spec.name] = read_figure(params, spec.name, spec, agreement.currency)
        elif spec.default is ...:
            place = section.place("params")
            raise place.refuse(f"{type_.name} needs the parameter {spec.name} ({spec.en})", "state it under params")
    if params is not None:
        params.finish()
    _check_together(figures, type_, section)
    return figures


def _check_together(figures: Mapping[str, Figure], type_: ClauseType, section: Section) -> None:
    for one, other in type_.together:
        if (one in figures) != (other in figures):
            raise section.place("params").refuse(f"{one} and {other} make sense only together", "state both or none")
    _check_one_of(figures, type_, section)
    _check_causes(figures, section)


def _check_one_of(figures: Mapping[str, Figure], type_: ClauseType, section: Section) -> None:
    stated = [name for name in type_.one_of if name in figures]
    if type_.one_of and len(stated) != 1:
        found = ", ".join(stated) or "none"
        raise section.place("params").refuse(f"{type_.name} states {found} of {', '.join(type_.one_of)}",
                                             "state exactly one of them")


def _check_causes(figures: Mapping[str, Figure], section: Section) -> None:
    """An extension must say how long for exactly the causes that it names."""
    causes, added = (figures[name].literal if name in figures else None for name in ("causes", "added"))
    if isinstance(causes, frozenset) and isinstance(added, Mapping) and causes != set(added):
        unmatched = sorted(causes ^ set(added))
        raise section.place("params").refuse(f"causes and added do not name the same causes ({', '.join(unmatched)})",
                                             "say under added how long for each cause")
    if isinstance(added, Mapping) and added.get("weather") == "actual":
        raise section.place("params").refuse("no clock tells how long weather delayed an order",
                                             "state a time for the cause weather")


def _read_selector(section: Section) -> Selector:
    if not section.has("selector"):
        return Selector()
    inner = section.section("selector")
    selector = Selector(
        worker_class=frozenset(_read_words(inner, "worker_class", WORKER_CLASSES)),
        place_code=tuple(sorted(_read_words(inner, "place_code", None))),
        vehicle=frozenset(_read_words(inner, "vehicle", VEHICLES)),
        tenure_days_max=_read_days(inner, "tenure_days_max"),
        tenure_days_min=_read_days(inner, "tenure_days_min"),
    )
    inner.finish()
    low, high = selector.tenure_days_min, selector.tenure_days_max
    if low is not None and high is not None and high < low:
        raise inner.at.refuse("the selector covers nobody: its tenure ends before it begins", "put the days in order")
    return selector


def _read_words(section: Section, key: str, allowed: tuple[str, ...] | None) -> list[str]:
    if not section.has(key):
        return []
    texts = section.texts(key)
    for text in texts:
        value = str(text.value)
        if allowed is not None:
            check_word(value, allowed, text.at)
        elif not value.isdigit():
            raise text.at.refuse(f"{value[:40]!r} is not a place code", "write its first digits in quotes")
    return [str(text.value) for text in texts]


def _read_days(section: Section, key: str) -> int | None:
    return measure(section.string(key), "count", None, section.place(key)) if section.has(key) else None


def _read_ambiguities(section: Section, clause: WrittenClause, agreement: Agreement) -> tuple[Ambiguity, ...]:
    if not section.has("ambiguities"):
        return ()
    found = []
    for inner in section.sections("ambiguities"):
        choices = inner.section("readings")
        readings = {name: _read_reading(choices.section(name), name, clause, agreement) for name in choices.names()}
        if len(readings) < 2:
            raise choices.at.refuse("what is ambiguous has two readings at least", "add the other one")
        chosen = inner.word("chosen", readings)
        if readings[chosen].changes:
            raise choices.place(chosen).refuse("the chosen reading changes the clause", "write the clause as it is "
                                               "chosen, and under the other readings what they change")
        found.append(Ambiguity(inner.string("printed"), readings, chosen, inner.string("by"), inner.date("on")))
        inner.finish()
    return tuple(found)


def _read_reading(section: Section, name: str, clause: WrittenClause, agreement: Agreement) -> Reading:
    """One reading: its words, and the parameters that it changes or the clauses that it puts in place of this one."""
    figures: dict[str, Figure] = {}
    if section.has("params"):
        params = section.section("params")
        for spec in clause.type.params:
            if params.has(spec.name):
                figures[spec.name] = read_figure(params, spec.name, spec, agreement.currency)
        params.finish()
        _check_together({**clause.figures, **figures}, clause.type, section)
    instead = None
    if "instead" in section.entries:
        if figures:
            raise section.place("instead").refuse("a reading changes parameters or the whole clause", "keep one")
        instead = tuple(_read_instead(one, number, name, clause, agreement)
                        for number, one in enumerate(section.sections("instead")))
    reading = Reading(name, section.string("zh"), section.string("en"), figures, instead)
    section.finish()
    return reading


def _read_instead(
    section: Section, number: int, reading: str, clause: WrittenClause, agreement: Agreement,
) -> WrittenClause:
    type_ = _read_type(section)
    own_id = _read_id(section, "id") if section.has("id") else f"{clause.id}-{reading}{number or ''}"
    other = replace(
        clause, id=own_id, type=type_, at=section.at, figures=_read_figures(section, type_, agreement),
        selector=_read_selector(section) if section.has("selector") else clause.selector,
    )
    section.finish()
    return other


def _read_type(section: Section) -> ClauseType:
    name = section.word("type", CATALOGUE)
    if name not in CLAUSE_TYPES:
        raise section.place("type").refuse(
            f"the type {name} is not built yet", "leave the sentence under provisions, where it is shown as pending")
    return CLAUSE_TYPES[name]


def _settle_pending(agreement: Agreement, *, allow_forgotten: bool) -> tuple[Provision, ...]:
    """Note on each provision which of its types no clause carries out, and refuse one that was forgotten."""
    settled = []
    for provision in agreement.provisions:
        done = {clause.type.name for clause in agreement.clauses if clause.provision_id == provision.id}
        rest = tuple(name for name in provision.types if name not in done)
        forgotten = [name for name in rest if name in CLAUSE_TYPES]
        if forgotten and not provision.held_zh and not allow_forgotten:
            raise provision.at.refuse(f"provision {provision.id} names {forgotten[0]} but no clause carries it out",
                                      "add the clause, or say under not_encodable and because, or under held, why not")
        settled.append(replace(provision, pending_types=rest))
    return tuple(settled)


def _read_supplies(root: Section, agreement: Agreement) -> tuple[Supply, ...]:
    if not root.has("supplies"):
        return ()
    if agreement.layer != "assumption":
        raise root.place("supplies").refuse("only an assumption supplies figures of other agreements",
                                            "move them into a file whose layer is assumption")
    found = []
    by_agreement = root.section("supplies")
    for agreement_id in by_agreement.names():
        by_name = by_agreement.section(agreement_id)
        for name in by_name.names():
            inner = by_name.section(name)
            found.append(Supply(agreement_id, name, inner, inner.string("zh"), inner.string("en")))
            if not inner.has("value"):
                raise inner.at.refuse(f"no value is supplied for {name}", "add the key value")
            inner.finish()
    return tuple(found)


def _check_figures(agreement: Agreement) -> None:
    figures = [figure for clause in agreement.clauses for form in list_forms(clause)
               for figure in form.figures.values()]
    used = {figure.named for figure in figures}
    for figure in figures:
        if figure.named is not None and figure.named not in agreement.figures:
            raise figure.at.refuse(f"the named figure {figure.named[:40]!r} is not declared",
                                   "declare it under parameters, in zh and en")
    for name, named in agreement.figures.items():
        if name not in used:
            raise named.at.refuse(f"the named figure {name[:40]!r} is used by no clause", "remove it or refer to it")


def _check_repeats(agreement: Agreement) -> None:
    """Refuse two clauses that would speak for the same case on the same day; later versions may follow earlier ones."""
    for number, clause in enumerate(agreement.clauses):
        for other in agreement.clauses[:number]:
            if not _overlap(clause, other):
                continue
            if clause.id == other.id:
                raise clause.at.refuse(f"the clause id {clause.id} stands twice for overlapping dates",
                                       "give one another id, or let the earlier version end")
            if clause.type is other.type and clause.selector == other.selector and _same_base(clause, other):
                raise clause.at.refuse(
                    f"clauses {other.id} and {clause.id} are both {clause.type.name} for the same workers",
                    "join them, or give them different selectors or dates")


def _overlap(one: WrittenClause, other: WrittenClause) -> bool:
    starts = [clause.effective_from or date.min for clause in (one, other)]
    ends = [clause.effective_to or date.max for clause in (one, other)]
    return max(starts) <= min(ends)


def _same_base(one: WrittenClause, other: WrittenClause) -> bool:
    for name in one.type.base:
        left, right = (clause.figures.get(name) for clause in (one, other))
        if (left and (left.literal, left.named)) != (right and (right.literal, right.named)):
            return False
    return True
