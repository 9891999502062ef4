"""The guard's page in a real browser whose camera is fed: bound, scanning, answering, with the network and without."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.fed_camera import list_flags, wait_until, write_film
from tests.browser.pass_scene import LATER_S, Scene, draw_another_code, make_scene, pause_compound
from tests.browser.test_hub_passes_rider import open_code
from tests.nuantu.passes.write_vectors import VECTORS
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import serve_hub

from nuantu.passes.credential import decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.presentation import split_token

pytestmark = pytest.mark.browser
TWIN = Path(__file__).resolve().parents[1] / "nuantu_hub" / "passes" / "twin.mjs"
ANSWERED = ", ".join(f"body[data-screen={name}]" for name in ("green", "amber", "red", "look"))
#: Everything that the phone keeps, as text: every store of every database, local storage, addresses of kept answers.
DUMP = """async () => {
  const finish = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const tell = (value) => JSON.stringify(value, (_key, one) => {
    if (ArrayBuffer.isView(one)) return hex(one);
    return one instanceof CryptoKey ? `key ${one.extractable}` : one;
  });
  const told = [tell({ ...localStorage })];
  for (const { name } of await indexedDB.databases()) {
    const base = await finish(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      told.push(`${store} ${tell(await finish(base.transaction(store).objectStore(store).getAll()))}`);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    told.push(...(await (await caches.open(name)).keys()).map((one) => one.url));
  }
  return told;
}"""
#: Both workers of the page stand: the one for itself and the one for what its reader loads.
KEPT = "async () => (await navigator.serviceWorker.getRegistrations()).filter((one) => one.active).length >= 2"
#: Puts a day into what the phone counted.
PUT_DAY = """async ([gate, day]) => {
  const asked = indexedDB.open(`guard-${gate}`);
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const work = base.transaction("days", "readwrite");
  work.objectStore("days").put(day);
  await new Promise((done) => { work.oncomplete = done; });
  base.close();
}"""


@dataclass
class Gate:
    """A guard's phone at a gate: its page, what its camera sees, and what went wrong on the way."""

    scene: Scene
    url: str
    film: Path
    context: BrowserContext
    page: Page
    faults: list[str]

    def open(self) -> Gate:
        """Open the page and wait until it is ready for something."""
        self.page.goto(f"{self.url}/guard/{self.scene.gate}/")
        self.page.wait_for_selector("body[data-ready]")
        return self

    def enrol(self, code: str | None = None) -> Gate:
        """Bind the phone with the scene's code, the camera seeing nothing."""
        self.open()
        self.page.fill("#guard-code", code or self.scene.told["codes"][0])
        self.page.click("#guard-enrol button")
        self.page.wait_for_selector("body[data-screen=scan]")
        return self

    def show(self, text: str | Image.Image) -> tuple[str, str]:
        """Hold a code or a screen before the camera; gives verdict and sentence. The page is opened anew for it."""
        write_film(self.film, [(text, 1.0)])
        self.page.reload()
        self.page.wait_for_selector(ANSWERED, timeout=60_000)
        return str(self.page.get_attribute("body", "data-code")), self.page.inner_text("#guard-sentence")

    def pass_time(self, seconds: int) -> None:
        """The phone's clock goes ahead by so much, from the next opening of the page on."""
        self.page.add_init_script(f"{{ const now = Date.now; Date.now = () => now() + {seconds * 1000}; }}")

    def read_counts(self) -> list[str]:
        """What the three counts say."""
        return self.page.locator("[data-count]").all_text_contents()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A hub's folder with two gates."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    return make_scene(tmp_path_factory.mktemp("scene") / "hub")


@pytest.fixture(scope="module")
def served(scene: Scene) -> Iterator[str]:
    """The hub, served."""
    with serve_hub(scene.data) as address:
        yield address


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees: at first nothing but a room."""
    return write_film(tmp_path_factory.mktemp("film") / "camera.y4m", [(None, 1.0)])


@pytest.fixture(scope="module")
def fed(browser: Browser, film: Path) -> Iterator[Browser]:
    """A browser whose camera is the film."""
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *list_flags(film)])
    yield started
    started.close()


def _open_gate(fed: Browser, scene: Scene, served: str, film: Path, language: str, width: int) -> Gate:
    write_film(film, [(None, 1.0)])
    tall = 844 if width < 500 else 900
    context = fed.new_context(viewport={"width": width, "height": tall}, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": language, "url": served}])
    gate = Gate(scene, served, film, context, context.new_page(), [])
    gate.page.on("pageerror", lambda fault: gate.faults.append(str(fault)))
    return gate


@pytest.fixture
def gate(fed: Browser, scene: Scene, served: str, film: Path) -> Iterator[Gate]:
    """A guard's phone that is bound; any fault of the page fails the test."""
    made = _open_gate(fed, scene, served, film, "zh-hans", 390)
    made.enrol(draw_another_code(scene))
    yield made
    assert made.faults == []
    made.context.close()


def take(scene: Scene, count: list[int] = [0]) -> int:  # noqa: B006 (counts through the module: no credential twice)
    """The number of a credential that no test used before."""
    count[0] += 1
    return count[0]


def test_a_phone_is_bound_by_the_desk_s_code_alone(fed: Browser, scene: Scene, served: str, film: Path) -> None:
    """A wrong code is told in words; the right one leads to the camera, the gate's name and the trust's fingerprint."""
    gate = _open_gate(fed, scene, served, film, "zh-hans", 390).open()
    gate.page.fill("#guard-code", "0000 0000")
    gate.page.click("#guard-enrol button")
    expect(gate.page.locator("#guard-enrol-said")).to_contain_text("没有登记上")
    gate.page.fill("#guard-code", draw_another_code(scene))
    gate.page.click("#guard-enrol button")

    expect(gate.page.locator("#guard-gate")).to_have_text("青枫家园 · 南门")
    expect(gate.page.locator("#guard-hint")).to_contain_text("信任指纹")
    expect(gate.page.locator("#guard-age")).to_contain_text("更新")
    assert gate.faults == []
    gate.context.close()


def test_a_good_code_is_green_once_and_counted(gate: Gate, scene: Scene) -> None:
    """Shown again it is red, with a manual path whose reason is counted; nothing asks who the rider is."""
    code = scene.phone().show(gate.scene.gate, take=take(scene))

    assert gate.show(code) == ("OK", "码有效，请在 30 分钟内离开")
    assert gate.read_counts() == ["1", "0", "0"]
    assert gate.show(code) == ("E_REPLAY", "这张码刚刚用过")
    gate.page.click("[data-do=manual]")
    gate.page.click("[data-reason=slip]")
    expect(gate.page.locator("#guard-hint")).to_have_text("已记一次人工放行")
    assert gate.read_counts() == ["1", "1", "1"]


def test_attacks_meet_their_verdicts(gate: Gate, scene: Scene) -> None:
    """A code of another gate, an old one, one of the future, one by a stranger, a changed one, and something else."""
    phone, now = scene.phone(), time.time()
    fresh = phone.show(scene.gate, take=take(scene))
    changed = fresh[:60] + ("0" if fresh[60] != "0" else "1") + fresh[61:]
    shown = {
        phone.show(scene.other_gate, take=take(scene)): "E_AUD",
        phone.show(scene.gate, now - 75, take=take(scene)): "E_STALE",
        phone.show(scene.gate, now + 180, take=take(scene)): "E_FUTURE",
        scene.phone("forged").show(scene.gate): "E_KID",
        "HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5": "E_FORMAT",
    }
    said = {text: gate.show(text) for text in shown}

    assert {text: code for text, (code, _sentence) in said.items()} == shown
    assert gate.show(changed)[0] in ("E_SIG", "E_FORMAT", "E_NONCANON", "E_KID")
    assert all(sentence for _code, sentence in said.values())
    assert gate.read_counts()[0] == "0"


def test_it_works_with_no_network_and_remembers_what_was_used(gate: Gate, scene: Scene) -> None:
    """Opened, answered and replayed with the line cut; the memory outlives the page."""
    wait_until(gate.page, KEPT)
    gate.context.set_offline(True)
    code = scene.phone().show(scene.gate, take=take(scene))

    assert gate.show(code)[0] == "OK"
    assert gate.show(code)[0] == "E_REPLAY"
    assert gate.show(scene.phone().show(scene.gate, take=take(scene)))[0] == "OK"
    gate.context.set_offline(False)


def test_old_lists_turn_amber_and_then_end(gate: Gate, scene: Scene) -> None:
    """Thirty hours without a network: a young credential passes in amber. After three days nobody is believed."""
    wait_until(gate.page, KEPT)
    gate.context.set_offline(True)
    at_s = time.time() + LATER_S
    gate.pass_time(LATER_S)
    code, sentence = gate.show(scene.phone("later").show(scene.gate, at_s))

    assert (code, gate.page.get_attribute("body", "data-colour")) == ("OK_DEGRADED", "amber")
    assert "名单" in sentence
    expect(gate.page.locator("#guard-age")).to_have_class("guard-age old")
    at_s = time.time() + 73 * 3600
    gate.pass_time(73 * 3600 - LATER_S)
    assert gate.show(scene.phone().show(scene.gate, at_s, take=take(scene)))[0] == "E_TRUST_EXPIRED"
    expect(gate.page.locator("[data-do=manual]")).to_be_visible()
    gate.context.set_offline(False)


def test_nothing_of_a_rider_is_kept_or_can_be_taken_out(gate: Gate, scene: Scene) -> None:
    """XP60: no credential's number, key or text anywhere on the phone; no file to save, no field for a name."""
    code = scene.phone().show(scene.gate, take=take(scene))
    assert gate.show(code)[0] == "OK"
    token = split_token(code)
    claims = decode_claims(read_envelope(token.credential).payload)
    kept = "\n".join(gate.page.evaluate(DUMP))

    for secret in (claims.id, claims.device_key[1:], token.signature):
        assert secret.hex() not in kept
        assert base64.b64encode(secret).decode() not in kept
    assert code[4:44] not in kept
    assert "key true" not in kept  # the keys that sign and blind cannot be read out
    assert gate.page.locator("a[download], a[href^='blob:'], a[href^='data:']").count() == 0
    assert [one.get_attribute("name") or one.get_attribute("id") for one in gate.page.locator("input").all()] == [
        "code", "guard-minute"]


def test_an_incident_is_told_by_minute_mark_and_key(gate: Gate, scene: Scene) -> None:
    """What the desk needs, and what it needs fits: the mark is the HMAC of the credential's number under that key."""
    from nuantu.passes.trace import derive_trace

    code = scene.phone().show(scene.gate, take=take(scene))
    assert gate.show(code)[0] == "OK"
    moment = time.gmtime(time.time() + 8 * 3600)
    gate.page.click("[data-do=scan]")
    gate.page.click("[data-do=incident]")
    gate.page.fill("#guard-minute", time.strftime("%Y-%m-%dT%H:%M", moment))
    gate.page.click("#guard-incident button:not([data-do])")
    expect(gate.page.locator("#guard-traces dl").first).to_be_visible()
    lines = [one.locator("dd").all_text_contents() for one in gate.page.locator("#guard-traces dl").all()]
    claims = decode_claims(read_envelope(split_token(code).credential).payload)

    assert derive_trace(bytes.fromhex(lines[-1][3]), claims.id).hex() == lines[-1][2]
    assert lines[-1][1] == "OK"


def test_yesterday_s_counts_reach_the_hub_and_small_ones_are_veiled(gate: Gate, scene: Scene) -> None:
    """Signed by the phone; a phone that was released hears so."""
    yesterday = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400 + 8 * 3600))
    day = {"day": yesterday, "counts": {"green": 131, "red": 12, "manual": 3}, "times": [600] * 131, "sent": None}
    gate.page.evaluate(PUT_DAY, [scene.gate, day])
    with gate.page.expect_response("**/counts") as heard:
        gate.page.click("[data-do=fetch]")

    assert heard.value.status == 200
    few = "fewer than 10"
    assert json.loads(heard.value.request.post_data or "") == {
        "day": yesterday, "counts": {"let_in": 131, "degraded": few, "refused": 12, "manual": few},
        "passing": {"measured": 131, "seconds": 79}}
    base = sqlite3.connect(next(scene.data.glob("*.sqlite3")))
    rows = base.execute("select let_in, degraded, refused, manual, measured, seconds from passes_gatecount "
                        "where gate_id = ?", (scene.gate,)).fetchall()
    base.close()
    assert rows == [(131, None, 12, None, 131, 79)]


