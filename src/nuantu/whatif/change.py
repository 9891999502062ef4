"""A change that is tried: one parameter of one clause, ``CLAUSE.PARAM=VALUE`` as in an agreement file, or a whole new
clause, ``CLAUSE=TYPE{PARAM: VALUE, …}``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nuantu.agreement.agreement import Agreement, Figure, WrittenClause
from nuantu.agreement.book import Book
from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.parameter import read_figure
from nuantu.agreement.quantity import EXPECTED, MONEY_UNITS
from nuantu.agreement.reader import read_added
from nuantu.agreement.source import advise, parse_source
from nuantu.core.errors import AgreementError
from nuantu.core.ids import digest_json

OPTION = "--set"
_ADDED = re.compile(r"([a-z][a-z0-9_]*)\s*(\{.*\})")
_BARE_MONEY = re.compile(r"[0-9.]+\s*(?:[A-Z]{3}|元)")


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter set to another value; ``value`` as written, its unit with it.

    Where ``param`` is empty it is a new clause, and ``value`` its type with its parameters in braces.
    """

    clause_id: str
    param: str
    value: str

    def __str__(self) -> str:
        return f"{self.place}={self.value}"

    @property
    def place(self) -> str:
        """What is set: clause and parameter, or the new clause."""
        return f"{self.clause_id}.{self.param}" if self.param else self.clause_id

    @property
    def added(self) -> tuple[str, str] | None:
        """Type and parameters of a new clause; None for a parameter that is set."""
        found = None if self.param else _ADDED.fullmatch(self.value)
        return None if found is None else (found[1], found[2])


