"""What phones and gates get: signed, in versions, published when it changes and ended when a compound pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from tests.nuantu_hub.passes.compound_cast import TERMS, put_policy, put_ready, put_trial

from nuantu_hub.passes.domain.compound_papers import (
    find_poster,
    hold_papers,
    publish_begun_papers,
    publish_due_papers,
    publish_papers,
)
from nuantu_hub.passes.domain.compounds import pause_compound, resume_compound
from nuantu_hub.passes.domain.pass_gates import GateFacts, change_gate, close_pass_gate
from nuantu_hub.passes.domain.publishing import find_published
from nuantu_hub.passes.models import Publication
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.compound_papers import digest_bundle, read_own_bundle, read_own_poster
from nuantu_hub.seam.pass_keys import VARIABLE
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
BUNDLE, GATE = Publication.Kind.BUNDLE, Publication.Kind.DESCRIPTOR


def test_nothing_is_published_before_the_trial_and_everything_with_it(district: Unit, officer: Account) -> None:
    ready = put_ready(district, officer, "远山居").compound
    assert find_published(BUNDLE, ready.pk) is None
    compound = put_trial(district, officer).compound
    gate = compound.gates.get()
    bundle, poster = find_published(BUNDLE, compound.pk), find_published(GATE, gate.number_id)
    assert bundle is not None
    assert poster is not None
    told, paper = read_own_bundle(bytes(bundle.body)), read_own_poster(bytes(poster.body))

    assert (told.compound, told.version, told.until_s) == (compound.pk, 1, None)
    assert (paper.gate, paper.compound_name, paper.gate_name, int(paper.kind)) == (
        gate.number_id, "和风苑", "南门", 1)
    assert paper.policy_digest == digest_bundle(bytes(bundle.body))
    assert (paper.latitude_e6, paper.longitude_e6) == (round(gate.place.lat_deg * 1e6), round(gate.place.lon_deg * 1e6))
    shown = find_poster(gate)
    assert shown is not None
    assert shown.text.startswith("XG1:")


def test_what_is_the_same_is_not_published_again(district: Unit, officer: Account) -> None:
    compound = put_trial(district, officer).compound
    before = Publication.objects.count()

    assert publish_papers(compound)
    assert publish_due_papers() == publish_begun_papers() == 0
    assert Publication.objects.count() == before


def test_a_new_policy_and_a_moved_gate_make_new_versions(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer)
    gate = sides.compound.gates.select_related("place", "compound").get()
    put_policy(sides, replace(TERMS, speed_kmh=10), "有孩子")
    bundle, poster = find_published(BUNDLE, sides.compound.pk), find_published(GATE, gate.number_id)
    change_gate(by=sides.property, gate=gate, facts=GateFacts("大门", gate.place.lat_deg, gate.place.lon_deg))
    moved = find_published(GATE, gate.number_id)

    assert bundle is not None
    assert poster is not None
    assert moved is not None
    assert (bundle.version, poster.version, moved.version) == (2, 2, 3)
    assert read_own_poster(bytes(moved.body)).gate_name == "大门"


def test_a_pause_ends_the_bundle_and_going_on_begins_another(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer)
    gate = sides.compound.gates.get()
    pause_compound(by=sides.street, compound=sides.compound, why="消防演练")
    ended = find_published(BUNDLE, sides.compound.pk)
    assert ended is not None
    told = read_own_bundle(bytes(ended.body))
    assert told.until_s is not None
    assert told.until_s <= now().timestamp()
    gate.refresh_from_db()
    assert find_poster(gate) is None
    resume_compound(by=officer, compound=sides.compound)
    again = find_published(BUNDLE, sides.compound.pk)
    assert again is not None
    assert (again.version, read_own_bundle(bytes(again.body)).until_s) == (told.version + 1, None)


def test_the_poster_of_a_gate_that_is_no_more_ends(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer)
    gate = sides.compound.gates.get()
    close_pass_gate(by=sides.property, gate=gate)
    ended = find_published(GATE, gate.number_id)
    assert ended is not None

    assert read_own_poster(bytes(ended.body)).expires_s <= now().timestamp()
    publish_due_papers()
    assert find_published(GATE, gate.number_id) == ended


def test_posters_are_made_anew_before_they_end(district: Unit, officer: Account) -> None:
    compound = put_trial(district, officer, days=90).compound
    gate = compound.gates.get()
    with standing_at(now() + timedelta(days=380)):
        publish_due_papers()
    newest = find_published(GATE, gate.number_id)

    assert newest is not None
    assert newest.version == 2


def test_what_is_held_back_is_published_afterwards(district: Unit, officer: Account) -> None:
    with hold_papers():
        compound = put_trial(district, officer).compound
        assert find_published(BUNDLE, compound.pk) is None
    publish_due_papers()
    assert find_published(BUNDLE, compound.pk) is not None



def test_keys_that_cannot_be_read_are_named_in_the_log_and_keep_nobody_from_pausing(
        district: Unit, officer: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    sides = put_trial(district, officer)
    before = Publication.objects.count()
    folder = settings.DATA.root / "keys" / "passes"
    aside = folder.rename(folder.with_name("passes aside"))
    monkeypatch.setenv(VARIABLE, "nonsense")
    try:
        paused = pause_compound(by=sides.street, compound=sides.compound, why="消防演练")
    finally:
        aside.rename(folder)

    assert (paused.state, Publication.objects.count()) == ("paused", before)
    assert f"The papers of compound {sides.compound.pk} are not published" in caplog.text
    monkeypatch.delenv(VARIABLE)
    publish_due_papers()
    assert Publication.objects.count() == before + 1
