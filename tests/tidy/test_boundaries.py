"""The engine stands without Django, and no file names a machine or an address that is not its own."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.tidy.sources import SRC, list_modules, list_tracked

TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".sh", ".css", ".js", ".html", ".json", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/(?!\.\.)")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://")


#: Modules that stand on an extra which the fast suite does without; the slow suite imports them.
ON_EXTRAS = ("nuantu.audit.spark", "nuantu.audit.spark_java")


def test_every_engine_module_imports_without_django() -> None:
    """With Django made unimportable each module of the engine still loads."""
    names = [
        ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        for path in list_modules()
        if "nuantu" in path.relative_to(SRC).parts[:1]
    ]
    names = [name for name in names if name not in ON_EXTRAS]
    code = "import sys, importlib\nsys.modules['django'] = None\nfor n in sys.argv[1:]: importlib.import_module(n)\n"

    run = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


def test_no_file_carries_a_path_of_a_machine_or_the_host_of_a_registry() -> None:
    """Nothing that is committed names where it was made or whence its parts came."""
    found = []
    for path in list_tracked():
        if path.suffix not in TEXT or path.name == "test_boundaries.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.name}: {m.group()}" for m in (MACHINE.search(text), REGISTRY.search(text)) if m]

    assert found == []


def test_lock_files_carry_no_address() -> None:
    """Locks pin by hash and let the machine decide where to fetch."""
    locks = [path for path in list_tracked() if path.parent.name == "lock"]

    assert locks
    assert [p.name for p in locks if ADDRESS.search(p.read_text())] == []
