"""The rider's page in a real browser: from a poster to a code that an independent reader reads, offline too."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import segno
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.fed_camera import list_flags, write_film
from tests.browser.pass_world import PassWorld, make_world
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import serve_hub

from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.credential import Credential, decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.presentation import Presentation, decode_presentation, find_step, split_token

pytestmark = pytest.mark.browser
#: Both workers of the page stand: the one for itself and the one for what its reader loads.
KEPT = """async () => {
    const found = await navigator.serviceWorker.getRegistrations();
    return found.filter((one) => one.active && one.active.scriptURL.endsWith("/pass/worker.js")).length === 2;
}"""

#: Whether the page's store and its kept files are there.
LEFT = """async () => [(await indexedDB.databases()).some((one) => one.name === "nuantu-pass"),
    (await caches.keys()).some((name) => name.startsWith("pass-"))]"""


class Street:
    """A served hub with riders in it, and their phones."""

    def __init__(self, address: str, world: PassWorld, browser: Browser) -> None:
        self.address, self.world, self.browser = address, world, browser
        self.sessions = iter(world.sessions)

    def take_phone(self, browser: Browser | None = None, language: str = "zh-hans", width: int = 390,
                   **words: Any) -> Page:
        """A fresh phone of another rider, signed in, with the page open."""
        context = (browser or self.browser).new_context(
            viewport={"width": width, "height": 844}, reduced_motion="reduce", locale="zh-CN", **words)
        context.add_cookies([{"name": "sessionid", "value": next(self.sessions), "url": self.address},
                             {"name": "django_language", "value": language, "url": self.address}])
        page = context.new_page()
        page.goto(f"{self.address}/pass/")
        return page


@pytest.fixture(scope="module")
def street(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """A hub for this file."""
    data = tmp_path_factory.mktemp("pass") / "data"
    world = make_world(data)
    with serve_hub(data, NUANTU_HUB_DEV_SMS="1") as address:
        yield Street(address, world, browser)


@pytest.fixture(scope="module")
def page(street: Street) -> Iterator[Page]:
    """One phone for the tests that may share it; each begins at the first view."""
    shared = street.take_phone()
    expect(shared.locator("#stock")).to_contain_text("没有网络也能用到")
    shared.evaluate("navigator.serviceWorker.ready")
    yield shared
    shared.context.close()


@pytest.fixture(autouse=True)
def first_view(request: pytest.FixtureRequest) -> None:
    """A shared phone stands at its first view again, with its network."""
    if "page" in request.fixturenames:
        shared: Page = request.getfixturevalue("page")
        shared.context.set_offline(False)
        shared.reload()
        expect(shared.locator("[data-view=start]")).to_be_visible()


def wait_until(page: Page, question: str) -> None:
    """Until the page answers yes; asked from here, since pages of the hub evaluate no text of their own."""
    until = time.monotonic() + 30
    while not page.evaluate(question):
        assert time.monotonic() < until, question
        page.wait_for_timeout(200)


def enter_number(page: Page, number: int) -> None:
    """Open a gate by the number on its poster."""
    page.locator("[data-go=number]").click()
    page.locator("#number-input").fill(str(number))
    page.locator("#number button").click()


def open_code(page: Page, number: int) -> None:
    """To the code of a gate, accepting the rules where they are asked."""
    enter_number(page, number)
    expect(page.locator("[data-view=rules], [data-view=code]").locator("visible=true")).to_have_count(1)
    if page.locator("#accept").is_visible():
        page.locator("#accept").click()
    expect(page.locator("#code path")).to_have_count(1)


def read_screen(page: Page) -> str:
    """What an independent reader reads off a screenshot of the phone."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)


def read_code(text: str) -> tuple[Credential, Presentation]:
    """The two halves of a token."""
    token = split_token(text)
    return decode_claims(read_envelope(token.credential).payload), decode_presentation(token.presentation)


def ask_hub(street: Street, text: str) -> str:
    """The verdict of the hub's own verifier for the gate."""
    body = json.dumps({"text": text, "gate": street.world.gate}).encode()
    asked = Request(f"{street.address}/passes/v1/verify", body, {"Content-Type": "application/json"})
    with urlopen(asked, timeout=60) as answer:
        return str(json.load(answer)["code"])


def hand_over(page: Page, text: str) -> None:
    """Choose a photo of a poster with this text."""
    kept = io.BytesIO()
    segno.make(text, error="q").save(kept, kind="png", scale=6, border=4)
    page.locator("#photo").set_input_files({"name": "poster.png", "mimeType": "image/png", "buffer": kept.getvalue()})


