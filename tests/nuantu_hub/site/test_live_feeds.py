"""What may be followed live."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.utils import translation
from tests.nuantu_hub.racing import IS_SERVER, RACE, stand_on_a_file

from nuantu_hub.people.models import Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site import live_feeds
from nuantu_hub.site.live_feeds import Told, close_reading, read_feed, read_mark


def tell_language(sign: str) -> Told | None:
    """A feed that says in which language it is read."""
    return Told((translation.get_language() or "").encode(), "") if sign == "here" else None


@pytest.fixture(autouse=True)
def own_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """One feed alone."""
    monkeypatch.setattr(live_feeds, "FEEDS", {"language": f"{__name__}.tell_language"})


@pytest.mark.django_db
def test_a_feed_is_read_in_the_language_of_who_watches() -> None:
    read = [read_feed("language", "here", language) for language in ("en", "zh-hans")]

    assert [told.body for told in read if told is not None] == [b"en", b"zh-hans"]


@pytest.mark.django_db
def test_an_unknown_feed_or_sign_is_nothing() -> None:
    assert [read_feed("nothing", "here", "en"), read_feed("language", "gone", "en")] == [None, None]


@RACE
def test_the_mark_is_another_one_after_a_commit_and_only_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def plant() -> None:
        plant_unit("云港市总工会", Unit.Kind.CITY)
        close_reading()

    def ask(one: ThreadPoolExecutor, what: Callable[[], object]) -> object:
        return one.submit(what).result()

    standing = nullcontext() if IS_SERVER else stand_on_a_file(tmp_path / "mark.sqlite3", monkeypatch)
    with standing, ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
        marks = [ask(reader, read_mark), ask(reader, read_mark)]
        ask(writer, plant)
        marks += [ask(reader, read_mark), ask(reader, read_mark)]
        ask(reader, close_reading)

    assert marks[0] == marks[1]
    assert marks[2] == marks[3]
    assert marks[1] != marks[2]
