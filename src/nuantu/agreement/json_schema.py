"""The JSON Schema of agreement files, drawn from the declared clause types: for editors, which then complete and warn.

It says which keys and words may stand where. Whether quantities have the right unit, dates follow one another and ids
are known is said by the reader alone, in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nuantu.agreement.agreement import KINDS, OBLIGORS, PROCEDURES, REASONS, STANDINGS
from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clause import CHAPTERS_EN, LAYERS, STRENGTHS, ClauseType, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.quantity import EXPECTED, MONEY_UNITS
from nuantu.agreement.reader import FORMAT, VEHICLES, WORKER_CLASSES
from nuantu.agreement.signature import SIDES
from nuantu.agreement.signature_block import FORMAT as SIGNED_FORMAT
from nuantu.core.money import MINOR_PER_MAJOR

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Node = dict[str, Any]

PAIR: Node = {"$ref": "#/$defs/pair"}
SCALAR: Node = {"type": ["string", "number", "boolean"]}


def build_schema() -> Node:
    """The schema of a whole agreement file."""
    required = ("format", "id", "layer", "title", "wording", "source", "procedure", "parties", "scope", "provisions")
    return {
        "$schema": DIALECT, "title": "Nuantu agreement 协议", **_mapping({
            "format": {"const": FORMAT}, "id": {"$ref": "#/$defs/id"}, "layer": _words(LAYERS), "title": PAIR,
            "wording": _words(STANDINGS), "source": {"type": "string"}, "procedure": _words(PROCEDURES),
            "parties": _mapping(dict.fromkeys(OBLIGORS, PAIR)), "scope": PAIR, "currency": _words(MINOR_PER_MAJOR),
            "signed": {"$ref": "#/$defs/date"}, "effective": {"$ref": "#/$defs/dates"},
            "supersedes": _list(SCALAR), "parameters": {"type": "object", "additionalProperties": PAIR},
            "supplies": {"type": "object", "additionalProperties": {
                "type": "object", "additionalProperties": {"$ref": "#/$defs/supply"}}},
            "provisions": {"type": "array", "items": {"$ref": "#/$defs/provision"}},
            "clauses": {"type": "array", "items": {"$ref": "#/$defs/clause"}},
            "signatures": {"$ref": "#/$defs/signatures"},
        }, required), "$defs": _define(),
    }


def _define() -> Node:
    day: Node = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2026-01-01"]}
    defs: Node = {
        "pair": _mapping({"zh": {"type": "string"}, "en": {"type": "string"}}, ("zh", "en")),
        "id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
        "date": day, "dates": _mapping({"from": {"$ref": "#/$defs/date"}, "to": {"$ref": "#/$defs/date"}}),
        "supply": _mapping({"value": {}, "zh": {"type": "string"}, "en": {"type": "string"}}, ("value", "zh", "en")),
        "figure": _mapping({"parameter": {"type": "string"}}, ("parameter",)),
        "term": _mapping({"term": {"type": "string"}, "category": {"type": "string"}}, ("term",)),
        "selector": _mapping({
            "worker_class": _list(_words(WORKER_CLASSES)), "vehicle": _list(_words(VEHICLES)),
            "place_code": _list(SCALAR), "tenure_days_min": SCALAR, "tenure_days_max": SCALAR}),
        "provision": _provision(), "clause": _clause(whole=True), "instead": _clause(whole=False),
        "ambiguity": _ambiguity(), "signatures": _signatures(),
    }
    return {**defs, **{f"params_{name}": _params(type_) for name, type_ in CLAUSE_TYPES.items()}}


def _provision() -> Node:
    return _mapping({
        "id": SCALAR, "chapter": _words(CHAPTERS_EN), "kind": _words(KINDS), "strength": _words(STRENGTHS),
        "obligor": _words(OBLIGORS), "zh": {"type": "string"}, "en": {"type": "string"},
        "wording": _words(STANDINGS), "source": {"type": "string"}, "types": _list(_words(CATALOGUE)), "held": PAIR,
        "not_encodable": _words(REASONS), "because": PAIR, "deadline": {"$ref": "#/$defs/date"}, "coverage": PAIR,
        "metric": PAIR, "sense": _words(("higher", "lower")),
    }, ("id", "chapter", "kind", "strength", "obligor", "zh", "en"))


def _clause(*, whole: bool) -> Node:
    """A clause, or (not whole) one that a reading puts in the place of another."""
    keys: Node = {"id": {"$ref": "#/$defs/id"}, "type": _words(CLAUSE_TYPES), "params": {"type": "object"},
                  "selector": {"$ref": "#/$defs/selector"}}
    if whole:
        keys |= {"provision": SCALAR, "strength": _words(STRENGTHS), "obligor": _words(OBLIGORS),
                 "effective": {"$ref": "#/$defs/dates"}, "ambiguities": _list({"$ref": "#/$defs/ambiguity"})}
    own = [{"if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"properties": {"params": {"$ref": f"#/$defs/params_{name}"}}}} for name in CLAUSE_TYPES]
    return {**_mapping(keys, ("id", "type", "provision") if whole else ("type",)), "allOf": own}


def _ambiguity() -> Node:
    reading = _mapping({"zh": {"type": "string"}, "en": {"type": "string"}, "params": {"type": "object"},
                        "instead": {"type": "array", "items": {"$ref": "#/$defs/instead"}}}, ("zh", "en"))
    return _mapping({
        "printed": {"type": "string"}, "readings": {"type": "object", "additionalProperties": reading},
        "chosen": {"type": "string"}, "by": {"type": "string"}, "on": {"$ref": "#/$defs/date"},
    }, ("printed", "readings", "chosen", "by", "on"))


def _signatures() -> Node:
    """The block that ``agreement sign`` and ``join`` write; nobody writes it by hand."""
    part = _mapping({"id": {"type": "string"}, "sha256": _hexadecimal(64)}, ("id", "sha256"))
    by = {"side": _words(SIDES), "name": {"type": "string"}, "office": {"type": "string"},
          "public_key": _hexadecimal(64), "key_id": _hexadecimal(16),
          "signed_at": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z$"},
          "signature": _hexadecimal(128)}
    keys: Node = {"format": {"const": SIGNED_FORMAT},
                  **{key: _hexadecimal(64) for key in ("digest", "identity_sha256", "text_head_sha256",
                                                       "terms_head_sha256")},
                  "provisions": {"type": "array", "items": part}, "clauses": {"type": "array", "items": part},
                  "by": {"type": "array", "items": _mapping(by, by), "minItems": 1, "maxItems": len(SIDES)}}
    return _mapping(keys, keys)


def _hexadecimal(signs: int) -> Node:
    return {"type": "string", "pattern": f"^[0-9a-f]{{{signs}}}$"}


def _params(type_: ClauseType) -> Node:
    required = [spec.name for spec in type_.params if spec.default is ...]
    return {**_mapping({spec.name: _param(spec) for spec in type_.params}, required),
            "description": f"{type_.id} {type_.zh} / {type_.en}"}


def _param(spec: ParamSpec) -> Node:
    noun, examples = say_unit(spec)
    node = {"description": f"{spec.zh} / {spec.en}: {noun}" + (f", such as {examples}" if examples else "")}
    return {**node, "anyOf": [*_values(spec), {"$ref": "#/$defs/figure"}, {"$ref": "#/$defs/term"}]}


def _values(spec: ParamSpec) -> list[Node]:
    if spec.unit == "word":
        return [_words(spec.words)]
    if spec.unit == "type":
        return [_words(CATALOGUE)]
    if spec.unit == "words":
        return [_list(_words(spec.words) if spec.words else SCALAR)]
    if spec.unit in ("places", "dates"):
        return [_list(SCALAR)]
    if spec.unit in ("bands", "word_map") or "/" in spec.unit:
        return [{"type": "object", "additionalProperties": SCALAR}]
    table: Node = _mapping({"by_place": {"type": "object", "additionalProperties": SCALAR}}, ("by_place",))
    return [SCALAR, table] if spec.unit in MONEY_UNITS and spec.by_place else [SCALAR]


def say_unit(spec: ParamSpec) -> tuple[str, str]:
    """What is expected of a parameter, in words, and examples (empty where the words say it all)."""
    if spec.unit in EXPECTED:
        return EXPECTED[spec.unit]
    if spec.unit == "word":
        return f"one of: {', '.join(spec.words)}", ""
    if spec.unit == "words":
        return (f"some of: {', '.join(spec.words)}", "") if spec.words else ("a list of words", "")
    if spec.unit.startswith("map/"):
        noun, examples = EXPECTED[spec.unit.split("/")[1]]
        return f"a table by name, each {noun}", f"{{name: {examples.split(',')[0].split(' or ')[0]}}}"
    if spec.unit.startswith("tiers/"):
        bound, value = (EXPECTED[unit] for unit in spec.unit.split("/")[1:])
        return f"a table of tiers, from {bound[0]} on {value[0]}", ""
    return {"type": ("the name of a clause type", "injury_premium"),
            "places": ("a list of place codes", '["11", "31"]'),
            "dates": ("a list of dates", "[2026-10-01, 2026-10-02]"),
            "bands": ("a table of bands", "{up to 3 km: 0 CNY/order, farther: 1.50 CNY/order}"),
            "word_map": ("a table by cause", "{merchant: actual, gate: 3 min}")}[spec.unit]


def _mapping(properties: Node, required: Iterable[str] = ()) -> Node:
    node: Node = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**node, "required": list(required)} if list(required) else node


def _words(words: Iterable[str]) -> Node:
    return {"enum": list(words)}


def _list(item: Node) -> Node:
    """A list of these, or one of them bare."""
    return {"anyOf": [item, {"type": "array", "items": item}]}
