"""The screen beside a gate, and the sheet at a station's door, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import check_page, copy_demonstration
from tests.nuantu.gates.paper_issuer import PaperIssuer
from tests.nuantu.gates.running_gate import RunningGate, stand_long
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, served from a copy of its own."""
    with serve_hub(copy_demonstration(tmp_path_factory, "doors")) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1_440, "dark")])
def test_the_screen_beside_a_gate_says_one_thing_at_a_time(
        tmp_path: Path, browser: Browser, width: int, scheme: str) -> None:
    issuer = PaperIssuer(int(time.time()))
    with RunningGate(stand_long(tmp_path / "gate"), issuer.write_files(tmp_path / "carried")) as gate:
        assert gate.client is not None
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.goto(f"http://127.0.0.1:{gate.client.port}/")
        expect(page.locator("#lane option")).to_have_count(2)
        text = issuer.issue()[0].show(time.time())
        for light, word in (("green", "通行"), ("red", "不通行")):
            page.locator("#text").fill(text)
            page.locator("#reader button").click()
            expect(page.locator("#answer")).to_have_class(f"answer {light}")
            expect(page.locator("#word")).to_have_text(word)
            check_page(page)
        page.get_by_role("button", name="要口令").click()
        expect(page.locator("#asked")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
        check_page(page)
        asked = (page.locator("#asked").text_content() or "").replace(" ", "")
        assert gate.client.scan(issuer.issue()[0].show(time.time(), nonce=b"000000"))["verdict"] == "E_REPLAY"
        assert gate.client.scan(issuer.issue()[0].show(time.time(), nonce=asked.encode()))["verdict"] == "OK"
        expect(page.locator("#asked")).to_be_hidden()
        page.get_by_role("button", name="骑手的手机没电或没网").click()
        expect(page.locator("#hand")).to_have_text("1")
        expect(page.locator("#in")).to_have_text("2")
        expect(page.locator("#out")).to_have_text("2")
        assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
        page.close()
    assert wrong == []


def test_the_sheet_at_a_stations_door_is_found_and_printed_by_an_officer(hub: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1_440, "height": 900}, locale="zh-CN", reduced_motion="reduce")
    officer = next(one for one in list_people(hub) if one.role == "officer")
    context.add_cookies(list_cookies(sign_in(hub, officer)[1], hub))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{hub}/compounds/")
    page.get_by_role("link", name="驿站的门").click()
    check_page(page)
    until = time.monotonic() + 60  # posters are signed within half a minute of a door's approval
    page.get_by_role("link", name="门口的码").first.click()
    while not page.locator(".gate-sheet .qr").count():
        assert time.monotonic() < until
        time.sleep(1)
        page.reload()
    check_page(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_page(page)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": hub}])
    page.reload()
    page.set_viewport_size({"width": 1_440, "height": 900})
    check_page(page)
    assert hear_chinese(page.content()) == []
    context.close()
