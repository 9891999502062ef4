"""What a clause chip opens: the printed sentence, the terms in force, this case's arithmetic, the layers, what to do.

An app fills a ``ClauseSheet`` and includes ``site/parts/clause.html`` with it as ``sheet``, in a page that extends
``request.htmx|yesno:"site/sheet.html,site/phone.html"``: over the page where a script runs, a page of its own without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A term in force: its name, its value in words, since when (in words)."""

    name: Any
    value: Any
    since: Any = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of arithmetic: its name, how it comes about, its result in words."""

    name: Any
    how: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer of rules would give: its name, its value in words, its share of the largest, whether it holds."""

    name: Any
    value: Any
    share: float
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ClauseSheet:
    """One clause on one case.

    ``state`` is a state of ``site.chips.STATES`` or empty, ``standing`` "printed", "reported" or "ours" as the
    agreement has it, ``source`` the provision's place, strength and who owes it in words. ``total`` is the last line
    of the arithmetic (name, value, tone). ``assumed`` says why a figure is an assumption.
    """

    clause_id: str
    title: Any
    text: str
    source: Any = ""
    standing: str = "printed"
    state: str = ""
    terms: Sequence[Term] = ()
    steps: Sequence[Step] = ()
    total: tuple[Any, Any, str] | None = None
    layers: Sequence[Layer] = ()
    layers_note: Any = ""
    assumed: Any = ""
    note: Any = ""
