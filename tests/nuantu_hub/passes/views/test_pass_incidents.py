"""Pages of incidents: who sees which step, and what stands in no page and no address."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from tests.nuantu_hub.passes.domain.test_pass_incidents import DAY_KEY, Scene

from nuantu.passes.trace import derive_trace
from nuantu_hub.passes.models import Party, PassIncident
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(street: Unit, officer: Account, rider: Account, other_rider: Account, tmp_path: Path) -> Scene:
    """Somebody's flower bed."""
    return Scene(street, officer, rider, other_rider, tmp_path)


def test_the_manager_reports_and_sees_no_key(scene: Scene, as_) -> None:
    """From the form to the page, on which the trace and the day's key do not stand."""
    client, compound = as_(scene.sides.property), scene.sides.compound
    minute = scene.report().minute
    answer = client.post(reverse("passes:incident_add", args=[compound.pk]), {
        "token": str(uuid.uuid4()), "gate": scene.gate.pk, "kind": "theft", "words": "车被推走了",
        "minute": localtime(minute).strftime("%Y-%m-%dT%H:%M"), "trace": derive_trace(DAY_KEY, b"the one!").hex(),
        "day_key": DAY_KEY.hex()})
    made = PassIncident.objects.get(kind="theft")

    page = client.get(reverse("passes:incident", args=[made.pk])).content.decode()

    assert answer.status_code == 302
    assert "车被推走了" in page
    assert made.trace not in page
    assert DAY_KEY.hex() not in page
    assert client.get(reverse("passes:incident_window", args=[made.pk])).status_code in (403, 404)
    assert client.get(reverse("passes:incidents", args=[compound.pk])).status_code == 200


def test_a_wrong_figure_stands_beside_its_field(scene: Scene, as_) -> None:
    """Nothing is reported."""
    answer = as_(scene.sides.property).post(reverse("passes:incident_add", args=[scene.sides.compound.pk]), {
        "token": str(uuid.uuid4()), "gate": scene.gate.pk, "kind": "theft", "words": "x",
        "minute": "2026-01-01T00:00", "trace": "1", "day_key": "2"})

    assert answer.status_code == 422
    assert not PassIncident.objects.exists()


def test_two_sides_open_and_the_rider_reads_who(scene: Scene, as_) -> None:
    """Each sees the step that is theirs; the union sees the name, the manager only that somebody was found."""
    incident = scene.report()
    address = reverse("passes:incident", args=[incident.pk])
    assert 'data-escrow="hand"' in as_(scene.sides.street).get(address).content.decode()
    scene.hand(incident, "street", "union")
    assert 'data-escrow="search"' not in as_(scene.sides.street).get(address).content.decode()
    assert 'data-escrow="search"' in as_(scene.sides.officer).get(address).content.decode()
    incident.refresh_from_db()
    found = scene.search(incident, "union")
    answer = as_(scene.sides.officer).post(reverse("passes:incident_answer", args=[incident.pk]), {
        "rider": found.found.rider, "rows": found.rows, "unreadable": found.unreadable})

    assert answer.status_code == 302
    pages = {role: as_(scene.sides.get(role)).get(address).content.decode() for role in ("union", "property")}
    assert scene.rider.name in pages["union"]
    assert scene.rider.name not in pages["property"]
    assert "查到了" in pages["property"]
    home = as_(scene.rider).get(reverse("passes:own_incidents")).content.decode()
    assert scene.sides.compound.name in home
    incident.refresh_from_db()
    assert incident.seen_at is not None


def test_a_share_is_handed_by_its_form(scene: Scene, as_) -> None:
    """Rubbish is said beside the field and changes nothing."""
    incident = scene.report()
    answer = as_(scene.sides.street).post(reverse("passes:incident_hand", args=[incident.pk]), {"handed": "{"})

    assert answer.status_code == 422
    incident.refresh_from_db()
    assert incident.state == "reported"
    scene.hand(incident, "street", "union")
    empty = as_(scene.sides.officer).post(reverse("passes:incident_answer", args=[incident.pk]), {})
    no_reason = as_(scene.sides.property).post(reverse("passes:incident_drop", args=[incident.pk]), {"why": ""})
    assert (empty.status_code, no_reason.status_code) == (422, 422)


def test_it_can_be_dropped_with_a_reason(scene: Scene, as_) -> None:
    """By the manager who reported it."""
    incident = scene.report()
    as_(scene.sides.property).post(reverse("passes:incident_drop", args=[incident.pk]), {"why": "找到了"})

    incident.refresh_from_db()
    assert incident.state == "dropped"


def test_a_side_keeps_its_own_key(scene: Scene, as_) -> None:
    """The page draws it; the manager has none to keep."""
    address = reverse("passes:share_key", args=[scene.sides.compound.pk])
    party = Party.objects.get(compound=scene.sides.compound, role="street")
    fresh = scene.name("union").replace("=", "=")
    assert 'data-escrow="draw"' in as_(scene.sides.street).get(address).content.decode()
    assert as_(scene.sides.property).get(address).status_code == 404
    assert as_(scene.sides.street).post(address, {"share_key": fresh}).status_code == 422
    from tests.nuantu_hub.passes.domain.test_hostile_holders import draw_words

    words = draw_words()
    assert as_(scene.sides.street).post(address, {"share_key": words}).status_code == 302
    party.refresh_from_db()
    assert party.share_key == words


def test_strangers_see_nothing(scene: Scene, as_, stranger) -> None:
    """No page of it; nor does the rider, before a search found one."""
    incident = scene.report()
    for name, key in (("incidents", scene.sides.compound.pk), ("incident", incident.pk),
                      ("incident_window", incident.pk), ("share_key", scene.sides.compound.pk)):
        address = reverse(f"passes:{name}", args=[key])
        assert stranger.get(address).headers["Location"].startswith("/sign-in/")
        assert as_(scene.rider).get(address).status_code == 404
