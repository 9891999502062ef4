"""The printed figure in one noon: 2,000 uses at one gate, attacks among them; no wrong verdict, counts that agree."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import GATE, PaperIssuer, Phone

from nuantu.gates.local_day import find_day
from nuantu.passes.credential import PassClass

USES, ATTACKS, NOON_LASTS_S, LANES = 2_000, 400, 3_600, 3
Visit = tuple[float, str, str]


def _draw_uses(issuer: PaperIssuer, rng: random.Random) -> list[tuple[float, Phone]]:
    """Riders over an hour, densest in its middle; each has a credential of its own and a clock up to 25 s off."""
    moments = sorted(issuer.now_s + 60 + rng.triangular(0, NOON_LASTS_S) for _ in range(USES))
    return list(zip(moments, issuer.issue(USES), strict=True))


def _attack(issuer: PaperIssuer, rng: random.Random, uses: list[tuple[float, Phone]]) -> list[Visit]:
    """Codes that must not open: when, the text, and what is to be said."""
    moment, phone = rng.choice(uses)
    kind = rng.choice(["again", "old", "ahead", "elsewhere", "door", "torn", "noise"])
    if kind == "again":
        return [(moment + rng.uniform(0.1, 10), "", "E_REPLAY")]  # the text is that of the use itself
    if kind == "old":
        return [(moment, phone.show(moment - rng.uniform(60, 600)), "E_STALE")]
    if kind == "ahead":
        return [(moment, phone.show(moment + rng.uniform(60, 600)), "E_FUTURE")]
    if kind == "elsewhere":
        return [(moment, phone.show(moment, GATE + 1), "E_AUD")]
    if kind == "door":
        return [(moment, issuer.issue(kind=PassClass.DOOR)[0].show(moment), "E_SCOPE")]
    if kind == "torn":
        return [(moment, phone.show(moment)[:-rng.randrange(3, 200)], "E_FORMAT")]
    return [(moment, "".join(chr(rng.randrange(32, 0x4E00)) for _ in range(rng.randrange(950))), "E_FORMAT")]


def _write_script(issuer: PaperIssuer, rng: random.Random) -> list[Visit]:
    uses = _draw_uses(issuer, rng)
    script: list[Visit] = []
    for moment, phone in uses:
        text = phone.show(moment + rng.uniform(-14, 14))
        script.append((moment, text, "OK"))
        if rng.random() < 0.05:
            script.append((moment + rng.uniform(0.1, 10), text, "E_REPLAY"))
    attacks = [one for _ in range(ATTACKS) for one in _attack(issuer, rng, uses) if one[1]]
    return sorted(script + attacks, key=lambda visit: visit[0])


def _group(script: list[Visit]) -> list[list[Visit]]:
    """Who stands at the lanes at once: neighbours within a second."""
    groups: list[list[Visit]] = []
    for visit in script:
        if groups and len(groups[-1]) < LANES and visit[0] - groups[-1][0][0] < 1:
            groups[-1].append(visit)
        else:
            groups.append([visit])
    return groups


def test_two_thousand_uses_in_one_noon_are_judged_rightly_and_counted_exactly(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        rng = random.Random(2_000)
        script = _write_script(bench.issuer, rng)
        wrong, told = [], Counter[str]()
        for together in _group(script):
            bench.clock.pass_time(max(0.0, together[-1][0] - bench.clock.wall))
            heard = await asyncio.gather(*(
                bench.scan(text, lane) for lane, (_at, text, _verdict) in enumerate(together, 1)))
            told.update(heard)
            wrong += [(visit, verdict) for visit, verdict in zip(together, heard, strict=True)
                      if verdict not in (visit[2], "E_RATE")]
            bench.gate.tick()
        await bench.gate.stop()
        day = find_day(bench.clock.wall)
        scans = bench.store.read_scans(0, 2**40)

        assert wrong == []
        assert told["OK"] == USES == sum(bench.pulses())
        assert bench.gate.read_counts(day) == told
        assert {one.what: one.n for one in bench.store.read_tallies(day, day + 1)} == told
        assert sum(n for scan, n in scans if scan.mark) == USES
        assert len({scan.mark for scan, _n in scans}) == USES + 1
        assert told.total() == len(script)
        assert bench.store.last_seq == 0  # no event of any of it, for anybody to be told

    run_gate(tmp_path, story, lanes=LANES)
