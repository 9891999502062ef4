"""A publication is one version of one thing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from nuantu_hub.passes.models import Publication
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_version_is_published_once() -> None:
    words = {"kind": Publication.Kind.TRUST, "version": 1, "body": b"1", "digest": "a", "made_at": now()}
    Publication.objects.create(**words)
    with pytest.raises(IntegrityError):
        Publication.objects.create(**words)
