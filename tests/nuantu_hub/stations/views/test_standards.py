"""The rules of stars for everybody, and adopting others."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.star_cast import at

from nuantu_hub.people.models import Account
from nuantu_hub.seam.stars import shipped_text
from nuantu_hub.stations.models import Standard

pytestmark = pytest.mark.django_db


def test_everybody_reads_what_is_published_and_what_is_ours(stranger: Client) -> None:
    with at():
        shown = stranger.get(reverse("stations:standard")).content.decode()
        second = stranger.get(reverse("stations:standard_version", args=[2])).content.decode()
        assert stranger.get(reverse("stations:standard_version", args=[9])).status_code == 404
    assert "第 1 版，2024年1月1日 起 · 现行" in " ".join(shown.split())
    assert "五星：面积 ≥ 30 ㎡ · 来源写明" in shown
    assert "五星：特色服务几项 ≥ 2项 · 来源没写，我们定的" in shown
    assert "一星、二星、三星各要达到什么" in shown
    assert "11月15日至3月15日才查" in shown
    assert "去掉：暖气或空调制热正常" in " ".join(second.split())
    assert "新增" in second


def test_english_says_it_too(stranger: Client) -> None:
    stranger.cookies["django_language"] = "en"
    with at():
        shown = stranger.get(reverse("stations:standard")).content.decode()
    assert "Floor area ≥ 30 m²" in shown
    assert "Ours, the source is silent" in shown


def test_a_steward_adopts_another(as_: As, steward: Account, officer: Account) -> None:
    with at():
        page, address = as_(steward), reverse("stations:adopt_standard")
        assert page.get(address).status_code == 200
        assert as_(officer).get(address).status_code == 404
        fresh = shipped_text() + "  - {number: 3, based_on: 2, in_force_from: 2027-01-01}\n"
        told = {"token": str(uuid4()), "text": fresh, "note": "试行"}
        assert page.post(address, told | {"text": "a: ["}).status_code == 422
        assert page.post(address, told).status_code == 302
        assert "第 3 版" in page.get(reverse("stations:standard")).content.decode()
    assert Standard.objects.get().text == fresh.replace("\r\n", "\n")
