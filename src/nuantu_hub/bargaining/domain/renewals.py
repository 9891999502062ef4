"""Renewal: three months before an agreement ends, either side may ask for talks about the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nuantu_hub.bargaining.domain.procedure_clocks import add_months
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.promises import Term, read_term

MONTHS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Renewal:
    """An agreement that ends: since when renewal may be asked for, and how many days are left."""

    name: str
    title: tuple[str, str]
    opens: date
    ends: date
    left_days: int


def read_terms(folder: Path) -> dict[str, Term]:
    """How long each agreement of a folder holds, by its folder's name; what cannot be read has no term here."""
    found = {}
    for file in sorted(folder.glob("*/agreement.yaml")):
        try:
            found[file.parent.name] = read_term(file)
        except RunError:
            continue  # the page of agreements says what is wrong with it; nothing is due of it
    return found


def list_renewals(terms: Mapping[str, Term], today: date) -> list[Renewal]:
    """Agreements that end within three months of a day and have not ended before it, the first to end first."""
    found = [Renewal(name, term.title, opens, term.ends, (term.ends - today).days)
             for name, term in terms.items() if term.ends is not None
             for opens in (add_months(term.ends, -MONTHS_BEFORE),) if opens <= today <= term.ends]
    return sorted(found, key=lambda one: (one.ends, one.name))
