"""A new agreement file: well formed from the first line, every figure left open by name, its unit in a comment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nuantu.agreement.clause import ClauseType, Layer, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.json_schema import say_unit
from nuantu.agreement.reader import FORMAT

SCHEMA_FILE = "agreement.schema.json"
_FAVOURS = {"higher": "the higher is better for the worker", "lower": "the lower is better for the worker",
            "union": "the more is better for the worker", "intersection": "the fewer is better for the worker"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a new agreement says of itself."""

    id: str
    title_zh: str
    title_en: str
    layer: Layer = "platform"
    currency: str = "CNY"
    effective_from: date | None = None


def write_skeleton(head: Head, types: Sequence[str]) -> str:
    """The text of a new agreement with one provision and one clause for each of these types.

    Parameters that must be stated refer to named figures, so that the file can be read, shown and compared at once, and
    applied as soon as each is replaced by a value. The others stand as comments with their defaults.
    """
    chosen = [CLAUSE_TYPES[name] for name in types]
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        "# Fill in what is signed: replace each {parameter: ...} by its value and remove the name under parameters.",
        f"format: {FORMAT}", f"id: {head.id}", f"layer: {head.layer}",
        f"title: {_pair(head.title_zh, head.title_en)}",
        "wording: ours                  # printed: the signed text; reported: what a source says of it; ours",
        "source: a draft", "procedure: none                # collective_contract, special_agreement, minutes, ...",
        "parties:", f"  platform: {_pair('平台', 'the platform')}",
        f"  rider_side: {_pair('劳动者一方', 'the workers')}",
        f"scope: {_pair('待写', 'to be written')}", f"currency: {head.currency}",
    ]
    if head.effective_from is not None:
        lines.append(f"effective: {{from: {head.effective_from.isoformat()}}}")
    lines += ["", *_list_open(chosen), "provisions:", *_list_provisions(chosen)]
    return "\n".join([*lines, *_list_clauses(chosen)]) + "\n"


def _pair(zh: str, en: str) -> str:
    return f"{{zh: {_quote(zh)}, en: {_quote(en)}}}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _open_specs(type_: ClauseType) -> list[ParamSpec]:
    """Parameters that a clause of the type must state: those without a default, one of those that exclude others, and
    whatever makes sense only together with one of these."""
    names = {spec.name for spec in type_.params if spec.default is ...} | set(type_.one_of[:1])
    while further := {name for pair in type_.together if names & set(pair) for name in pair} - names:
        names |= further
    return [spec for spec in type_.params if spec.name in names]


def _name(type_: ClauseType, spec: ParamSpec) -> str:
    return f"{type_.name}_{spec.name}"


def _list_open(types: Iterable[ClauseType]) -> list[str]:
    rows = [f"  {_name(type_, spec)}: {_pair(f'{type_.zh}：{spec.zh}', f'{type_.en}: {spec.en}')}"
            for type_ in types for spec in _open_specs(type_)]
    return ["parameters:                    # figures that are still open", *rows, ""] if rows else []


def _list_provisions(types: Sequence[ClauseType]) -> list[str]:
    lines: list[str] = []
    for number, type_ in enumerate(types, start=1):
        lines += [f"  - id: \"{number}\"", f"    chapter: {type_.chapter}", "    kind: rule", "    strength: must",
                  "    obligor: platform", f"    zh: {_quote(f'{type_.zh}（待写）')}",
                  f"    en: {_quote(f'{type_.en} (to be written)')}", f"    types: [{type_.name}]"]
    if not types:
        lines += ["  - id: \"1\"", "    chapter: GOV", "    kind: rule", "    strength: must", "    obligor: platform",
                  "    zh: 待写", "    en: to be written",
                  "    held: {zh: 尚未写成条款, en: not yet written as a clause}"]
    return lines


def _list_clauses(types: Sequence[ClauseType]) -> list[str]:
    lines = ["", "clauses:"] if types else []
    for number, type_ in enumerate(types, start=1):
        lines += [f"  - id: C{number}", f"    type: {type_.name}    # {type_.id} {type_.zh}",
                  f"    provision: \"{number}\""]
        opened = _open_specs(type_)
        lines += ["    params:"] if opened else []
        for spec in type_.params:
            if spec in opened:
                lines += [f"      # {_explain(spec)}", f"      {spec.name}: {{parameter: {_name(type_, spec)}}}"]
            else:
                lines += [f"      # {spec.name}: {_explain(spec)}; may be left out"]
    return lines


def _explain(spec: ParamSpec) -> str:
    noun, examples = say_unit(spec)
    parts = [f"{spec.zh} {spec.en}: {noun}" + (f", such as {examples}" if examples else "")]
    return "; ".join([*parts, *([_FAVOURS[spec.favours]] if spec.favours in _FAVOURS else [])])