def test_a_clock_that_stands_behind_turns_amber_and_a_person_decides(gate: Gate, scene: Scene) -> None:
    """A day back without a network: the newest signed time counts instead, and the manual way is offered at once."""
    wait_until(gate.page, KEPT)
    gate.context.set_offline(True)
    gate.pass_time(-86_400)

    assert gate.show(scene.phone().show(scene.gate, take=take(scene)))[0] == "E_CLOCK"
    assert gate.page.get_attribute("body", "data-colour") == "amber"
    expect(gate.page.locator("[data-do=manual]")).to_be_visible()
    assert gate.read_counts() == ["0", "0", "1"]
    gate.context.set_offline(False)


def test_a_gate_takes_no_passes_while_its_compound_pauses(
    fed: Browser, scene: Scene, served: str, film: Path,
) -> None:
    """The phone hears of it with the next lists, and says so."""
    other = replace(scene, told=scene.told | {"gate": scene.other_gate})
    gate = _open_gate(fed, other, served, film, "zh-hans", 390).enrol(draw_another_code(other))
    pause_compound(other)
    gate.page.click("[data-do=fetch]")

    expect(gate.page.locator("#guard-start-word")).to_have_text("这个门暂停使用速通码")
    assert gate.faults == []
    gate.context.close()


def aim_at(page: Page) -> Image.Image:
    """What the guard's camera sees of a rider's phone: the code and a hand's breadth around it."""
    place = page.locator("#code").bounding_box()
    assert place is not None
    clip = {"x": place["x"] - 12, "y": place["y"] - 12, "width": place["width"] + 24, "height": place["height"] + 24}
    return Image.open(io.BytesIO(page.screenshot(clip=clip)))  # type: ignore[arg-type]


