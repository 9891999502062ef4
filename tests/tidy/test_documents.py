"""Documents that fail the build when they lag behind the code."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
from tests.tidy.sources import ROOT

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.audit.checks import CHECKS
from nuantu.cli import GROUP
from nuantu.dispatch.policies import POLICIES


def _read(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(CLAUSE_TYPES))
def test_every_clause_type_has_its_section(name: str) -> None:
    """docs/clauses.md has a section headed by id and name of each type."""
    assert f"## {CLAUSE_TYPES[name].id} {name}" in _read("clauses.md")


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_policy_is_documented(name: str) -> None:
    """docs/algorithms/dispatch.md describes each policy under its name."""
    assert f"`{name}`" in _read("algorithms/dispatch.md")


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_check_is_documented(name: str) -> None:
    """docs/algorithms/audit.md says what each check looks for."""
    assert f"`{name}`" in _read("algorithms/audit.md")


@pytest.mark.parametrize("name", sorted(p.name for p in entry_points(group=GROUP)))
def test_every_command_is_documented(name: str) -> None:
    """docs/commands.md shows each command."""
    assert f"## `nuantu {name}" in _read("commands.md")


def test_every_word_of_the_readmes_layout_exists() -> None:
    """Folders and files that the README names stand in the tree."""
    import re

    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!http|#)([^)#]+)", text):
            assert (ROOT / link).exists(), f"{readme} links to {link}"
