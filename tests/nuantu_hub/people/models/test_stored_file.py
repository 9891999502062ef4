"""A file lies in the data folder under its random key, outside what is served."""

from __future__ import annotations

import pytest
from django.conf import settings

from nuantu_hub.people.models import Account, StoredFile
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_the_path_follows_from_the_key_and_from_nothing_that_was_handed_in(rider: Account) -> None:
    file = StoredFile.objects.create(account=rider, name="../../证明.pdf", kind="application/pdf", size_bytes=1,
                                     digest="0" * 64, at=now())

    assert file.path == settings.DATA.files / file.pk.hex[:2] / file.pk.hex
    assert settings.STATIC_ROOT not in file.path.parents
    assert str(file) == str(file.pk)
