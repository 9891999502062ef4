"""The tables of ``docs/algorithms/pay.md``, written from the worked cases, so that page and cases cannot part.

``python -m tests.nuantu.settle.pay_tables`` (from the repository's root) writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "algorithms" / "pay.md"
CASES = ROOT / "tests" / "cases" / "pay"
TABLE = re.compile(r"(<!-- cases: (?P<kind>\w+) -->\n).*?(<!-- end of cases -->)", re.DOTALL)


def write_table(kind: str) -> str:
    """The worked cases of a clause type as a Markdown table: sentence, terms, lines of the ledger."""
    rows = ["| case | terms | ledger |", "|---|---|---|"]
    for case in yaml.safe_load((CASES / f"{kind}.yaml").read_text(encoding="utf-8")):
        terms = "<br>".join(_write_terms(clause) for clause in case["clauses"])
        lines = case.get("lines", [f"{name} in all: {total}" for name, total in case.get("totals", {}).items()])
        ledger = "<br>".join(f"`{line}`" for line in lines) or "no line"
        rows.append(f"| {case['zh']}<br>{case['name']} | {terms} | {ledger} |")
    return "\n".join(rows) + "\n"


def _write_terms(clause: dict[str, Any]) -> str:
    params = ", ".join(f"{name} {_write_value(value)}" for name, value in clause["params"].items())
    layer = f", layer {clause['layer']}" if "layer" in clause else ""
    selector = f", for {_write_value(clause['selector'])}" if "selector" in clause else ""
    return f"`{clause['id']}`: {clause['type']} {params}{layer}{selector}".replace("  ", " ").rstrip()


def _write_value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_write_value(one)}" for key, one in value.items())
    if isinstance(value, list):
        return " + ".join(str(one) for one in value)
    return str(value)


def write_page(text: str) -> str:
    """The page with every table of cases written anew."""
    return TABLE.sub(lambda match: match[1] + write_table(match["kind"]) + match[3], text)


if __name__ == "__main__":
    PAGE.write_text(write_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
