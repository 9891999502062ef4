"""The shape of the code is held by tests: short functions, plain names, documented surfaces, mirrored tests."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tidy.sources import ROOT, SRC, Function, list_functions, list_modules

LONGEST = 70
LONGEST_KERNEL = 120
USUAL = 45
BANNED = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc)(_|$)", re.IGNORECASE)
#: Files of the web hub that only wire others together: what they wire is tested where it is written.
WIRING = ("__init__.py", "apps.py", "rules.py", "settings.py", "urls.py", "wsgi.py")
CLAUSE_FOLDERS = ("clauses", "binds", "pays", "entitles", "checks")


def _is_kernel(function: Function) -> bool:
    return "kernels" in function.path.parts


def test_no_function_is_longer_than_the_ratchet_allows() -> None:
    """Seventy lines end a function; a numba kernel may take a hundred and twenty."""
    over = [f for f in list_functions() if f.lines > (LONGEST_KERNEL if _is_kernel(f) else LONGEST)]

    assert [str(f) for f in over] == []


def test_nineteen_of_twenty_functions_stay_short() -> None:
    """At least 95 % of all functions have at most 45 lines."""
    lengths = sorted(f.lines for f in list_functions())

    assert lengths[int(len(lengths) * 0.95)] <= USUAL


def test_nothing_is_named_after_nothing() -> None:
    """No module, function or class is called utils, helpers, manager, common or misc."""
    named = [str(p.relative_to(ROOT)) for p in list_modules() if BANNED.search(p.stem)]
    named += [str(f) for f in list_functions() if BANNED.search(f.name)]

    assert named == []


def test_public_functions_of_the_engine_are_documented() -> None:
    """Nine of ten public functions carry a docstring."""
    public = [f for f in list_functions() if f.public and (SRC / "nuantu") in f.path.parents]
    bare = [str(f) for f in public if not f.documented]

    assert len(bare) <= 0.1 * len(public), bare


def _test_of(module: Path) -> Path:
    inside = module.relative_to(SRC)
    return ROOT / "tests" / inside.parent / f"test_{inside.name}"


def _cases_of(module: Path) -> bool:
    return any((ROOT / "tests" / "cases").glob(f"**/{module.stem}*"))


def test_every_module_has_a_test_file_of_its_name() -> None:
    """Tests mirror sources; what a clause type does may be covered by its worked cases instead."""
    missing = [
        str(module.relative_to(ROOT))
        for module in list_modules()
        if module.name not in WIRING
        and not module.name.endswith("_urls.py")
        and module.parent.name != "migrations"
        and not _test_of(module).is_file()
        and not (module.parent.name in CLAUSE_FOLDERS and _cases_of(module))
    ]

    assert missing == []


def test_every_folder_says_what_it_is() -> None:
    """Each package's __init__ opens with a docstring."""
    packages = SRC.rglob("__init__.py")

    assert [str(p.relative_to(ROOT)) for p in packages if not p.read_text().startswith('"""')] == []
