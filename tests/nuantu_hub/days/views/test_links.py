"""Linking by code and by export, seen from the browser; and taking in a platform's hashes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu.rights.own_copy import Person
from nuantu.rights.sheets_writer import write_export
from nuantu.rights.statement import find_copy
from nuantu_hub.days.domain.linking import hash_code, import_codes
from nuantu_hub.days.models import Link, LinkCode, Run
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
CONSENT = {"consent": "on", "agreed": "2026-11"}


def test_a_code_links_and_leads_home_and_a_wrong_one_says_so(as_: As, rider: Account, run: Run, district: Unit,
                                                            pseudonym: str) -> None:
    import_codes(by=None, unit=district, platform=run.platform, rows={hash_code(run.platform, "ABCD"): pseudonym})
    client = as_(rider)
    wrong = client.post(reverse("days:link_code"), {"code": "XXXX", **CONSENT})
    assert (wrong.status_code, "这个验证码不对" in wrong.content.decode()) == (422, True)
    assert client.post(reverse("days:link_code"), {"code": "ab-cd", **CONSENT}).status_code == 302
    assert Link.objects.get().account == rider


def test_an_export_links_and_something_else_is_refused(as_: As, rider: Account, run: Run, small: SmallRun,
                                                      pseudonym: str, tmp_path: Path) -> None:
    write_export(find_copy(small.out, Person(pseudonym)), tmp_path / "own")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for file in (tmp_path / "own").iterdir():
            packed.write(file, file.name)
    client, where = as_(rider), reverse("days:link_export")
    bad = client.post(where, {**CONSENT, "pseudonym": pseudonym, "file": SimpleUploadedFile("a.zip", b"nothing")})
    assert (bad.status_code, "no ZIP" in bad.content.decode()) == (422, True)
    good = client.post(where, {**CONSENT, "pseudonym": pseudonym, "file": SimpleUploadedFile("a.zip", held.getvalue())})
    assert (good.status_code, Link.objects.get().way) == (302, "export")


def test_only_the_owner_withdraws_a_link(as_: As, link: Link, rider: Account, other_rider: Account,
                                         officer: Account) -> None:
    where = reverse("days:withdraw", args=[link.pk])
    assert [as_(account).post(where).status_code for account in (other_rider, officer)] == [404, 404]
    assert as_(rider).get(where).status_code == 405
    assert as_(rider).post(where).status_code == 302
    assert not Link.objects.exists()


def test_officers_take_in_hashes_and_nobody_else(as_: As, officer: Account, reviewer: Account, rider: Account) -> None:
    where = reverse("days:codes")
    assert [as_(account).get(where).status_code for account in (reviewer, rider)] == [404, 404]
    client = as_(officer)
    file = SimpleUploadedFile("codes.csv", f"code_sha256,worker_id\n{'a' * 64},R1\n".encode())
    assert client.post(where, {"platform": "甲", "file": file}).status_code == 302
    assert LinkCode.objects.get().unit == officer.posts.get().unit
    for data in (b"code,worker\nABCD,R1\n", b"\xff\xfe"):
        bad = client.post(where, {"platform": "甲", "file": SimpleUploadedFile("codes.csv", data)})
        assert bad.status_code == 422
    assert LinkCode.objects.count() == 1


def test_no_page_of_staff_shows_a_link(as_: As, link: Link, run: Run, officer: Account, steward: Account,
                                       rider: Account) -> None:
    for account in (officer, steward):
        client = as_(account)
        for where in (reverse("days:runs"), reverse("days:replay", args=[run.pk]), reverse("days:links"), "/"):
            page = client.get(where, follow=True).content.decode()
            assert not (rider.name in page and link.pseudonym in page)
            assert link.pseudonym_key not in page
