"""From the first sight of a code to the answer on the guard's page, in a real browser whose camera is fed.

A film shows an empty gate and then a rider's code, by turns, every code another one that was signed for its own moment.
A probe in the page looks at the camera's own pictures and notes when a code came into sight (the film has a light patch
in its corner then); what follows until the page has drawn its answer is measured. The network is cut before the
first. The page's part is what the guard waits for; how long a hand needs to hold up a phone is not in it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.fed_camera import list_flags, wait_until, write_film
from tests.browser.pass_scene import Scene, make_scene
from tools.hub_walk import serve_hub

#: The goal: 95 of a hundred answers within this time, seconds.
GOAL_S = 1.0
EMPTY_S, SHOWN_S = 1.2, 1.8
#: How long a browser takes from opening its camera to the film's first picture, about; codes are good for far longer.
START_S = 2.0
#: Both workers of the page stand.
KEPT = "navigator.serviceWorker.getRegistrations().then((all) => all.filter((one) => one.active).length > 1)"
PROBE = """() => {
  const video = document.getElementById("guard-video"), brush = document.createElement("canvas").getContext("2d");
  globalThis.measured = [];
  let seen = null;
  const look = (at) => {
    brush.drawImage(video, 0, 0, 16 / 640 * video.videoWidth, 16 / 480 * video.videoHeight, 0, 0, 1, 1);
    const light = brush.getImageData(0, 0, 1, 1).data[0] > 190;
    if (!light) seen = null;
    else if (seen === null && document.body.dataset.screen === "scan") seen = at;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  new MutationObserver(() => {
    if (!["green", "amber", "red"].includes(document.body.dataset.screen) || seen === null) return;
    const begun = seen, { code } = document.body.dataset;
    seen = null;
    // Two frames later what was written is on the screen.
    requestAnimationFrame(() => requestAnimationFrame((at) => globalThis.measured.push({ ms: at - begun, code })));
  }).observe(document.body, { attributes: true, attributeFilter: ["data-screen"] });
}"""


def write_riders(film: Path, scene: Scene, riders: int) -> None:
    """So many riders one after another, each with a credential of its own."""
    phone, begin = scene.phone(), time.time() + START_S
    turns: list[tuple[str | None, float]] = []
    for rider in range(riders):
        at_s = begin + rider * (EMPTY_S + SHOWN_S) + EMPTY_S
        turns += [(None, EMPTY_S), (phone.show(scene.gate, at_s, take=rider), SHOWN_S)]
    write_film(film, turns)


def watch(page: Page, riders: int) -> list[tuple[float, str]]:
    """Answer one rider after another; milliseconds and verdict of each that was measured."""
    page.wait_for_selector("body[data-screen=scan]")
    wait_until(page, "document.getElementById('guard-video').videoWidth > 0")
    page.evaluate(PROBE)
    until = time.monotonic() + riders * (EMPTY_S + SHOWN_S) + 10
    while time.monotonic() < until and page.evaluate("measured.length") < riders - 1:
        try:
            page.wait_for_selector("body[data-screen=green], body[data-screen=amber], body[data-screen=red]",
                                   timeout=(EMPTY_S + SHOWN_S) * 2_000)
        except Exception as late:
            raise SystemExit(f"No answer came any more: {late}") from late
        page.wait_for_timeout(SHOWN_S * 1_000)
        page.locator("[data-do=scan]:visible").first.click()
    return [(one["ms"], one["code"]) for one in page.evaluate("measured")]


def measure(browser: Browser, url: str, scene: Scene, film: Path, riders: int) -> list[tuple[float, str]]:
    """Bind a phone, cut its network, and let the riders come."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{url}/guard/{scene.gate}/")
    page.wait_for_selector("body[data-ready]")
    page.fill("#guard-code", scene.told["codes"][0])
    page.click("#guard-enrol button")
    page.wait_for_selector("body[data-screen=scan]")
    wait_until(page, KEPT)
    page.context.set_offline(True)
    write_riders(film, scene, riders)
    page.reload()
    return watch(page, riders)


def show(found: list[tuple[float, str]]) -> float:
    """Print the figures; the 95th of a hundred, seconds."""
    times = sorted(ms / 1_000 for ms, _code in found)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    table = Table("answers", "median s", "p95 s", "slowest s", title="Scan to answer, network off")
    table.add_row(str(len(times)), f"{statistics.median(times):.2f}", f"{p95:.2f}", f"{times[-1]:.2f}")
    Console().print(table)
    return p95


def main() -> None:
    """Measure and print; status 1 where a good code was refused or the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--riders", type=int, default=40)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nuantu-guard-") as folder:
        scene, film = make_scene(Path(folder) / "hub", told.riders), Path(folder) / "camera.y4m"
        write_film(film, [(None, 1.0)])
        with serve_hub(scene.data) as url, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *list_flags(film)])
            found = measure(browser, url, scene, film, told.riders)
            browser.close()
    wrong = [code for _ms, code in found if code != "OK"]
    if not found or wrong:
        sys.exit(f"{len(wrong)} of {len(found)} good codes were refused: {', '.join(sorted(set(wrong)))}")
    p95 = show(found)
    if p95 > GOAL_S:
        sys.exit(f"The 95th of a hundred took {p95:.2f} s; {GOAL_S:.1f} s is the goal.")


if __name__ == "__main__":
    main()
