"""Drafting at the table: clause types as forms, a clause read by the engine's own reader, the whole draft as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nuantu.agreement.agreement import Agreement, WrittenClause
from nuantu.agreement.amend import compare
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.json_schema import say_unit
from nuantu.agreement.reader import FORMAT, read_agreement
from nuantu.agreement.wording import say_value, say_word
from nuantu.core.errors import AgreementError
from nuantu_hub.seam.errors import RunError

#: Procedures of the hub whose name in agreement files is another.
PROCEDURES = {"meeting_minutes": "minutes"}
FILE = "agreement.yaml"
CURRENCY = "CNY"
#: Units whose numbers can be taken from each other; a time of day, a date or a yes cannot.
MEASURED = ("minor", "second", "metre", "gram", "per_mille", "celsius_tenths", "day", "month", "count")
#: Brackets of a parameter stand in each other no deeper.
MOST_DEPTH = 6


@dataclass(frozen=True, slots=True)
class ParamForm:
    """One parameter as a form asks for it: name, label in both languages, how it is written, whether it must be."""

    name: str
    label: tuple[str, str]
    written_as: str
    examples: str
    required: bool
    #: Words that may stand there, each with Chinese and English; empty where it is no choice of words.
    words: tuple[tuple[str, str, str], ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class TypeForm:
    """One clause type: its id (``P07``), name, words, chapter with its words, parameters."""

    id: str
    name: str
    title: tuple[str, str]
    chapter: str
    chapter_words: tuple[str, str]
    params: tuple[ParamForm, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One parameter as stated: label and value in both languages, and the number for a bar where it is one."""

    name: str
    label: tuple[str, str]
    said: tuple[str, str]
    number: int | None


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause of a draft: id, type, the sentence to be printed, parameters as written, who owes it, how strictly."""

    id: str
    type: str
    words: str
    params: Mapping[str, Any]
    strength: str = "must"
    obligor: str = "platform"
    ambiguities: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What a draft says of itself. ``parties`` are names by who is bound (``platform``, ``rider_side`` …)."""

    id: str
    title: str
    procedure: str
    parties: Mapping[str, str]
    scope: str
    source: str
    effective_from: date | None = None
    effective_to: date | None = None


@cache
def list_types() -> tuple[TypeForm, ...]:
    """Every clause type that the engine carries out, chapter by chapter."""
    found = [TypeForm(kind.id, kind.name, (kind.zh, kind.en[:1].upper() + kind.en[1:]), kind.chapter,
                      (CHAPTERS_ZH[kind.chapter], CHAPTERS_EN[kind.chapter]),
                      tuple(_make_param(spec) for spec in kind.params)) for kind in CLAUSE_TYPES.values()]
    order: list[str] = list(CHAPTERS_ZH)
    return tuple(sorted(found, key=lambda one: (order.index(one.chapter), one.id)))


def find_type(name: str) -> TypeForm | None:
    """The type of a name, or None."""
    return next((one for one in list_types() if one.name == name), None)


def _make_param(spec: ParamSpec) -> ParamForm:
    written_as, examples = say_unit(spec)
    # The words of a table name its rows: they are no choice of one of them.
    words = tuple((word, say_word(word, "zh"), say_word(word, "en")) for word in spec.words
                  if spec.unit in ("word", "words"))
    return ParamForm(spec.name, (spec.zh, spec.en), written_as, examples, spec.default is ..., words,
                     spec.unit == "words")


def read_written(text: str) -> Any:
    """What somebody wrote for a parameter: plain text, or a list or table in brackets.

    Raises RunError where the brackets cannot be read, where a part of them is named (``&``, ``*``), which could grow
    without end, and where they stand in each other deeper than any parameter does.
    """
    text = text.strip()
    if not text.startswith(("[", "{")):
        return text
    try:
        _check_brackets(text)
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (text only, no objects)
    except (yaml.YAMLError, RecursionError) as error:
        raise RunError("the list or table in brackets cannot be read", fix="close its brackets") from error


