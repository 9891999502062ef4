"""Compounds go to replays with their gates in metres, code or not, and the time without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu_hub.passes.pass_cast import build_compound_gate

from nuantu.replay.friction import read_friction
from nuantu_hub.passes.domain.friction import tell_friction, write_friction
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.invented_city import find_degrees

pytestmark = pytest.mark.django_db


def test_the_engine_reads_what_the_hub_writes(street: Unit, tmp_path: Path) -> None:
    first = build_compound_gate(street, "甲园", baseline_s=240, state="live", at=find_degrees(1_200.0, 800.0))
    build_compound_gate(street, "甲园", compound=first.compound, at=find_degrees(1_300.0, 900.0))
    build_compound_gate(street, "乙园", baseline_s=90, state="paused", at=find_degrees(10.0, 20.0))
    build_compound_gate(street, "没有量过")
    build_compound_gate(street, "退出了", baseline_s=5, state="closed")
    file = tmp_path / "friction.json"

    assert write_friction(file, tell_friction(now())) == 2
    read = read_friction(file)
    assert [(one.name, one.has_pass, one.delay_s) for one in read] == [("甲园", True, 240), ("乙园", False, 90)]
    assert [tuple(map(round, gate)) for gate in read[0].gates] == [(1_200, 800), (1_300, 900)]


def test_nothing_in_the_file_is_about_a_person(street: Unit) -> None:
    build_compound_gate(street, "甲园", baseline_s=240)
    told = tell_friction(now())
    assert set(told["compounds"][0]) == {
        "name", "sign", "has_pass", "delay_s", "measured_on", "how", "with_pass_s", "gates"}
    assert json.loads(json.dumps(told)) == told
    assert Compound.objects.count() == 1
