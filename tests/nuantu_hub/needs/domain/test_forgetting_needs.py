"""What is forgotten of needs, and that a day's rows tell no order afterwards."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from tests.nuantu_hub.needs.need_cast import MOMENT, picture, say, spoken

from nuantu_hub.needs.domain.forgetting_needs import (
    RECORDING_DAYS,
    WORDS_DAYS,
    forget_recordings,
    forget_words,
    mix_rows,
)
from nuantu_hub.needs.domain.receiving import put_aside, type_up
from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.files import read_file
from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_a_recording_goes_a_month_after_it_was_typed_up(district: Unit, officer: Account) -> None:
    """Its words stay; one that nobody typed up stays too."""
    needs = [say_need(unit=district, said=Said("pay", voice=spoken()), token=uuid4(), by=None).need for _ in range(2)]
    type_up(by=officer, need=needs[0], words="少算了")

    assert forget_recordings() == 0
    set_clock(MOMENT + timedelta(days=RECORDING_DAYS, minutes=1))
    assert forget_recordings() == 1

    for need in needs:
        need.refresh_from_db()
    assert (needs[0].voice, needs[0].words) == (None, "少算了")
    assert needs[1].voice is not None


def test_words_are_blanked_two_years_after_the_end(district: Unit, officer: Account) -> None:
    """What somebody still waits for is kept, however old; a second run finds nothing."""
    over = say_need(unit=district, said=Said("pay", "广告", "路口", picture()), token=uuid4(), by=None).need
    waits = say(district).need
    put_aside(by=officer, need=over, why="广告")
    assert forget_words() == 0

    set_clock(MOMENT + timedelta(days=WORDS_DAYS, hours=2))

    assert [forget_words(), forget_words()] == [1, 0]
    over.refresh_from_db()
    waits.refresh_from_db()
    assert (over.words, over.place, over.photo, bool(waits.words)) == ("", "", None, True)
    assert not StoredFile.objects.exists()


def test_rows_of_yesterday_lie_in_an_order_that_chance_made(district: Unit, rider: Account) -> None:
    """All of them come from one transaction then, where the database remembers that; nothing else of them changes."""
    keys = [say(district, None, f"第{number}件").need.pk for number in range(24)]
    say(district, rider)
    before = list(Need.objects.order_by("pk").values())
    set_clock(MOMENT + timedelta(days=1))

    assert mix_rows() == 24

    assert list(Need.objects.order_by("pk").values()) == before
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, xmin::text FROM needs_need WHERE account_id IS NULL ORDER BY ctid")
            lying = cursor.fetchall()
        assert [key for key, _xmin in lying] != keys
        assert len({xmin for _key, xmin in lying}) == 1


def test_files_are_written_anew_and_still_open(district: Unit) -> None:
    """A file of yesterday is another one on the disk, with the same content and the hour as its time."""
    need = say_need(unit=district, said=Said("pay", photo=picture()), token=uuid4(), by=None).need
    assert need.photo is not None
    held, inode = read_file(need.photo), need.photo.path.stat().st_ino
    set_clock(MOMENT + timedelta(days=400))  # so that the disk's own time lies before the day's end
    Need.objects.update(at=MOMENT + timedelta(days=399))

    mix_rows()

    assert need.photo.path.stat().st_ino != inode
    assert read_file(need.photo) == held
    assert need.photo.path.stat().st_mtime == need.at.timestamp()
