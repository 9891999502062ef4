"""Photographs every page of the hub: each role, both languages, phone and desk width, the main ones dark as well.

    python tools/shots.py [OUT] [--data DIR] [--role worker] [--only units] [--fast]

Without --data a fresh folder is seeded first. Needs a chromium and Playwright for Python (the test extra).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tools.hub_walk import (
    NUANTU,
    ROOT,
    Person,
    Walk,
    find_route_of,
    list_cookies,
    list_people,
    seed_hub,
    serve_hub,
    sign_in,
)

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-default-browser-check")
SIZES = ((390, 844), (1440, 900))
LANGUAGES = ("zh-hans", "en")
TALLEST = 6_000
DARK = re.compile(r"^(|demo/|sign-in/|design/|today/|units/|members/|runs/.*|my/orders/.*|clauses/.*|rates/)$")


def find_run() -> Path:
    """A replayed day to fill the hub with: the one of ``make demo``, made now where there is none."""
    run = ROOT / "out" / "demo"
    if not (run / "run.json").is_file():
        subprocess.run([NUANTU, "demo", "--out", str(run), "--no-serve"], check=True)
    return run


def name_file(route: str) -> str:
    """A route as a file's name."""
    return re.sub(r"[^\w-]+", "-", re.sub(r"<(?:\w+:)?(\w+)>", r"\1", route)).strip("-") or "home"


def shoot_person(browser: Browser, address: str, person: Person, out: Path, only: str, *, fast: bool) -> int:
    """All pages of one person; returns how many were photographed."""
    walk = Walk(address, person, find_route_of)
    stops = [stop for stop in walk.follow().stops.values() if only in stop.route]
    for broken in walk.broken:
        print(broken)
    _visitor, jar = sign_in(address, person)
    for width, height in SIZES:
        for language in LANGUAGES[:1] if fast else LANGUAGES:
            for theme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme,
                                              reduced_motion="reduce", service_workers="block")
                context.add_cookies([*list_cookies(jar, address),
                                     {"name": "django_language", "value": language, "url": address}])
                page = context.new_page()
                for stop in stops:
                    if theme == "dark" and not DARK.match(stop.route):
                        continue
                    page.goto(address + stop.path, wait_until="networkidle")
                    name = f"{person.role}-{name_file(stop.route)}-{width}-{language[:2]}-{theme}.png"
                    tall = page.evaluate("document.documentElement.scrollHeight")
                    page.set_viewport_size({"width": width, "height": max(height, min(tall, TALLEST))})
                    page.screenshot(path=out / name)
                    page.set_viewport_size({"width": width, "height": height})
                context.close()
    return len(stops)


def main() -> None:
    """Seed, serve, walk, photograph."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path, nargs="?", default=Path("out/shots"))
    asked.add_argument("--data", type=Path)
    asked.add_argument("--role", default="")
    asked.add_argument("--only", default="")
    asked.add_argument("--fast", action="store_true", help="Chinese only")
    told = asked.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = told.data or Path(folder) / "hub"
        if told.data is None:
            seed_hub(data, find_run())
        os.environ["NUANTU_HUB_DATA"] = str(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "nuantu_hub.site.settings"
        import django

        django.setup()
        with serve_hub(data) as address, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for person in [one for one in list_people(address) if told.role in ("", one.role)]:
                count = shoot_person(browser, address, person, told.out, told.only, fast=told.fast)
                print(f"{person.role}: {count} pages")
            browser.close()
    print(f"Pictures in {told.out}")


if __name__ == "__main__":
    main()