def test_the_code_is_read_off_the_screen_every_time_and_opens_the_gate(street: Street, page: Page) -> None:
    """Twenty screens over as many steps as pass meanwhile: every one read, none larger than version 12."""
    open_code(page, street.world.gate)
    texts = []
    for _shot in range(20):
        texts.append(read_screen(page))
        assert int(page.locator("#code").get_attribute("data-version") or 0) <= 12
        page.wait_for_timeout(900)

    assert len(texts) == 20
    assert len(set(texts)) >= 2
    credentials = {read_code(text)[0].id for text in texts}
    steps = [read_code(text)[1].step for text in texts]
    assert len(credentials) == 1
    assert steps == sorted(steps)
    assert abs(steps[-1] - find_step(int(time.time()))) <= 1
    assert {read_code(text)[1].gate for text in texts} == {street.world.gate}
    assert ask_hub(street, read_screen(page)) == "OK"


def test_a_gate_and_a_door_see_credentials_that_have_nothing_in_common(street: Street, page: Page) -> None:
    open_code(page, street.world.gate)
    gate, _shown = read_code(read_screen(page))
    page.locator("#back").click()
    enter_number(page, street.world.door)
    expect(page.locator("#code-title")).to_have_text("北桥驿站")
    expect(page.locator("#code path")).to_have_count(1)
    door, _shown = read_code(read_screen(page))

    assert (int(gate.kind), int(door.kind)) == (1, 2)
    assert gate.id != door.id
    assert gate.device_key != door.device_key
    assert gate.status_list != door.status_list


def test_without_a_network_the_page_opens_and_shows_a_code(street: Street, page: Page) -> None:
    open_code(page, street.world.gate)
    page.locator("#building").select_option("7")
    page.wait_for_timeout(1_500)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#gates")).to_contain_text("云河嘉园")
    page.locator("#gates button", has_text="云河嘉园").click()
    expect(page.locator("#code-sub")).to_have_text("南门进 · 送 7 号楼")
    expect(page.locator("#way")).to_have_text("180 米，约 1 分钟")
    expect(page.locator("#code path")).to_have_count(1)
    text = read_screen(page)
    page.context.set_offline(False)

    assert ask_hub(street, text) == "OK"


def test_showing_a_code_asks_nobody_anything(street: Street, page: Page) -> None:
    """From the list of gates to the code and over a step of it no request leaves the phone: where a rider is, the hub
    cannot learn from the page."""
    open_code(page, street.world.gate)
    with page.expect_response(f"**/passes/v1/bundle/{street.world.compound}"):
        page.reload()
    page.wait_for_timeout(1_500)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#gates button", has_text="云河嘉园").click()
    expect(page.locator("#code path")).to_have_count(1)
    page.wait_for_timeout(16_000)

    assert asked == []


def test_keys_cannot_be_taken_out_of_the_phone(page: Page) -> None:
    kept = page.evaluate("""async () => {
        const finish = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
        const base = await finish(indexedDB.open("nuantu-pass", 1));
        const rows = await finish(base.transaction("credentials").objectStore("credentials").getAll());
        base.close();
        const take = (key) => Promise.any(["jwk", "pkcs8", "raw"].map((form) => crypto.subtle.exportKey(form, key)));
        const taken = await Promise.all(rows.map((row) => take(row.key).then(() => true, () => false)));
        const gates = rows.filter((row) => row.kind === 1);
        return [gates.length, rows.some((row) => row.key.extractable), taken.some(Boolean)];
    }""")

    assert kept == [72, False, False]


def test_what_is_no_poster_is_refused_in_one_sentence(street: Street, page: Page) -> None:
    poster = street.world.poster
    broken = bytearray(decode_base45(poster[4:]))
    broken[60] ^= 1
    for text, words in (
            (f"XG1:{encode_base45(bytes(broken))}", "可能是假的"),
            (street.world.stranger_s_poster, "可能是假的"), (street.world.over_poster, "这张海报过期了"),
            ("HELLO", "这不是门口的海报码"),
            ("https://example.org/pass", "别在里面填姓名电话"), ("XT1:ABC", "这是一张通行码"),
            (poster, None)):
        hand_over(page, text)
        if words is not None:
            expect(page.locator("#refusal")).to_contain_text(words)
        else:
            expect(page.locator("[data-view=code], [data-view=rules]").locator("visible=true")).to_have_count(1)
            expect(page.locator("#refusal")).to_be_hidden()


