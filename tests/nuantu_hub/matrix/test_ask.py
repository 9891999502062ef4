"""Every role at every address sees what the declared table lets it see, and nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from tests.nuantu_hub.seam.small_run import prepare_small_run

from nuantu_hub.days.domain.importing import import_run
from nuantu_hub.days.models import Run
from nuantu_hub.matrix.ask import (
    ALLOWED,
    REFUSED,
    Address,
    ask_address,
    ask_matrix,
    expect,
    judge,
    list_names,
    read_table,
    sign_in,
)
from nuantu_hub.matrix.cast import NONE, OTHER, OWN, ROLES, Cast
from nuantu_hub.people.models import Account, StoredFile, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(city: Unit, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A replayed day in the hub."""
    small = prepare_small_run(tmp_path_factory)
    noon = datetime.fromisoformat(f"{small.folder.date.isoformat()}T12:00:00+08:00")
    return import_run(by=None, unit=city, source=small.out, platform="青禾配送", clock_at=noon)


def test_every_address_is_declared_nothing_leaks_and_nothing_is_left_behind(run: Run) -> None:
    before = Account.objects.count(), Unit.objects.count(), Run.objects.count()
    cells = ask_matrix()

    assert [cell for cell in cells if not cell["ok"]] == []
    assert len(cells) >= 800
    assert {cell["role"] for cell in cells} == set(ROLES)
    assert {cell["object"] for cell in cells} == {OWN, OTHER, NONE}
    assert (Account.objects.count(), Unit.objects.count(), Run.objects.count()) == before
    assert not StoredFile.objects.exists()


def test_the_table_knows_no_address_that_is_gone() -> None:
    assert set(read_table()) <= set(list_names())


def test_a_door_left_open_is_found(monkeypatch: pytest.MonkeyPatch, rf: object) -> None:
    """With the guard of deeds off, the matrix names who came in and should not have."""
    from nuantu_hub.people.views.recorded import deeds
    from nuantu_hub.site.guards import Guard
    monkeypatch.setattr(deeds, "guard", Guard("people.be_signed_in"))
    cast = Cast(None)
    clients = {role: sign_in(cast.accounts[role]) for role in ROLES}
    cells = list(ask_address(read_table()["people:deeds"], cast, clients))
    cast.remove_files()

    leaked = {cell["role"] for cell in cells if not cell["ok"]}
    assert leaked == {"worker", "other_worker", "reviewer", "organiser", "officer", "other_officer", "keeper",
                      "inspector", "manager"}
    assert reverse("people:deeds") == "/deeds/"


@pytest.mark.parametrize(("status", "location", "judged"), [
    (200, "", ALLOWED), (302, "/", ALLOWED), (422, "", ALLOWED), (404, "", REFUSED), (401, "", REFUSED),
    (302, "/sign-in/?next=/deeds/", REFUSED), (302, "/sign-in/", ALLOWED), (500, "", "fault 500"),
    (405, "", "no such method"),
])
def test_an_answer_is_judged_by_what_it_lets_through(status: int, location: str, judged: str) -> None:
    assert judge(status, location) == judged


@pytest.mark.parametrize(("who", "side", "allowed"), [
    (("everybody",), NONE, set(ROLES)),
    (("signed_in",), NONE, set(ROLES) - {"stranger"}),
    (("worker",), NONE, {"worker", "other_worker"}),
    (("owner",), OWN, {"worker"}),
    (("owner",), OTHER, {"other_worker"}),
    (("officer",), NONE, {"officer", "other_officer"}),
    (("officer", "reviewer"), OWN, {"officer", "reviewer"}),
    (("officer", "reviewer"), OTHER, {"other_officer"}),
    (("steward",), OTHER, {"steward"}),
    (("nobody",), OWN, set()),
])
def test_the_table_says_who_may(who: tuple[str, ...], side: str, allowed: set[str]) -> None:
    address = Address("x", who, None, empty=False)

    assert {role for role in ROLES if expect(address, role, side) == ALLOWED} == allowed
