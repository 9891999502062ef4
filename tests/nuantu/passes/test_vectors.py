"""The vector file that both verifiers read says what this one says, case by case."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from tests.nuantu.passes.flips import list_flips
from tests.nuantu.passes.gates import GateFiles, hear_bytes, hear_gate
from tests.nuantu.passes.named_cases import NAMED
from tests.nuantu.passes.write_vectors import VECTORS

from nuantu.passes.base45 import decode_base45
from nuantu.passes.canonical import decode_canonical
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.policy import evaluate_policy, read_policy
from nuantu.passes.replay import ReplayCache
from nuantu.passes.status_list import read_status_list
from nuantu.passes.trust_list import read_trust_list
from nuantu.passes.verdict import PassError
from nuantu.passes.verify import verify


@pytest.fixture(scope="module")
def vectors() -> dict[str, Any]:
    """The file, whole."""
    found: dict[str, Any] = json.loads(VECTORS.read_text())
    return found


@pytest.fixture(scope="module")
def gates(vectors: dict[str, Any]) -> dict[str, GateFiles]:
    """Its gates."""
    return {name: hear_gate(told) for name, told in vectors["gates"].items()}


def test_every_named_case_is_in_the_file(vectors: dict[str, Any]) -> None:
    assert {case["name"] for case in vectors["cases"]} == set(NAMED)


def test_each_case_hears_its_verdict(vectors: dict[str, Any], gates: dict[str, GateFiles]) -> None:
    loaded = {name: files.load() for name, files in gates.items()}
    wrong = []
    for case in vectors["cases"]:
        replay = ReplayCache()
        for one in [*case["before"], case]:
            said = verify(one["text"], loaded[case["gate"]], one["now"], replay).code
            if said != one["code"]:
                wrong.append((case["name"], case["title"], said))

    assert wrong == []


def test_no_mutation_is_accepted_and_each_hears_its_verdict(vectors: dict[str, Any],
                                                           gates: dict[str, GateFiles]) -> None:
    gate, replay = gates[vectors["first_gate"]].load(), ReplayCache()
    told = [(one["text"], one["code"]) for one in vectors["mutations"]]

    assert len(told) == 2_000
    assert [text for text, code in told if code.startswith("OK")] == []
    assert [text for text, code in told if verify(text, gate, vectors["now"], replay).code != code] == []


def test_no_single_turned_bit_is_accepted(vectors: dict[str, Any], gates: dict[str, GateFiles]) -> None:
    """XP20: every bit of credential, presentation and signature, one at a time."""
    gate, replay, text = gates[vectors["first_gate"]].load(), ReplayCache(), vectors["flips"]["text"]
    said = [verify(one, gate, vectors["now"], replay) for one in list_flips(text)]

    assert len(said) >= 2_048
    assert [verdict for verdict in said if verdict.opens] == []
    assert " ".join(verdict.code for verdict in said) == vectors["flips"]["codes"]
    assert verify(text, gate, vectors["now"], replay).code == "OK"


def _say(read: Any) -> str:
    try:
        read()
    except PassError as error:
        return error.code
    return "OK"


def test_each_poster_is_read_or_refused(vectors: dict[str, Any], gates: dict[str, GateFiles]) -> None:
    """XP58 among them: a poster of valid form by an unknown signer."""
    trusts = {name: files.load().trust for name, files in gates.items()}
    said = {one["title"]: _say(lambda one=one: read_descriptor(one["text"], trusts[one["gate"]], one["now"]))
            for one in vectors["posters"]}

    assert said == {one["title"]: one["code"] for one in vectors["posters"]}


def test_each_trust_list_is_taken_or_refused(vectors: dict[str, Any], gates: dict[str, GateFiles]) -> None:
    """XP36 and XP38 among them: an older version, one root of three."""
    def read(one: dict[str, Any]) -> None:
        roots = gates[one["gate"]].roots
        held = one["held"] and read_trust_list(hear_bytes(one["held"]), roots, None, one["now"])
        read_trust_list(hear_bytes(one["data"]), roots, held, one["now"])

    said = {one["title"]: _say(lambda one=one: read(one)) for one in vectors["trust_lists"]}

    assert said == {one["title"]: one["code"] for one in vectors["trust_lists"]}


def test_each_status_list_is_taken_or_refused(vectors: dict[str, Any], gates: dict[str, GateFiles]) -> None:
    """XP45 to XP47 among them: an older one, another one, a bomb."""
    def read(one: dict[str, Any]) -> list[int]:
        trust = gates[one["gate"]].load().trust
        assert trust is not None
        held = one["held"] and read_status_list(hear_bytes(one["held"]), one["number"], trust, None, one["now"])
        taken = read_status_list(hear_bytes(one["data"]), one["number"], trust, held, one["now"])
        return [index for index in (4, 5, 6, 76, 77, 78) if taken.is_revoked(index)]

    assert {one["title"]: _say(lambda one=one: read(one)) for one in vectors["status_lists"]} == {
        one["title"]: one["code"] for one in vectors["status_lists"]}
    assert [read(one) for one in vectors["status_lists"] if one["code"] == "OK"] == [
        one["revoked"] for one in vectors["status_lists"] if one["code"] == "OK"]


def test_each_ruling_is_that_of_the_table(vectors: dict[str, Any]) -> None:
    rulings = [evaluate_policy(read_policy(one["policy"]), datetime.fromisoformat(one["local"]),
                               one["class"] and PassClass(one["class"]), one["key_level"])
               for one in vectors["policies"]]

    assert [(ruling.allowed, ruling.code) for ruling in rulings] == [
        (one["allowed"], one["code"]) for one in vectors["policies"]]
    assert {ruling.code for ruling in rulings} == {"open", "closed_day", "closed_hour", "wrong_class", "weak_key"}


def test_each_encoding_is_read_or_refused(vectors: dict[str, Any]) -> None:
    assert [_read_hex(one["text"]) for one in vectors["base45"]] == [one["hex"] for one in vectors["base45"]]
    assert [_say(lambda one=one: decode_canonical(bytes.fromhex(one["hex"]))) for one in vectors["cbor"]] == [
        one["code"] or "OK" for one in vectors["cbor"]]


def _read_hex(text: str) -> str | None:
    try:
        return decode_base45(text).hex()
    except PassError:
        return None