def test_a_poster_far_from_where_it_says_is_refused(street: Street) -> None:
    away = street.take_phone(geolocation={"latitude": 30.30, "longitude": 120.15, "accuracy": 20.0},
                             permissions=["geolocation"])
    expect(away.locator("#stock")).to_contain_text("没有网络也能用到")

    hand_over(away, street.world.poster)

    expect(away.locator("#refusal")).to_contain_text("“云河嘉园 南门”，离你现在的位置 3.3 公里")
    away.context.close()


@pytest.fixture(scope="module")
def film(street: Street, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees: the poster at the gate."""
    return write_film(tmp_path_factory.mktemp("film") / "camera.y4m", [(street.world.poster, 1.0)])


@pytest.fixture(scope="module")
def fed(browser: Browser, film: Path) -> Iterator[Browser]:
    """A browser whose camera is the film."""
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *list_flags(film)])
    yield started
    started.close()


def test_the_camera_reads_the_poster_and_the_rules_are_asked_once(street: Street, fed: Browser) -> None:
    """The second time, without a network, the same scan leads straight to the code."""
    phone = street.take_phone(fed)
    expect(phone.locator("#stock")).to_contain_text("没有网络也能用到")
    phone.get_by_role("button", name="扫门口的海报").click()
    expect(phone.locator("#rules-title")).to_have_text("云河嘉园", timeout=15_000)
    expect(phone.locator("#rules-facts")).to_contain_text("15 公里/小时")
    phone.get_by_role("button", name="知道了，照做").click()
    expect(phone.locator("#code path")).to_have_count(1)
    wait_until(phone, KEPT)
    phone.context.set_offline(True)
    phone.reload()
    phone.get_by_role("button", name="扫门口的海报").click()
    expect(phone.locator("#code path")).to_have_count(1, timeout=15_000)
    expect(phone.locator("#code-title")).to_have_text("云河嘉园")
    phone.context.close()


def test_a_cleared_phone_says_so_and_fetches_anew(street: Street) -> None:
    """The browser's data are gone but for a mark: without a network the page says what happened, with one it mends."""
    phone = street.take_phone()
    expect(phone.locator("#stock")).to_contain_text("没有网络也能用到")
    wait_until(phone, KEPT)
    phone.evaluate("""() => new Promise((done) => {
        const asked = indexedDB.open("nuantu-pass");
        asked.onsuccess = () => {
            const work = asked.result.transaction("credentials", "readwrite");
            work.objectStore("credentials").clear();
            work.oncomplete = done;
        };
    })""")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("#stock")).to_contain_text("这部手机里的凭证不见了")
    phone.context.set_offline(False)
    expect(phone.locator("#stock")).to_contain_text("没有网络也能用到", timeout=15_000)
    phone.context.close()


def test_signing_out_leaves_no_key_behind(street: Street) -> None:
    """From any other page of the hub; without the page's worker the next account empties the phone just so."""
    phone = street.take_phone()
    expect(phone.locator("#stock")).to_contain_text("没有网络也能用到")
    wait_until(phone, KEPT)
    phone.goto(f"{street.address}/me/")
    wait_until(phone, "() => navigator.serviceWorker.controller?.scriptURL.endsWith('/worker.js')")
    before = phone.evaluate(LEFT)
    phone.goto(f"{street.address}/sign-out/")
    phone.locator('form[action="/sign-out/"] button').click()
    phone.wait_for_url("**/sign-in/**")
    phone.wait_for_timeout(500)

    assert (before, phone.evaluate(LEFT)) == ([True, True], [False, False])
    phone.context.close()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
def test_every_view_reads_well(street: Street, language: str, width: int) -> None:
    """No serious finding, one h1, no sideways scroll, nothing on the console, one language."""
    phone = street.take_phone(language=language, width=width)
    complaints: list[str] = []
    phone.on("console", lambda said: complaints.append(said.text))
    phone.on("pageerror", lambda fault: complaints.append(str(fault)))
    phone.locator("#stock:not([hidden])").wait_for()
    views = [lambda: None, lambda: enter_number(phone, street.world.gate), lambda: phone.locator("#accept").click(),
             lambda: phone.locator("#building").select_option("7"), lambda: phone.locator("[data-go=map]").click()]
    for step in views:
        step()
        phone.wait_for_timeout(700)
        found = [f"{one['id']}: {node['html'][:90]}" for one in Axe().run(phone).response["violations"]
                 if one["impact"] in ("serious", "critical") for node in one["nodes"]]
        assert found == []
        assert phone.locator("h1").count() == 1
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if language == "en":
            assert hear_chinese(phone.content()) == []
    assert complaints == []
    phone.context.close()