@dataclass(frozen=True)
class ChangedBook(Book):
    """A book of which some parameters are read otherwise than written: for trying only, never kept."""

    changes: tuple[Change, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the book's own digest and what is changed in it."""
        return digest_json({"book": super().digest, "changes": [str(one) for one in self.changes]})

    def copy_to(self, folder: Path) -> Path:
        """Refused: a copy would hold the book as written, not as it is tried."""
        raise AgreementError("a book with a change that is only tried cannot be kept", file=folder,
                             fix="write the change into the agreement")


def parse_change(text: str) -> Change:
    """Take ``CLAUSE.PARAM=VALUE`` apart; a clause's id may hold dots, a parameter's name holds none.

    Where the value is a type with parameters in braces, all before it is the id of a new clause.
    """
    left, equals, value = text.partition("=")
    new = _ADDED.fullmatch(value.strip())
    if new is not None and left.strip():
        if new[1] not in CLAUSE_TYPES:
            raise AgreementError(f"there is no clause type {new[1][:64]}", field=OPTION,
                                 fix=advise(new[1], list(CLAUSE_TYPES)))
        return Change(left.strip(), "", value.strip())
    clause_id, dot, param = left.strip().rpartition(".")
    if not (equals and dot and clause_id and param and value.strip()):
        raise AgreementError(f"{text[:60]!r} is no change", field=OPTION,
                             fix="write CLAUSE.PARAM=VALUE, such as YG-piece-rate.base=6.50CNY")
    return Change(clause_id, param, value.strip())


def apply_changes(book: Book, changes: Sequence[Change]) -> Book:
    """The book with every change made, in each version of the clause; the book itself where there is none.

    Raises
    ------
    AgreementError
        Where the book has no such clause, the clause no such parameter, or the value is not what may stand there:
        clause, parameter and what is allowed.
    """
    if not changes:
        return book
    places = [(one.clause_id, one.param) for one in changes]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is not None:
        raise AgreementError(f"{'.'.join(filter(None, twice))} is set twice", field=OPTION,
                             fix="keep one of the values")
    agreements = _add_clauses(book, changes)
    for change in (one for one in changes if one.param):
        find_type(book, change)
        agreements = tuple(replace(agreement, clauses=tuple(
            _set_figure(clause, agreement, change, book.currency) if clause.id == change.clause_id else clause
            for clause in agreement.clauses)) for agreement in agreements)
    # Only once all are made: of two parameters that must agree each may be changed, in any order.
    last = {one.clause_id: one for one in changes if one.param}
    for clause in (clause for agreement in agreements for clause in agreement.clauses if clause.id in last):
        _refuse_disagreeing(clause, clause.figures, last[clause.id])
    return ChangedBook(agreements, book.terms, book.readings, changes=tuple(changes))


def _add_clauses(book: Book, changes: Sequence[Change]) -> tuple[Agreement, ...]:
    """The book's agreements, the new clauses read into the main one by the very reader of agreement files."""
    main, *layers = book.agreements
    for change in changes:
        if change.added is not None:
            if any(one.id == change.clause_id for layer in layers for one in layer.clauses):
                raise AgreementError(f"the book has a clause {change.clause_id[:64]} already", field=OPTION,
                                     fix="change its parameters, or give the new clause another id")
            try:
                main = read_added(main, change.clause_id, *change.added, Path(OPTION))
            except AgreementError as error:
                raise AgreementError(f"new clause {change.clause_id[:64]}: {error.what}", field=OPTION,
                                     fix=error.fix) from error
    return (main, *layers)


def find_type(book: Book, change: Change) -> ClauseType:
    """The type of the clause that is changed or added."""
    if change.added is not None:
        return CLAUSE_TYPES[change.added[0]]
    types = {clause.id: clause.type for agreement in book.agreements for clause in agreement.clauses}
    if change.clause_id not in types:
        raise AgreementError(f"the book has no clause {change.clause_id[:64]}", field=OPTION,
                             fix=advise(change.clause_id, list(types)))
    return types[change.clause_id]


def _set_figure(clause: WrittenClause, agreement: Agreement, change: Change, currency: str | None) -> WrittenClause:
    spec = _find_spec(clause, change)
    figure = _read_value(clause, spec, change, agreement.currency or currency)
    return replace(clause, figures={**clause.figures, spec.name: figure})


def _find_spec(clause: WrittenClause, change: Change) -> ParamSpec:
    for spec in clause.type.params:
        if spec.name == change.param:
            return spec
    raise AgreementError(f"clause {clause.id} ({clause.type.name}) has no parameter {change.param[:40]!r}",
                         field=OPTION, fix=advise(change.param, [spec.name for spec in clause.type.params]))


def _read_value(clause: WrittenClause, spec: ParamSpec, change: Change, currency: str | None) -> Figure:
    """Read the value by the very reader of agreement files, and say clause and parameter of what it refuses."""
    value = change.value
    if spec.unit in MONEY_UNITS and _BARE_MONEY.fullmatch(value):
        value += "".join(EXPECTED[spec.unit][1].partition("/")[1:])
    try:
        root = parse_source(f"{spec.name}: {value}\n".encode(), Path(OPTION))
        figure = read_figure(root, spec.name, spec, currency)
        root.finish()
    except AgreementError as error:
        raise AgreementError(f"clause {clause.id}, parameter {spec.name} ({spec.en}): {error.what}", field=OPTION,
                             fix=error.fix) from error
    if figure.named is not None or figure.term is not None:
        raise AgreementError(f"clause {clause.id}, parameter {spec.name}: a value is expected, not a reference",
                             field=OPTION, fix="write the value itself")
    return figure


def _refuse_disagreeing(clause: WrittenClause, figures: Mapping[str, Figure], change: Change) -> None:
    """What the reader of files asks of parameters together, asked of the changed clause."""
    for one, other in clause.type.together:
        if (one in figures) != (other in figures):
            raise AgreementError(f"clause {clause.id}: {one} and {other} make sense only together", field=OPTION,
                                 fix="set a parameter that the clause states")
    stated = [name for name in clause.type.one_of if name in figures]
    if len(stated) > 1:
        raise AgreementError(f"clause {clause.id} states {' and '.join(stated)}, of which one may stand", field=OPTION,
                             fix=f"leave {change.param} out")
    causes, added = (figures[name].literal if name in figures else None for name in ("causes", "added"))
    if isinstance(causes, frozenset) and isinstance(added, Mapping) and causes != set(added):
        raise AgreementError(f"clause {clause.id}: causes and added do not name the same causes", field=OPTION,
                             fix="set added for exactly the causes of the clause")
