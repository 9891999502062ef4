"""Pictures and recordings, for who deals with them; who saw them is written down."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import picture, spoken

from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.people.models import Account, Reading, Unit

pytestmark = pytest.mark.django_db


def test_staff_of_the_unit_open_them_and_nobody_else(
    district: Unit, rider: Account, officer: Account, other_officer: Account, as_: As, stranger: Client,
) -> None:
    """Not even their writer, who has them."""
    said = Said("pay", "看", photo=picture(), voice=spoken())
    need = say_need(unit=district, said=said, token=uuid4(), by=rider).need

    for name, kind in (("photo", "image/jpeg"), ("voice", "audio/webm")):
        seen = as_(officer).get(f"/needs/{need.pk}/{name}/")
        assert (seen["Content-Type"], seen["Content-Security-Policy"]) == (kind, "sandbox; default-src 'none'")
        for account in (rider, other_officer):
            assert as_(account).get(f"/needs/{need.pk}/{name}/").status_code == 404
        assert stranger.get(f"/needs/{need.pk}/{name}/").status_code == 302
    assert Reading.objects.filter(by=officer, thing="people.storedfile").count() == 2