def _check_brackets(text: str) -> None:
    depth = 0
    for one in yaml.scan(text):
        if isinstance(one, yaml.AnchorToken | yaml.AliasToken):
            raise RunError("the list or table in brackets names a part of itself", fix="write each value out")
        if isinstance(one, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            depth += 1
        elif isinstance(one, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            depth -= 1
        if depth > MOST_DEPTH:
            raise RunError("the brackets stand in each other too deep", fix="write a list, or a table of values")


def list_base_clauses(file: Path) -> list[DraftClause]:
    """The clauses of an agreement that a talk starts from, as they are written there, with their provisions' words.

    Figures that nobody published are left out. Raises RunError where the file cannot be read.
    """
    try:
        told = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (text only)
        words = {one["id"]: one for one in told.get("provisions") or []}
        return [_tell_base(one, words[one["provision"]]) for one in told.get("clauses") or []
                if one["type"] in CLAUSE_TYPES]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RunError("the agreement that the talk starts from cannot be read",
                       fix="put the file back from its source") from error


def _tell_base(one: Mapping[str, Any], provision: Mapping[str, Any]) -> DraftClause:
    params = {name: value for name, value in (one.get("params") or {}).items()
              if not (isinstance(value, dict) and ("parameter" in value or "term" in value))}
    return DraftClause(one["id"], one["type"], " ".join(provision["zh"].split()), params,
                       one.get("strength") or provision["strength"], one.get("obligor") or provision["obligor"])


def write_param(value: Any) -> str:
    """A parameter as a form shows it: plain, or a list or table in brackets."""
    if isinstance(value, str):
        return value
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000).strip()


def read_clause(clause: DraftClause) -> WrittenClause:
    """A clause as the engine reads it.

    Raises RunError, ``where`` naming the parameter, for the first thing that the engine's reader refuses.
    """
    head = DraftHead("draft", "-", "none", {"platform": "-"}, "-", "-")
    return _read(render_draft_file(head, [clause])).clauses[0]


def tell_terms(clause: DraftClause) -> list[Term]:
    """What a clause states, in words of both languages. Raises as ``read_clause``."""
    read = read_clause(clause)
    return [_tell_term(read.type.spec(name), figure.literal) for name, figure in read.figures.items()]


def find_measure(clause_type: str, name: str) -> str:
    """The unit of a parameter that is a quantity, such as ``second`` or ``minor_per_order``; empty for any other."""
    kind = CLAUSE_TYPES.get(clause_type)
    unit = kind.spec(name).unit if kind is not None else ""
    return unit if unit.split("_per_")[0] in MEASURED else ""


def say_measure(number: int, unit: str) -> tuple[str, str]:
    """A quantity of a unit of ``find_measure`` in Chinese and English, as ``tell_terms`` says it."""
    return say_value(number, unit, CURRENCY, "zh"), say_value(number, unit, CURRENCY, "en")


def _tell_term(spec: ParamSpec, value: Any) -> Term:
    said = (say_value(value, spec.unit, CURRENCY, "zh"), say_value(value, spec.unit, CURRENCY, "en"))
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    return Term(spec.name, (spec.zh, spec.en), said, number)


def render_draft_file(head: DraftHead, clauses: Sequence[DraftClause]) -> bytes:
    """The draft as an agreement file in UTF-8: a provision beside each clause. Not looked at by the engine here."""
    told: dict[str, Any] = {
        "format": FORMAT, "id": head.id, "layer": "platform", "title": _pair(head.title), "wording": "printed",
        "source": head.source, "procedure": PROCEDURES.get(head.procedure, head.procedure),
        "parties": {who: _pair(name) for who, name in head.parties.items()}, "scope": _pair(head.scope),
        "currency": CURRENCY}
    dates = {"from": head.effective_from, "to": head.effective_to}
    if any(dates.values()):
        told["effective"] = {name: day.isoformat() for name, day in dates.items() if day is not None}
    told["provisions"] = [_make_provision(one) for one in clauses]
    told["clauses"] = [_make_clause(one) for one in clauses]
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=110).encode()


def check_draft_file(data: bytes) -> Mapping[str, int]:
    """See that the engine takes a draft as it stands; gives its numbers of provisions and clauses.

    Raises RunError with what the engine's reader says.
    """
    read = _read(data)
    return {"provisions": len(read.provisions), "clauses": len(read.clauses)}


def compare_clauses(before: DraftClause, after: DraftClause) -> list[dict[str, Any]]:
    """What differs between two versions of a clause, term by term, as seen from the worker's side."""
    head = DraftHead("draft", "-", "none", {"platform": "-"}, "-", "-")
    amendment = compare(_read(render_draft_file(head, [before])), _read(render_draft_file(head, [after])))
    return [{"label": [step.zh, step.en], "before": list(step.before), "after": list(step.after),
             "change": step.change} for one in amendment.clauses for step in one.steps]


def _pair(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


def _make_provision(one: DraftClause) -> dict[str, Any]:
    kind = CLAUSE_TYPES.get(one.type)
    return {"id": f"{one.id}-text", "chapter": kind.chapter if kind else "GOV", "kind": "rule",
            "strength": one.strength, "obligor": one.obligor, "zh": one.words, "en": one.words, "types": [one.type]}


def _make_clause(one: DraftClause) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "type": one.type, "provision": f"{one.id}-text"}
    if one.params:
        told["params"] = dict(one.params)
    if one.ambiguities:
        told["ambiguities"] = [dict(ambiguity) for ambiguity in one.ambiguities]
    return told


def _read(data: bytes) -> Agreement:
    with tempfile.TemporaryDirectory(prefix="nuantu-draft-") as folder:
        file = Path(folder) / FILE
        file.write_bytes(data)
        try:
            return read_agreement(file)
        except AgreementError as error:
            named = (error.field or "").replace("/", ".").rsplit(".", 1)[-1]
            raise RunError(error.what, fix=error.fix or "write it otherwise", where=named or None) from error
