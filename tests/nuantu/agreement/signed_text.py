"""Signed agreements for tests: three fixed keys, one for each side."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.nuantu.agreement.agreement_text import make_data, write_text

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.signature import SIDES, AgreementSignature, sign_statement
from nuantu.agreement.signature_block import join_signatures

AT_S = 1_772_352_000
KEYS = {side: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number, side in enumerate(SIDES, start=1)}
NAMES = {"workers": ("张三", "工会主席"), "platform": ("李四", "法定代表人"), "partners": ("王五", "合作商代表")}
#: An agreement with a printed text, an amount in fen, a table, an ambiguity and a word that is read in two ways.
DATA: dict[str, Any] = json.loads(json.dumps(make_data("signed", clauses=[
    {"id": "rate", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"},
     "ambiguities": [{"printed": "12小时", "chosen": "A", "by": "both parties", "on": "2026-01-01", "readings": {
         "A": {"zh": "十二小时", "en": "twelve hours"}, "B": {"zh": "九小时", "en": "nine hours"}}}]},
], signed="2026-03-01")))


def write_data(data: Any) -> bytes:
    """The agreement as JSON, every character that is none of ASCII escaped."""
    return json.dumps(data, indent=1).encode()


def sign_by(data: bytes, side: str) -> AgreementSignature:
    """The signature of a side's fixed key."""
    return sign_statement(KEYS[side], digest_agreement(data), side, *NAMES[side], AT_S)


def sign_all(data: bytes, sides: Sequence[str] = SIDES) -> bytes:
    """The bytes with the signatures of these sides under them."""
    return join_signatures(data, [sign_by(data, side) for side in sides])


def write_signed(folder: Path, data: bytes | None = None, sides: Sequence[str] = SIDES) -> Path:
    """A folder with such a file."""
    return write_text(folder, sign_all(write_data(DATA) if data is None else data, sides)).parent


def list_texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a text stands in an agreement read as JSON."""
    if isinstance(value, str):
        yield path
    elif value is not None:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from list_texts(inner, (*path, key))


def put(data: Any, path: Sequence[Any], value: Any) -> Any:
    """The agreement with one value changed."""
    changed = copy.deepcopy(data)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def get(data: Any, path: Sequence[Any]) -> Any:
    """The value there."""
    for step in path:
        data = data[step]
    return data
