"""The worker's pages can be installed, and say how things last stood when the network is gone."""

from __future__ import annotations

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from tests.nuantu_hub.wording import hear_chinese

from nuantu_hub.site.offline import ROOMS, SHELL, list_static

pytestmark = pytest.mark.django_db


def test_the_manifest_names_icons_that_exist_in_the_sizes_it_says() -> None:
    answer = Client().get("/manifest.webmanifest")
    told = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    for icon in told["icons"]:
        with Image.open(str(finders.find(icon["src"].removeprefix("/static/")))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_a_maskable_icon_keeps_the_mark_inside_the_circle_that_phones_leave() -> None:
    with Image.open(str(finders.find("site/app-maskable-512.png"))) as picture:
        pixels = picture.convert("RGBA")
        ground = pixels.getpixel((0, 0))
        inked = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if pixels.getpixel((x, y)) != ground]

    assert inked
    assert max((x - 256) ** 2 + (y - 256) ** 2 for x, y in inked) <= (0.4 * 512) ** 2


def test_the_worker_script_reaches_all_pages_and_is_asked_for_anew() -> None:
    answer = Client().get("/worker.js")
    text = answer.content.decode()

    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert f"const SHELL = {json.dumps(list_static(SHELL))};" in text
    assert f"const ROOMS = {json.dumps(list_static(ROOMS))};" in text
    assert 'const LEAVE = "/sign-out/";' in text
    assert text.count("const VERSION = ") == 1


def test_the_shell_is_made_of_files_that_exist() -> None:
    assert [name for name in (*SHELL, *ROOMS) if not finders.find(name)] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_without_a_network_asks_for_nothing_personal(language: str) -> None:
    client = Client(headers={"accept-language": language})
    page = client.get("/offline/").content.decode()

    assert "<h1>" in page
    assert "csrfmiddlewaretoken" not in page
    if language == "en":
        assert hear_chinese(page) == []
