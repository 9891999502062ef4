"""The project's own files, as the tidy tests read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"


@dataclass(frozen=True)
class Function:
    """One ``def`` of the sources: where it stands and how long it is."""

    path: Path
    name: str
    lines: int
    documented: bool
    public: bool

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.name} ({self.lines} lines)"


def list_modules() -> list[Path]:
    """Every Python file of both packages."""
    return sorted(SRC.rglob("*.py"))


def list_tracked() -> list[Path]:
    """Every file that git tracks or would track; all files where there is no git."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    if found.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / line for line in found.stdout.splitlines() if (ROOT / line).is_file()]


def list_functions() -> Iterator[Function]:
    """Every function and method of both packages."""
    for path in list_modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from _walk(tree, path, public=True, nested=False)


def _walk(node: ast.AST, path: Path, *, public: bool, nested: bool) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (child.end_lineno or child.lineno) - child.lineno + 1
            shown = public and not nested and not child.name.startswith("_")
            yield Function(path, child.name, length, ast.get_docstring(child) is not None, shown)
            yield from _walk(child, path, public=public, nested=True)
        elif isinstance(child, ast.ClassDef):
            yield from _walk(child, path, public=public and not child.name.startswith("_"), nested=nested)
        else:
            yield from _walk(child, path, public=public, nested=nested)
