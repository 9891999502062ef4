"""Writes ``tests/vectors/passes.json``, which both verifiers read: ``python -m tests.nuantu.passes.write_vectors``.

Keys are drawn afresh, so every writing gives other texts with the same meaning. What stands as an expectation of a
named case is that of the case; of a mutation it is what this verifier says, never an acceptance.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.nuantu.passes.flips import list_flips
from tests.nuantu.passes.gates import hear_gate
from tests.nuantu.passes.list_cases import BASE45, CBOR, POLICIES, list_posters, list_status_lists, list_trust_lists
from tests.nuantu.passes.named_cases import NAMED, Stage, list_cases
from tests.nuantu.passes.world import GATE, NOON_S

from nuantu.passes.attack import Range, draw_attacks
from nuantu.passes.credential import PassClass
from nuantu.passes.policy import evaluate_policy, read_policy
from nuantu.passes.replay import ReplayCache
from nuantu.passes.verdict import Code
from nuantu.passes.verify import verify

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "passes.json"
MUTATIONS = 2_000


def tell_cases(stage: Stage) -> dict[str, Any]:
    """The named cases, and each gate of them once."""
    gates: dict[str, Any] = {}
    names: dict[str, str] = {}
    told = []
    for name in NAMED:
        for case in list_cases(name, stage):
            files = case.gate.tell()
            key = json.dumps(files, sort_keys=True)
            gate = names.setdefault(key, f"gate{len(names) + 1}")
            gates[gate] = files
            told.append({"name": name, "title": case.title, "gate": gate, "now": case.now_s, "text": case.text,
                         "code": case.code, "before": [{"text": text, "now": now_s, "code": code}
                                                       for text, now_s, code in case.before]})
    return {"gates": gates, "cases": told}


def tell_mutations(stage: Stage) -> list[dict[str, Any]]:
    """Mutations of tokens of the first gate, with what this verifier says to each."""
    world = stage.world
    riders = [world.rider() for _ in range(16)]
    range_ = Range(NOON_S, world.issuer, gate=GATE)
    range_.devices = [rider.device for rider in riders]
    range_.tokens = [rider.show() for rider in riders]
    gate, replay = hear_gate(stage.files.tell()).load(), ReplayCache()
    told = []
    for kind, text in draw_attacks(range_, MUTATIONS, 2026):
        verdict = verify(text, gate, NOON_S, replay)
        assert not verdict.opens, (kind, text)
        told.append({"kind": kind, "text": text, "code": verdict.code})
    return told


def tell_flips(stage: Stage) -> dict[str, Any]:
    """A good token, and what is said to it with each single bit turned of what its text holds, in order."""
    text = stage.world.rider().show()
    gate, replay = hear_gate(stage.files.tell()).load(), ReplayCache()
    codes = [verify(one, gate, NOON_S, replay).code for one in list_flips(text)]
    assert Code.OK not in codes
    return {"text": text, "codes": " ".join(codes)}


def tell_policies() -> list[dict[str, Any]]:
    """The table of rulings."""
    told = []
    for text, local, kind, level in POLICIES:
        ruling = evaluate_policy(read_policy(text), local, None if kind is None else PassClass(kind), level)
        told.append({"policy": text, "local": local.isoformat(), "class": kind, "key_level": level,
                     "allowed": ruling.allowed, "code": ruling.code})
    return told


def tell_all() -> dict[str, Any]:
    """The whole file."""
    stage = Stage()
    return {
        "about": "Texts and lists of invented keys, with what a verifier must say to each. Bytes are Base64.",
        "profile": "XT1", "first_gate": "gate1", "now": NOON_S,
        **tell_cases(stage),
        "mutations": tell_mutations(stage),
        "flips": tell_flips(stage), "posters": list_posters(stage), "trust_lists": list_trust_lists(stage),
        "status_lists": list_status_lists(stage),
        "policies": tell_policies(), "base45": BASE45, "cbor": CBOR}


def main() -> None:
    """Write the file, whole or not at all."""
    fresh = VECTORS.with_name(f".{VECTORS.name}.fresh")
    fresh.write_text(json.dumps(tell_all(), indent=0, ensure_ascii=True) + "\n", encoding="ascii")
    fresh.rename(VECTORS)


if __name__ == "__main__":
    main()