def test_a_rider_and_a_guard_meet_with_no_network_between_them_and_anybody(
    gate: Gate, browser: Browser, served: str, scene: Scene,
) -> None:
    """Two browsers, both cut off: the rider's screen before the guard's camera opens the gate, its next code too."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    context.add_cookies([{"name": "sessionid", "value": scene.told["rider"], "url": served}])
    rider = context.new_page()
    rider.goto(f"{served}/pass/")
    expect(rider.locator("#stock")).to_be_visible()
    open_code(rider, scene.gate)
    wait_until(gate.page, KEPT)
    for one in (context, gate.context):
        one.set_offline(True)
    first = aim_at(rider)

    assert gate.show(first)[0] == "OK"
    assert gate.show(first)[0] == "E_REPLAY"
    rider.wait_for_timeout(16_000)
    assert gate.show(aim_at(rider))[0] == "OK"
    assert gate.read_counts() == ["2", "0", "1"]
    gate.context.set_offline(False)
    context.close()


def find_wrong(page: Page, name: str, *, english: bool) -> list[str]:
    """What a screen does not hold of what every page promises."""
    wrong = [f"{name} {found['id']}" for found in Axe().run(page).response["violations"]
             if found["impact"] in ("serious", "critical")]
    if english:
        wrong += [f"{name} says {heard}" for heard in hear_chinese(page.content())]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{name} scrolls sideways")
    return wrong


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_every_screen_reads_well(
    fed: Browser, scene: Scene, served: str, film: Path, width: int, language: str,
) -> None:
    """Enrolling, scanning, green, red with its reasons, an incident: on a phone and on a desk."""
    gate = _open_gate(fed, scene, served, film, language, width).open()
    told: dict[str, Any] = {"english": language == "en"}
    wrong = find_wrong(gate.page, "enrol", **told)
    gate.enrol(draw_another_code(scene))
    wrong += find_wrong(gate.page, "scan", **told)
    code = scene.phone().show(scene.gate, take=take(scene))
    assert gate.show(code)[0] == "OK"
    wrong += find_wrong(gate.page, "green", **told)
    assert gate.show(code)[0] == "E_REPLAY"
    gate.page.click("[data-do=manual]")
    wrong += find_wrong(gate.page, "red", **told)
    gate.page.click("[data-reason=other]")
    gate.page.click("[data-do=incident]")
    wrong += find_wrong(gate.page, "incident", **told)

    assert wrong == []
    assert gate.faults == []
    gate.context.close()


def test_the_twin_says_the_same_in_a_browser(fed: Browser, scene: Scene, served: str, film: Path) -> None:
    """The vector file once more, with the browser's own cryptography."""
    gate = _open_gate(fed, scene, served, film, "zh-hans", 390)
    gate.page.route("**/twin.mjs", lambda route: route.fulfill(path=TWIN, content_type="text/javascript"))
    gate.page.route("**/vectors.json", lambda route: route.fulfill(path=VECTORS, content_type="application/json"))
    gate.page.goto(f"{served}/offline/")
    said = gate.page.evaluate("""async () => {
      const { judgeVectors } = await import("/twin.mjs");
      return judgeVectors(await (await fetch("/vectors.json")).json(), "/static/passes/verify/");
    }""")

    assert {part: wrong for part, wrong in said["wrong"].items() if wrong} == {}
    assert said["put"]["mutations"] >= 2_000
    gate.context.close()
