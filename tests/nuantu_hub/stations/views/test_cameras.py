"""The index of cameras."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Camera, CameraLook

pytestmark = pytest.mark.django_db


def test_everybody_knows_where_cameras_hang_and_how_often_somebody_looked(
    stranger: Client, street: Unit, as_: As,
) -> None:
    station = build_station(street)
    client = as_(appoint(station))
    sign = reverse("stations:camera_sign", args=[station.sign])
    assert "没有摄像头" in stranger.get(sign).content.decode()
    hang = reverse("stations:hang_camera", args=[station.code])
    told = {"token": uuid4(), "place": "门口", "covers": "门外两米", "kept_days": "30", "held_by": "街道总工会",
            "since": "2026-01-01"}
    assert client.post(hang, told | {"kept_days": "400"}).status_code == 422
    assert client.post(hang, told).status_code == 302
    camera = Camera.objects.get()
    page = stranger.get(sign).content.decode()
    for said in ("门外两米", "存 30 天", "还没有人调看过录像"):
        assert said in page
    before = localtime(now())
    look = {"token": uuid4(), "starts_at": f"{before - timedelta(hours=2):%Y-%m-%dT%H:%M}",
            "ends_at": f"{before - timedelta(hours=1):%Y-%m-%dT%H:%M}", "ground": "police", "why": ""}
    where = reverse("stations:look_at_camera", args=[camera.pk])
    assert client.post(where, look).status_code == 422
    assert not CameraLook.objects.exists()
    assert client.post(where, look | {"why": "通知书 12 号"}).status_code == 302
    assert "录像一共被调看 1 次" in stranger.get(sign).content.decode()
    assert "通知书 12 号" not in stranger.get(sign).content.decode()
    assert "通知书 12 号" in client.get(reverse("stations:cameras", args=[station.code])).content.decode()
    client.post(reverse("stations:take_camera_down", args=[camera.pk]))
    assert "没有摄像头" in stranger.get(sign).content.decode()
