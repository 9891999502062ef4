"""A pseudonym and an account are joined by the worker alone, encrypted, and parted at once."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu.rights.own_copy import Person
from nuantu.rights.sheets_writer import write_export
from nuantu.rights.statement import find_copy
from nuantu_hub.days.domain.linking import (
    MOST_TRIES,
    PURPOSE,
    hash_code,
    import_codes,
    link_by_code,
    link_by_export,
    make_link,
    read_code_file,
    use_link,
    withdraw_link,
)
from nuantu_hub.days.errors import LinkRefused, RunRefused
from nuantu_hub.days.models import Link, LinkCode, LinkTry, Run
from nuantu_hub.people.domain.consents import has_consent, withdraw_consent
from nuantu_hub.people.models import Account, Deed, Reading, Unit
from nuantu_hub.site.clock import now, set_clock
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
PLATFORM = "青禾配送"
CODE = "7F3A-91C2-0B5D-E844"


@pytest.fixture
def codes(district: Unit) -> str:
    """One code, known by its hash, for R00001."""
    import_codes(by=None, unit=district, platform=PLATFORM, rows={hash_code(PLATFORM, CODE): "R00001"})
    return CODE


def pack(folder: Path) -> io.BytesIO:
    """The sheets of an export as a ZIP."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for file in folder.iterdir():
            packed.write(file, file.name)
    held.seek(0)
    return held


def test_a_code_links_once_however_it_is_typed(codes: str, rider: Account, other_rider: Account) -> None:
    link = link_by_code(account=rider, code=codes.lower().replace("-", " "))
    assert (link.pseudonym, link.platform, link.way) == ("R00001", PLATFORM, "code")
    assert not LinkCode.objects.exists()
    with pytest.raises(LinkRefused):
        link_by_code(account=other_rider, code=codes)


def test_an_expired_code_links_nothing(codes: str, rider: Account) -> None:
    try:
        set_clock(now() + timedelta(days=31))
        with pytest.raises(LinkRefused):
            link_by_code(account=rider, code=codes)
    finally:
        set_clock(None)
    assert not Link.objects.exists()


def test_too_many_wrong_codes_close_the_door_for_an_hour(codes: str, rider: Account) -> None:
    for _ in range(MOST_TRIES):
        with pytest.raises(LinkRefused):
            link_by_code(account=rider, code="AAAA")
    with pytest.raises(LinkRefused, match=str(MOST_TRIES)):
        link_by_code(account=rider, code=codes)
    LinkTry.objects.update(at=now() - timedelta(hours=1, seconds=1))
    assert link_by_code(account=rider, code=codes).pseudonym == "R00001"


def test_what_lies_in_the_database_names_no_pseudonym_and_no_code(codes: str, rider: Account, district: Unit) -> None:
    link = link_by_code(account=rider, code=codes)
    import_codes(by=None, unit=district, platform=PLATFORM, rows={hash_code(PLATFORM, "OTHER"): "R00002"})
    with connection.cursor() as cursor:
        stored = []
        for table in ("days_link", "days_linkcode", "people_deed", "people_reading"):
            cursor.execute(f"SELECT * FROM {table}")
            stored += [str(value) for row in cursor.fetchall() for value in row]
    use_link(link, "own day")
    text = "\n".join(stored)
    assert "R0000" not in text
    assert hash_code(PLATFORM, "OTHER") not in text
    assert hashlib.sha256(b"R00001").hexdigest() not in text


def test_each_use_of_a_link_is_written_down_without_the_pseudonym(link: Link, rider: Account, pseudonym: str) -> None:
    assert use_link(link, "own day") == pseudonym
    reading = Reading.objects.get()
    assert (reading.by, reading.thing, reading.thing_id, reading.purpose) == (rider, "days.link", str(link.pk),
                                                                           "own day")


def test_a_link_leaves_no_trace_in_what_the_engine_reads(run: Run, rider: Account, pseudonym: str) -> None:
    def read_files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(run.folder.rglob("*")) if path.is_file()}

    before = read_files()
    use_link(make_link(rider, PLATFORM, pseudonym, "code"), "own day")
    after = read_files()
    assert after == before
    assert not [path for path, data in after.items() if rider.pk.hex.encode() in data or str(rider.pk).encode() in data]


