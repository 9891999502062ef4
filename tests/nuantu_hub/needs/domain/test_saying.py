"""Saying it: by name or without one, once whatever the network does, with what comes along stripped."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS, picture, recording, say, spoken

from nuantu_hub.needs.domain.claims import find_claimed
from nuantu_hub.needs.domain.saying import HOURLY_MOST, Said, Way, say_need
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.files import read_file
from nuantu_hub.people.models import Account, Deed, StoredFile, Unit
from nuantu_hub.site.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_with_a_name_it_is_kept_with_who_and_when(district: Unit, rider: Account) -> None:
    """The need holds the writer and the moment, and a deed says who did it."""
    taken = say(district, rider, wants_sms=True)

    need = Need.objects.get()
    assert (need.account, need.at, need.words, need.wants_sms, taken.code) == (rider, MOMENT, WORDS, True, "")
    assert list(Deed.objects.values_list("verb", "by", "thing_id")) == [("need said", rider.pk, str(need.pk))]


def test_without_a_name_nobody_and_no_minute_is_kept(district: Unit) -> None:
    """No account, the hour alone, no deed; the code finds it again."""
    taken = say(district, wants_sms=True)

    need = Need.objects.get()
    assert (need.account, need.at, need.wants_sms, need.typed_by) == (None, HOUR, False, None)
    assert not Deed.objects.exists()
    assert find_claimed(taken.code) == need


def test_the_same_form_sent_twice_is_one_need_with_one_code(district: Unit) -> None:
    """A lost answer is repeated, with the same code."""
    token = uuid4()

    first, again = say(district, token=token), say(district, token=token, words="换了一句")

    assert (first.need, first.code) == (again.need, again.code)
    assert Need.objects.get().words == WORDS


def test_neither_token_nor_code_is_kept(district: Unit) -> None:
    """No column of the row holds the token or the code, in whatever writing."""
    token = uuid4()

    taken = say(district, token=token)

    row = " ".join(str(value) for value in Need.objects.values().get().values()).lower()
    for secret in (str(token), token.hex, taken.code.lower(), taken.code.replace("-", "").lower()):
        assert secret not in row


def test_a_person_joins_once_whatever_is_pressed(district: Unit, rider: Account, other_rider: Account) -> None:
    """Joining twice, or joining what one said oneself, counts nobody twice."""
    root = say(district, rider).need

    first = say(district, other_rider, "", joins=root).need
    assert say(district, other_rider, "", joins=root).need == first
    assert say(district, other_rider, "", joins=first).need == first
    assert say(district, rider, "", joins=root).need == root
    assert list(root.echoes.all()) == [first]


def test_who_joins_takes_over_what_it_is_about(district: Unit, other_district: Unit, rider: Account) -> None:
    """Union and kind are those of the need that is joined; the own words stay."""
    root = say(district).need

    echo = say(other_district, rider, "我也是", joins=root).need

    assert (echo.echo_of, echo.unit, echo.topic, echo.words) == (root, district, root.topic, "我也是")


@pytest.mark.parametrize(("said", "field"), [
    (Said("dispatch", "  "), "words"), (Said("weather", "冷"), "topic"), (Said("pay", "长" * 501), "words"),
    (Said("pay", "少了", "路" * 61), "place")])
def test_nothing_too_much_and_nowhere_is_refused(district: Unit, said: Said, field: str) -> None:
    """What is wrong is said of the field, and nothing is kept."""
    with pytest.raises(NeedRefused) as refused:
        say_need(unit=district, said=said, token=uuid4(), by=None)

    assert (refused.value.field, Need.objects.count()) == (field, 0)


def test_one_person_says_only_so_much_in_an_hour(district: Unit, rider: Account, other_rider: Account) -> None:
    """The twenty-first is refused; another person is not held up by it."""
    for number in range(HOURLY_MOST):
        say(district, rider, f"第{number}件")

    with pytest.raises(NeedRefused):
        say(district, rider, "再来一件")
    assert say(district, other_rider).need.account == other_rider


def test_a_picture_without_a_name_tells_neither_place_nor_minute(district: Unit) -> None:
    """Drawn anew, under no name, with the hour in its row and on the disk, and without a deed."""
    need = say_need(unit=district, said=Said("gate", "", photo=picture()), token=uuid4(), by=None).need

    file = StoredFile.objects.get()
    assert (file.account, file.at, file.name, need.photo) == (None, HOUR, "file", file)
    assert file.path.stat().st_mtime == HOUR.timestamp() == file.path.parent.stat().st_mtime
    assert not Deed.objects.exists()
    held = read_file(file)
    assert b"2026:11:21" not in held
    assert held[:2] == b"\xff\xd8"


def test_a_recording_is_kept_without_what_it_tells_of_its_making(district: Unit, rider: Account) -> None:
    """The sound stays as it was; its kind is known from its content."""
    need = say_need(unit=district, said=Said("pay", voice=spoken()), token=uuid4(), by=rider).need

    assert need.voice is not None
    held = read_file(need.voice)
    assert (need.voice.kind, need.voice.account, len(held)) == ("audio/webm", rider, len(recording()))
    assert b"Wang" not in held
    assert held.endswith(b"sound")


def test_what_is_no_picture_and_no_recording_leaves_nothing(district: Unit) -> None:
    """A need whose file cannot be taken is not taken at all."""
    for said in (Said("pay", "看图", photo=spoken()), Said("pay", "听", voice=picture())):
        with pytest.raises(Refused):
            say_need(unit=district, said=said, token=uuid4(), by=None)

    assert (Need.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_staff_who_type_for_somebody_are_named_and_the_somebody_is_not(district: Unit, organiser: Account) -> None:
    """The row says who typed; no deed tells at which minute."""
    need = say(district, way=Way("hotline", typed_by=organiser)).need

    assert (need.typed_by, need.channel, need.account, need.at) == (organiser, "hotline", None, HOUR)
    assert not Deed.objects.exists()


def test_numbers_follow_no_order(district: Unit, rider: Account) -> None:
    """Thirty needs one after another have numbers in no order of time."""
    keys = [say(district, None, f"第{number}件").need.pk for number in range(30)]

    assert keys != sorted(keys)
    assert len(set(keys)) == 30
    assert max(keys) < 2 ** 53


def test_what_was_said_earlier_is_kept_with_its_hour(district: Unit) -> None:
    """A need that is handed in later stands at the hour in which it was said."""
    need = say(district, at=MOMENT - timedelta(hours=3)).need

    assert need.at == HOUR - timedelta(hours=3)


def test_pictures_are_what_they_seem() -> None:
    """The test's own picture does tell its time: the tests above would see it."""
    assert Image.open(picture()).getexif()[0x0132] == "2026:11:21 18:24:11"
