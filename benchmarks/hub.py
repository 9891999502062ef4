"""Requests per second of the hub's main pages, as a share of what a view that says hello reaches in the same run.

The search for stations (JSON, nearest 20) is held to a view that asks the database once instead: at least 0.4 of it.

A demonstration is filled and served as an operator serves it: one process, eight threads, the embedded database. Each
page is asked by four clients in turn with hello, so that a busy machine slows both; the median of the turns counts.
"""

from __future__ import annotations

import argparse
import http.client
import math
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 4
#: Which pages, and as whom: the first word of the role that the door of the demonstration shows, or nobody.
PAGES = (
    ("/sign-in/", ""), ("/api/units", ""), ("/figures/", ""),
    ("/", "worker"), ("/my/orders/", "worker"), ("/me/", "worker"), ("/union/", "worker"),
    ("/members/", "reviewer"), ("/today/", "officer"), ("/units/", "officer"),
    ("/enterprises/", "officer"), ("/visits/", "officer"), ("/rates/", "officer"), ("/runs/", "officer"),
    ("/deeds/", "steward"),
)
#: Searches for the nearest 20 stations from places strewn over the invented city, each against one bare question.
SEARCHES = ("/api/stations/nearest?lat={lat:.5f}&lon={lon:.5f}",
            "/api/stations/nearest?lat={lat:.5f}&lon={lon:.5f}&open_now=1",
            "/api/stations/nearest?lat={lat:.5f}&lon={lon:.5f}&facility=shower&kind=drivers")
#: A search reaches at least this share of the bare question.
LEAST_SHARE = 0.4


class Browser:
    """A client with a session of its own, over one kept connection."""

    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Status and text of an answer."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded",
                        "X-CSRFToken": self.cookies.get("csrftoken", "")}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.headers.items():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, text


def enter(url: str, role: str) -> dict[str, str]:
    """The cookies of one of the demonstration's people in a role; none for nobody."""
    if not role:
        return {}
    browser = Browser(url)
    page = browser.ask("GET", "/demo/")[1]
    for key in re.findall(r'action="(/demo/[0-9a-f-]{36}/)"', page):
        browser = Browser(url)
        browser.ask("GET", "/demo/")
        browser.ask("POST", key)
        if (told := browser.ask("GET", "/api/me")[1]) and (
                f'"role": "{role}"' in told or (role == "worker" and '"kind": "worker"' in told)):
            return browser.cookies
    sys.exit(f"The demonstration shows nobody as {role}.")


def measure(url: str, path: str, cookies: dict[str, str], seconds: float) -> float:
    """Answers per second to ``CLIENTS`` clients that ask one after another, each time from another place."""
    counts = [0] * CLIENTS
    wrong: list[int] = []
    until = time.perf_counter() + seconds

    def ask(place: int) -> None:
        browser = Browser(url)
        browser.cookies = dict(cookies)
        chance = random.Random(place)
        while time.perf_counter() < until:
            status, _text = browser.ask("GET", path.format(lat=39.97 + chance.random() / 20,
                                                           lon=116.43 + chance.random() / 10))
            if status != 200:
                wrong.append(status)
                return
            counts[place] += 1
    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        sys.exit(f"{path} answered {wrong[0]}")
    return sum(counts) / (time.perf_counter() - begin)


def serve(data: Path, run: Path | None, day: Path | None) -> tuple[subprocess.Popen[str], str]:
    """A filled hub that serves, and its address."""
    program = [sys.executable, "-c", "from nuantu.cli import main; main()", "hub", "--data", str(data)]
    words = [*(("--run", str(run)) if run else ()), *(("--day", str(day)) if day else ())]
    subprocess.run([*program, "seed", *words], check=True, cwd=ROOT)
    process = subprocess.Popen(
        [*program, "--port", "18800"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.hub_settings", "PYTHONPATH": str(ROOT),
             "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Nuantu: http"):
            return process, line.split(": ", 1)[1].strip()
    sys.exit("The hub did not start.")


def show_pages(url: str, seconds: float, turns: int) -> None:
    """Print the hub's main pages beside hello."""
    cookies = {role: enter(url, role) for role in dict.fromkeys(role for _path, role in PAGES)}
    table = Table("page", "as", "requests/s", "of hello", "least to most", title="The hub's pages")
    for path, role in PAGES:
        pairs = [(measure(url, "/hello/", {}, seconds), measure(url, path, cookies[role], seconds))
                 for _turn in range(turns)]
        table.add_row(path, role or "nobody", *_compare(pairs))
    Console().print(table)


def show_searches(url: str, seconds: float, turns: int) -> float:
    """Print the searches for stations beside a bare question, and give the smallest median share."""
    table = Table("search", "requests/s", "of one question", "least to most", title="The nearest 20 of 600 stations")
    worst = math.inf
    for path in SEARCHES:
        pairs = [(measure(url, "/ask-once/", {}, seconds), measure(url, path, {}, seconds)) for _turn in range(turns)]
        worst = min(worst, statistics.median(search / bare for bare, search in pairs))
        table.add_row(path.split("?")[1].replace("lat={lat:.5f}&lon={lon:.5f}", "") or "nearest", *_compare(pairs))
    Console().print(table)
    return worst


def _compare(pairs: list[tuple[float, float]]) -> tuple[str, str, str]:
    """Rate, median share and span of shares of turns, each the yardstick first."""
    shares = [own / yard for yard, own in pairs]
    return (f"{statistics.median(own for _yard, own in pairs):.0f}", f"{statistics.median(shares):.2f}",
            f"{min(shares):.2f}–{max(shares):.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each turn takes")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--run", type=Path, help="folder of a finished replay, for the pages of the day")
    parser.add_argument("--day", type=Path)
    parser.add_argument("--search-only", action="store_true", help="measure the search for stations alone")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nuantu-bench-") as folder:
        process, url = serve(Path(folder) / "hub", told.run, told.day)
        try:
            if not told.search_only:
                show_pages(url, told.seconds, told.turns)
            worst = show_searches(url, told.seconds, told.turns)
        finally:
            process.terminate()
            process.wait(20)
    if worst < LEAST_SHARE:
        sys.exit(f"A search reached {worst:.2f} of a bare question; {LEAST_SHARE} is the least.")


if __name__ == "__main__":
    main()