def test_a_withdrawn_link_is_gone_at_once_and_can_be_made_again(link: Link, rider: Account, other_rider: Account,
                                                                pseudonym: str) -> None:
    withdraw_link(account=rider, link=link)
    assert not Link.objects.exists()
    assert Deed.objects.filter(verb="link withdrawn", by=rider).count() == 1
    assert make_link(other_rider, PLATFORM, pseudonym, "code").pseudonym == pseudonym


def test_a_link_stands_with_its_consent_and_falls_with_it(link: Link, rider: Account) -> None:
    assert has_consent(rider, PURPOSE)
    withdraw_consent(account=rider, purpose=PURPOSE)
    assert (Link.objects.exists(), has_consent(rider, PURPOSE)) == (False, False)


def test_the_last_link_takes_the_consent_along(link: Link, rider: Account) -> None:
    other = make_link(rider, "乙", "X1", "code")
    withdraw_link(account=rider, link=link)
    assert has_consent(rider, PURPOSE)
    withdraw_link(account=rider, link=other)
    assert not has_consent(rider, PURPOSE)


def test_words_of_consent_that_are_no_longer_asked_link_nothing(codes: str, rider: Account) -> None:
    with pytest.raises(Refused):
        link_by_code(account=rider, code=codes, agreed="2020-01")
    assert (Link.objects.exists(), LinkCode.objects.count()) == (False, 1)


def test_one_pseudonym_belongs_to_one_account_and_one_account_has_one(link: Link, rider: Account, pseudonym: str,
                                                                     other_rider: Account) -> None:
    assert make_link(rider, PLATFORM, pseudonym, "export") == link
    with pytest.raises(LinkRefused):
        make_link(other_rider, PLATFORM, pseudonym, "code")
    with pytest.raises(LinkRefused, match=PLATFORM):
        make_link(rider, PLATFORM, "R99999", "code")


def test_an_own_export_links_where_its_deliveries_match_to_the_second(run: Run, small: SmallRun, rider: Account,
                                                                     pseudonym: str, tmp_path: Path) -> None:
    write_export(find_copy(small.out, Person(pseudonym)), tmp_path / "own")
    link = link_by_export(account=rider, file=pack(tmp_path / "own"), pseudonym=pseudonym)
    assert (link.pseudonym, link.platform, link.way) == (pseudonym, run.platform, "export")


def test_an_export_whose_times_were_changed_links_nothing(run: Run, small: SmallRun, rider: Account, pseudonym: str,
                                                         tmp_path: Path) -> None:
    write_export(find_copy(small.out, Person(pseudonym)), tmp_path / "own")
    trips = tmp_path / "own" / "trips.csv"
    lines = trips.read_text(encoding="utf-8-sig").splitlines()
    place = lines[0].split(",").index("送达时间")
    changed = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        cells[place] = cells[place][:-2] + f"{(int(cells[place][-2:]) + 7) % 60:02d}"
        changed.append(",".join(cells))
    trips.write_text("\n".join(changed) + "\n", encoding="utf-8")
    with pytest.raises((LinkRefused, RunRefused)):
        link_by_export(account=rider, file=pack(tmp_path / "own"), pseudonym=pseudonym)
    assert not Link.objects.exists()


def test_a_file_of_codes_holds_hashes_alone() -> None:
    row = f"{hash_code(PLATFORM, CODE)},R00001"
    assert read_code_file(["code_sha256,worker_id", row]) == {hash_code(PLATFORM, CODE): "R00001"}


@pytest.mark.parametrize(("lines", "place"), [
    ([], "1"), (["worker_id,code"], "1"), (["code_sha256,worker_id", f"{CODE},R1"], "2"),
    (["code_sha256,worker_id", f"{'a' * 64},"], "2"),
    (["code_sha256,worker_id", f"{'a' * 64},R1", f"{'a' * 64},R2"], "3"),
])
def test_a_file_of_codes_that_is_wrong_is_refused_by_line(lines: list[str], place: str) -> None:
    with pytest.raises(LinkRefused, match=place) as caught:
        read_code_file(lines)
    assert caught.value.field == "file"


def test_codes_taken_in_twice_stay_as_they_were(codes: str, district: Unit, officer: Account) -> None:
    rows = {hash_code(PLATFORM, CODE): "R00001", hash_code(PLATFORM, "NEW"): "R00002"}
    assert import_codes(by=officer, unit=district, platform=PLATFORM, rows=rows) == 1
    assert LinkCode.objects.count() == 2
    assert Deed.objects.filter(verb="link codes imported", by=officer).get().detail == {"rows": 2, "new": 1}
