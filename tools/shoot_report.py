"""Photographs a report page at 390 and 1440 px, in both languages, light and dark, into a folder.

    python tools/shoot_report.py OUT FOLDER [--order ID]

Needs a chromium and Playwright for Python (the test extra). The page is served on loopback while it is looked at.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nuantu.report.serve import open_server

SIZES = ((1440, 900), (390, 844))
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-default-browser-check")


@contextmanager
def serve_report(folder: Path) -> Iterator[str]:
    """Serve a report folder on a free port for the length of a block."""
    server = open_server(folder, 8790)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()


def shoot(address: str, folder: Path, order: str | None) -> None:
    """Take every picture: whole page, and the sheet of the first chip."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for width, height in SIZES:
            for lang in ("zh", "en"):
                for theme in ("light", "dark"):
                    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
                    page.on("console", lambda message: print("console:", message.text))
                    page.on("pageerror", lambda error: print("error:", error))
                    page.goto(f"{address}/?lang={lang}&theme={theme}" + (f"#order={order}" if order else ""))
                    page.wait_for_timeout(700)
                    page.screenshot(path=folder / f"{width}-{lang}-{theme}.png", full_page=True)
                    page.locator("button.chip").first.click()
                    page.wait_for_timeout(250)
                    page.screenshot(path=folder / f"{width}-{lang}-{theme}-sheet.png")
                    page.close()
        browser.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the OUT folder that nuantu report was run on")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--order", help="open the page on this order")
    options = parser.parse_args()
    with serve_report(options.out / "report") as address:
        shoot(address, options.folder, options.order)


if __name__ == "__main__":
    main()
