"""Only the newest version is told, and no older one comes after it."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.domain.publishing import find_published, publish
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Publication

pytestmark = pytest.mark.django_db
KIND = Publication.Kind.BUNDLE


def test_the_newest_version_is_found() -> None:
    publish(kind=KIND, number=3, version=1, body=b"one")
    second = publish(kind=KIND, number=3, version=2, body=b"two")

    assert (find_published(KIND, 3), find_published(KIND, 4)) == (second, None)


def test_the_same_again_changes_nothing() -> None:
    first = publish(kind=KIND, number=3, version=1, body=b"one")

    assert publish(kind=KIND, number=3, version=1, body=b"one") == first
    assert Publication.objects.count() == 1


def test_other_words_in_the_same_version_are_refused() -> None:
    publish(kind=KIND, number=3, version=1, body=b"one")
    with pytest.raises(PassRefused):
        publish(kind=KIND, number=3, version=1, body=b"other")


def test_an_older_version_is_refused() -> None:
    publish(kind=KIND, number=3, version=2, body=b"two")
    with pytest.raises(PassRefused):
        publish(kind=KIND, number=3, version=1, body=b"one")
