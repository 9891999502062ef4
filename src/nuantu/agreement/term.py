"""Terms: dated, sourced numbers that clauses refer to, such as minimum wages by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nuantu.agreement.parameter import measure
from nuantu.agreement.quantity import MONEY_UNITS
from nuantu.agreement.source import Place, Section, read_source
from nuantu.core.errors import AgreementError
from nuantu.core.times import Lang

TERMS_FOLDER = Path(__file__).parent / "terms"
FORMAT = "nuantu-term/1"
UNITS = MONEY_UNITS


@dataclass(frozen=True, slots=True)
class TermRow:
    """One number: where it holds (first digits of the place code, empty for everywhere), from when, says who."""

    place_code: str
    category: str | None
    value: int
    effective_from: date
    effective_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A table of one kind of number, canonical in ``unit``."""

    id: str
    title_zh: str
    title_en: str
    unit: str
    currency: str
    rows: tuple[TermRow, ...]
    data: bytes

    def title(self, lang: Lang) -> str:
        """Its title in the language."""
        return self.title_zh if lang == "zh" else self.title_en

    def values_on(self, on: date, category: str | None) -> Mapping[str, int]:
        """The number in force on a date for each place code that has one; the latest row of a place wins."""
        found: dict[str, TermRow] = {}
        for row in self.rows:
            holds = row.effective_from <= on and (row.effective_to is None or on <= row.effective_to)
            if holds and row.category == category:
                best = found.get(row.place_code)
                if best is None or row.effective_from > best.effective_from:
                    found[row.place_code] = row
        return {code: row.value for code, row in found.items()}

    @property
    def categories(self) -> frozenset[str | None]:
        """The categories that its rows have."""
        return frozenset(row.category for row in self.rows)


def load_term(name: str, at: Place, folder: Path = TERMS_FOLDER) -> Term:
    """Read a term by name.

    Raises
    ------
    AgreementError
        At the place that refers to it where there is no such term, or at its own file and line where it is defective.
    """
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if name not in known:
        raise at.refuse(f"there is no term {name[:40]!r}", f"use one of: {', '.join(known)}")
    file = folder / f"{name}.yaml"
    section, data = read_source(file)
    section.word("format", (FORMAT,))
    if section.string("id") != name:
        raise section.place("id").refuse("the id is not the file's name", f"write {name}")
    title = section.section("title")
    unit, currency = section.word("unit", UNITS), section.string("currency")
    rows = tuple(_read_row(row, unit, currency) for row in section.sections("rows"))
    term = Term(name, title.string("zh"), title.string("en"), unit, currency, rows, data)
    title.finish()
    if section.has("note"):
        section.string("note")
    section.finish()
    _refuse_twins(term, file)
    return term


def _read_row(row: Section, unit: str, currency: str) -> TermRow:
    code = row.text("place_code").value or ""
    if code and not code.isdigit():
        raise row.place("place_code").refuse(f"{code[:40]!r} is not a place code", "write its first digits in quotes")
    row.string("place")
    found = TermRow(
        place_code=code,
        category=row.string("category") if row.has("category") else None,
        value=measure(row.string("value"), unit, currency, row.place("value"), 1),
        effective_from=row.date("from"),
        effective_to=row.date("to") if row.has("to") else None,
        source=row.string("source"),
    )
    row.finish()
    return found


def _refuse_twins(term: Term, file: Path) -> None:
    seen = set()
    for row in term.rows:
        key = (row.place_code, row.category, row.effective_from)
        if key in seen:
            raise AgreementError(f"two rows hold for place {row.place_code or 'everywhere'} from {row.effective_from}",
                                 file=file, fix="keep one of them")
        seen.add(key)
