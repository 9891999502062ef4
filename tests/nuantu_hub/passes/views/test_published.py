"""What gates fetch is the same for everybody, may be copied, and needs no cookie."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.pass_cast import put_up_poster

from nuantu.passes.roots import read_root_set
from nuantu.passes.status_list import read_status_list
from nuantu.passes.trust_list import read_trust_list
from nuantu_hub.passes.domain.status_lists import find_start, number_list, prepare_lists, publish_lists
from nuantu_hub.people.models import Account
from nuantu_hub.seam.pass_keys import tell_roots
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_gate_reads_trust_and_status_as_they_are_served(stranger: Client) -> None:
    prepare_lists()
    assert publish_lists() == 8
    at_s = int(now().timestamp())
    told = tell_roots(settings.DATA.root, at_s)
    assert told is not None
    roots = [one.key for one in read_root_set(told.text, "the hub").roots]
    trust = read_trust_list(stranger.get(reverse("passes:trust")).content, roots, None, at_s)
    listed = stranger.get(reverse("passes:statuses")).json()["lists"]

    assert [one["number"] for one in listed] == sorted(
        number_list(find_start(now()) + ahead * 14_400, kind) for ahead in range(4) for kind in (1, 2))
    for one in listed:
        data = stranger.get(reverse("passes:status", args=[one["number"]])).content
        found = read_status_list(data, one["number"], trust, None, at_s)
        assert 41_000 < sum(byte.bit_count() for byte in found.bits) <= 52_428


def test_answers_are_equal_for_everybody_and_carry_no_cookie(stranger: Client, rider: Account, as_: As) -> None:
    prepare_lists()
    publish_lists()
    gate = put_up_poster()
    number = number_list(find_start(now()), 1)
    for address in (reverse("passes:trust"), reverse("passes:statuses"), reverse("passes:status", args=[number]),
                    reverse("passes:descriptor", args=[gate.pk])):
        answers = [client.get(address, headers={"Accept-Language": language})
                   for client in (stranger, as_(rider)) for language in ("en", "zh-hans")]
        assert len({(one.content, tuple(sorted(one.headers.items()))) for one in answers}) == 1
        assert not any(one.cookies for one in answers)
        first = answers[0]
        assert (first.headers["Cache-Control"], "Vary" in first.headers) == ("public, max-age=900", False)
        again = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_what_was_not_published_is_not_there(stranger: Client) -> None:
    for name, number in (("status", 7), ("bundle", 7), ("descriptor", 7), ("status", 2**70)):
        assert stranger.get(reverse(f"passes:{name}", args=[number])).status_code == 404


def test_the_time_is_told_fresh(stranger: Client) -> None:
    answer = stranger.get(reverse("passes:time"))

    assert abs(answer.json()["time"] - now().timestamp()) < 5
    assert answer.headers["Cache-Control"] == "no-store"
