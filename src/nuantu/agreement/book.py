"""The book: one agreement and the layers under it, as they stand on a date."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path

from nuantu.agreement.agreement import Agreement, Figure, Provision, Supply, WrittenClause
from nuantu.agreement.ambiguity import Ambiguity, apply_reading, list_forms
from nuantu.agreement.clause import Clause, Hook, ParamOrigin, ParamSpec, Value
from nuantu.agreement.merge import Resolved, Stated, merge_clauses
from nuantu.agreement.parameter import read_value
from nuantu.agreement.reader import FILE_NAME, read_agreement
from nuantu.agreement.term import TERMS_FOLDER, Term, load_term
from nuantu.agreement.versions import DAY, Stretch, cut_stretches, join_stretches
from nuantu.core.errors import AgreementError
from nuantu.core.ids import digest_bytes, digest_json
from nuantu.core.times import Lang

#: What exists to carry clauses out: names of clause types by hook.
Registry = Mapping[Hook, Collection[str]]

BOOK_FORMAT = "nuantu-book/1"
BOOK_FILE = "book.json"
_COUNTS_WORKTIME = ("fatigue_reminder", "daily_stop", "soft_cap_confirm")


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A figure that nobody has supplied yet, and the clauses that wait for it."""

    agreement_id: str
    name: str
    zh: str
    en: str
    clause_ids: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """``platform-2025.special_weather_amount``."""
        return f"{self.agreement_id}.{self.name}"


@dataclass(frozen=True)
class Book:
    """An agreement with its layers.

    ``agreements`` stand in the order handed in, the agreement itself first. ``terms`` are the dated tables that
    clauses refer to. Everything that depends on a date is asked for with it. ``readings`` are choices of printed words
    other than those that the agreements made: (agreement id, printed words, reading).
    """

    agreements: tuple[Agreement, ...]
    terms: Mapping[str, Term]
    readings: tuple[tuple[str, str, str], ...] = ()
    _merged: dict[date, tuple[Clause, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def main(self) -> Agreement:
        """The agreement that was asked for."""
        return self.agreements[0]

    @property
    def currency(self) -> str | None:
        """Currency of every amount in it; ``None`` where no layer states any."""
        return next((agreement.currency for agreement in self.agreements if agreement.currency), None)

    @property
    def digest(self) -> str:
        """SHA-256 by which runs name it: contents of every agreement in order, and of every term referred to."""
        return digest_json({
            "agreements": [[agreement.id, digest_bytes(agreement.data)] for agreement in self.agreements],
            "terms": {name: digest_bytes(term.data) for name, term in self.terms.items()},
            **({"readings": [list(choice) for choice in self.readings]} if self.readings else {}),
        })

    @property
    def ambiguities(self) -> tuple[tuple[Agreement, Ambiguity, tuple[str, ...]], ...]:
        """Every printed word with several readings, once an agreement: with the ids of the clauses that rest on it."""
        found: dict[tuple[str, str], tuple[Agreement, Ambiguity, tuple[str, ...]]] = {}
        for agreement in self.agreements:
            for clause in agreement.clauses:
                for one in clause.ambiguities:
                    key = (agreement.id, one.printed)
                    known = found.get(key, (agreement, one, ()))
                    found[key] = (agreement, known[1], (*known[2], clause.id))
        return tuple(found.values())

    @property
    def open_figures(self) -> tuple[OpenFigure, ...]:
        """Named figures that no layer supplies."""
        supplied = {(supply.agreement_id, supply.name) for supply in self._supplies()}
        found = []
        for agreement in self.agreements:
            for name, figure in agreement.figures.items():
                waiting = tuple(clause.id for clause in agreement.clauses
                                if any(one.named == name for one in clause.figures.values()))
                if waiting and (agreement.id, name) not in supplied:
                    found.append(OpenFigure(agreement.id, name, figure.zh, figure.en, waiting))
        return tuple(found)

    @property
    def latest_begin(self) -> date | None:
        """The first date on which everything in the book has begun, its terms too; ``None`` where nothing says when."""
        begins = [agreement.effective_from for agreement in self.agreements]
        begins += [clause.effective_from for agreement in self.agreements for clause in agreement.clauses]
        begins += [min(row.effective_from for row in term.rows) for term in self.terms.values()]
        return max((begin for begin in begins if begin is not None), default=None)

    @property
    def idle_supplies(self) -> tuple[str, ...]:
        """Figures supplied for agreements that are not part of the book: they do nothing."""
        present = {agreement.id for agreement in self.agreements}
        return tuple(f"{supply.agreement_id}.{supply.name}" for supply in self._supplies()
                     if supply.agreement_id not in present)

    def find_lacks(self, on: date) -> tuple[str, ...]:
        """What still keeps the book from being applied on the date, a sentence each; empty where nothing does."""
        lacks = []
        for demand in (self._refuse_open, lambda: self._refuse_incomplete(self._merge(on), on)):
            try:
                demand()
            except AgreementError as error:
                lacks.append(f"{error.what}; {error.fix}." if error.fix else f"{error.what}.")
        return tuple(lacks)

    def title(self, lang: Lang) -> str:
        """Title of the agreement."""
        return self.main.title(lang)

    def layer_titles(self, lang: Lang) -> tuple[str, ...]:
        """Titles of the layers under it, in the order handed in."""
        return tuple(agreement.title(lang) for agreement in self.agreements[1:])

    def in_force(self, on: date, *, complete: bool = True) -> tuple[Clause, ...]:
        """Every clause in force on the local date, layers merged, the most general layer first.

        With ``complete=False`` clauses that wait for a figure are left out instead of refused, and nothing is
        demanded of the rest: for showing a book, never for applying it.

        Raises
        ------
        AgreementError
            Where nothing is in force on the date, a figure is missing, a term has no number for the date, or a
            clause counts working time and no layer says what that is.
        """
        if complete:
            self._refuse_open()
            if on not in self._merged:
                self._merged[on] = self._merge(on)
                self._refuse_incomplete(self._merged[on], on)
            return self._merged[on]
        return self._merge(on)

    def over(self, first: date, last: date) -> tuple[Clause, ...]:
        """The clauses in force on the local days of a log, first and last included.

        Where a merged clause differs between days there is one version for each stretch, with its ``days``; a clause
        that holds throughout has none. Days on which nothing is in force are allowed as long as some day has a clause.

        Raises
        ------
        AgreementError
            As ``in_force``, for any of the days.
        """
        self._refuse_open()
        stretches = []
        for begin, end in cut_stretches(first, last, self._list_turns()):
            clauses = self._merge(begin)
            if clauses:
                self._refuse_incomplete(clauses, begin)
            stretches.append(Stretch(begin, end, clauses))
        if not any(stretch.clauses for stretch in stretches):
            self._refuse_incomplete((), first)
        return join_stretches(stretches)

    def read_as(self, agreement_id: str, printed: str, reading: str) -> Book:
        """The same book with one printed word read otherwise: in every clause of the agreement that rests on it.

        Raises
        ------
        AgreementError
            Where no clause has these words or this reading, or the reading does not say what it changes.
        """
        agreements, found = [], False
        for agreement in self.agreements:
            clauses: list[WrittenClause] = []
            for clause in agreement.clauses:
                match = next((one for one in clause.ambiguities if one.printed == printed), None)
                if agreement.id != agreement_id or match is None or reading not in match.readings:
                    clauses.append(clause)
                    continue
                found, choice = True, match.readings[reading]
                if reading != match.chosen and not choice.changes:
                    raise clause.at.refuse(f"reading {reading} of {printed!r} does not say what it changes in clause "
                                           f"{clause.id}", "state params or instead under it")
                clauses += (clause,) if reading == match.chosen else apply_reading(clause, choice)
            agreements.append(replace(agreement, clauses=tuple(clauses)))
        if not found:
            raise AgreementError(f"{agreement_id} has no reading {reading} of {printed!r}", file=self.main.file,
                                 fix="see its readings with: agreement readings")
        return replace(self, agreements=tuple(agreements), readings=(*self.readings, (agreement_id, printed, reading)),
                       _merged={})

    def of_type(self, name: str, on: date) -> tuple[Clause, ...]:
        """Clauses in force of one type."""
        return tuple(clause for clause in self.in_force(on) if clause.type.name == name)

    def clause(self, clause_id: str, on: date) -> Clause:
        """The clause in force under this id; of merged ones the answering clause, whichever id is asked for."""
        for clause in self.in_force(on):
            if clause.id == clause_id or clause_id in clause.shadowed:
                return clause
        raise AgreementError(f"no clause {clause_id} is in force on {on}", fix="check the id with: agreement show")

    def written(self, clause_id: str) -> WrittenClause:
        """A clause as its own agreement states it, the latest version of it."""
        found = [clause for agreement in self.agreements for clause in agreement.clauses if clause.id == clause_id]
        if not found:
            raise AgreementError(f"the book has no clause {clause_id}", fix="check the id with: agreement show")
        return max(found, key=lambda clause: clause.effective_from or date.min)

    def provisions(self, on: date | None = None) -> tuple[Provision, ...]:
        """Every provision of the agreements in force on the date, or of all."""
        return tuple(provision for agreement in self.agreements if on is None or agreement.holds_on(on)
                     for provision in agreement.provisions)

    def pending(self, on: date | None = None) -> tuple[Provision, ...]:
        """Provisions of which something is not carried out: shown, never in force, never a verdict."""
        return tuple(provision for provision in self.provisions(on) if provision.pending)

    def assumed(self, on: date) -> tuple[Clause, ...]:
        """Clauses in force with a figure that nobody signed."""
        return tuple(clause for clause in self.in_force(on) if clause.assumed)

    def copy_to(self, folder: Path) -> Path:
        """Write every file of the book into a folder, so that it can be read again anywhere.

        Returns the path of the ``book.json`` that names them; see ``load_copied_book``.
        """
        folder.mkdir(parents=True, exist_ok=True)
        names = []
        for number, agreement in enumerate(self.agreements):
            name = f"{number}-{agreement.id}"
            (folder / name).mkdir(exist_ok=True)
            (folder / name / FILE_NAME).write_bytes(agreement.data)
            names.append(name)
        (folder / "terms").mkdir(exist_ok=True)
        for term in self.terms.values():
            (folder / "terms" / f"{term.id}.yaml").write_bytes(term.data)
        target = folder / BOOK_FILE
        target.write_text(json.dumps({
            "format": BOOK_FORMAT, "agreement": names[0], "layers": names[1:], "digest": self.digest,
        }, indent=2) + "\n", encoding="utf-8")
        return target

    def _supplies(self) -> Iterable[Supply]:
        return (supply for agreement in self.agreements for supply in agreement.supplies)

    def _refuse_open(self) -> None:
        missing = self.open_figures
        if missing:
            named = ", ".join(f"{figure.full_name} ({figure.en})" for figure in missing)
            raise AgreementError(
                f"figures that nobody published are missing: {named}", file=self.main.file,
                fix="add a --layer of kind assumption that supplies them, such as agreements/demo-assumption")

    def _list_turns(self) -> Iterable[date]:
        """Days on which something begins, or on whose eve something ended."""
        for agreement in self.agreements:
            dated: tuple[Agreement | WrittenClause, ...] = (agreement, *agreement.clauses)
            for one in dated:
                if one.effective_from is not None:
                    yield one.effective_from
                if one.effective_to is not None and one.effective_to < date.max:
                    yield one.effective_to + DAY
        for term in self.terms.values():
            for row in term.rows:
                yield row.effective_from
                if row.effective_to is not None and row.effective_to < date.max:
                    yield row.effective_to + DAY

    def _merge(self, on: date) -> tuple[Clause, ...]:
        resolved = []
        for agreement in self.agreements:
            for clause in agreement.clauses:
                if agreement.holds_on(on) and clause.holds_on(on):
                    one = self._resolve(clause, agreement, on)
                    if one is not None:
                        resolved.append(one)
        return merge_clauses(resolved)

    def _resolve(self, clause: WrittenClause, agreement: Agreement, on: date) -> Resolved | None:
        """Every parameter for the date; ``None`` where a figure is still open."""
        values: dict[str, Stated] = {}
        for spec in clause.type.params:
            origin = ParamOrigin(clause.id, agreement.id, agreement.layer, agreement.layer == "assumption")
            figure = clause.figures.get(spec.name)
            if figure is None:
                values[spec.name] = Stated(spec.default, explicit=False, origin=origin)
            elif figure.named is not None:
                supply = self._find_supply(agreement.id, figure.named)
                if supply is None:
                    return None
                values[spec.name] = self._supplied(supply, spec, origin)
            elif figure.term is not None:
                values[spec.name] = Stated(self._from_term(figure, spec, on), explicit=True, origin=origin)
            else:
                values[spec.name] = Stated(figure.literal, explicit=True, origin=origin)
        return Resolved(clause, agreement, values)

    def _find_supply(self, agreement_id: str, name: str) -> Supply | None:
        for supply in self._supplies():
            if (supply.agreement_id, supply.name) == (agreement_id, name):
                return supply
        return None

    def _supplied(self, supply: Supply, spec: ParamSpec, origin: ParamOrigin) -> Stated:
        value = read_value(supply.section, "value", spec, self.currency)
        return Stated(value, explicit=True, origin=replace(origin, assumed=True))

    def _from_term(self, figure: Figure, spec: ParamSpec, on: date) -> Value:
        term = self.terms[str(figure.term)]
        table = term.values_on(on, figure.category)
        if not table:
            raise figure.at.refuse(f"the term {term.id} has no number in force on {on}",
                                   "choose a later date or state the number in the clause")
        if set(table) == {""}:
            return table[""]
        if not spec.by_place:
            raise figure.at.refuse(f"the term {term.id} differs by place, and {spec.name} cannot",
                                   "state one amount, or a clause for each place with a selector")
        return table

    def _refuse_incomplete(self, clauses: Sequence[Clause], on: date) -> None:
        if not clauses:
            raise AgreementError(f"nothing of {self.main.id} is in force on {on}", file=self.main.file,
                                 fix="choose a date on which it is")
        if any(clause.type.name == "worktime_definition" for clause in clauses):
            return
        for clause in clauses:
            if clause.type.name in _COUNTS_WORKTIME or clause.params.get("base") == "worktime":
                raise AgreementError(
                    f"clause {clause.id} ({clause.type.name}) counts working time, but no clause worktime_definition "
                    f"is in force on {on}", file=self.main.file,
                    fix="add a --layer that has one, such as agreements/guidance-50-2023")


def load_book(
    agreement: Path, layers: Sequence[Path] = (), registry: Registry | None = None, *,
    allow_open: bool = False, allow_forgotten: bool = False, terms_folder: Path = TERMS_FOLDER,
) -> Book:
    """Read an agreement and its layers, and refuse what cannot be carried out.

    Parameters
    ----------
    agreement, layers
        Folders with an ``agreement.yaml``, or files. Layers merge by their own kind, not by the order given.
    registry
        Clause types for which each hook exists. A clause whose type promises a hook that is not there is refused by
        name. ``None`` reads the book without asking who carries it out: for showing and comparing only.
    allow_open
        Accept a book whose named figures are not all supplied: for showing it, never for applying it.
    allow_forgotten
        Accept provisions of built types without a clause: for books that were kept before the type was built.

    Raises
    ------
    AgreementError
        One sentence with file and line.
    """
    files = (agreement, *layers)
    read = _end_superseded(tuple(read_agreement(path, allow_forgotten=allow_forgotten) for path in files))
    _check_together(read)
    terms: dict[str, Term] = {}
    for one in read:
        for clause in chain.from_iterable(map(list_forms, one.clauses)):
            if registry is not None:
                _check_hooks(clause, registry)
            _gather_terms(clause, terms, terms_folder)
    book = Book(read, dict(sorted(terms.items())))
    _check_term_money(book)
    _check_supplies(book)
    if not allow_open:
        book._refuse_open()
    return book


def load_copied_book(folder: Path, registry: Registry | None = None) -> Book:
    """Read a book that ``Book.copy_to`` wrote, and refuse it if a file was changed since.

    Raises
    ------
    AgreementError
        Where the folder is not such a copy or its digest does not match.
    """
    file = folder / BOOK_FILE
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
        agreement, layers, digest = index["agreement"], index["layers"], index["digest"]
        paths = [folder / str(name) for name in (agreement, *layers)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AgreementError("this is not a copied book", file=file, fix="name the folder book of a replay") from error
    book = load_book(paths[0], paths[1:], registry, allow_forgotten=True, terms_folder=folder / "terms")
    if book.digest != digest:
        raise AgreementError("a file of the copied book was changed since the replay", file=file,
                             fix="name the agreement again with --agreement and --layer")
    return book


def _end_superseded(agreements: Sequence[Agreement]) -> tuple[Agreement, ...]:
    """Agreements of the book that another one supersedes end on the eve of its begin, with all their clauses."""
    ended = []
    for agreement in agreements:
        heirs = [other for other in agreements if agreement.id in other.supersedes]
        begins = [other.effective_from for other in heirs if other.effective_from is not None]
        if not begins:
            ended.append(agreement)
            continue
        begin = min(begins)
        if agreement.effective_from is not None and begin <= agreement.effective_from:
            raise AgreementError(f"{heirs[0].id} supersedes {agreement.id}, which does not begin before it",
                                 file=heirs[0].file, line=1, field="supersedes", fix="correct the dates or the list")
        last = begin - DAY
        clauses = tuple(replace(clause, effective_to=min(clause.effective_to or last, last))
                        for clause in agreement.clauses
                        if clause.effective_from is None or clause.effective_from <= last)
        ended.append(replace(agreement, clauses=clauses, effective_to=min(agreement.effective_to or last, last)))
    return tuple(ended)


def _check_together(agreements: Sequence[Agreement]) -> None:
    ids: dict[str, Agreement] = {}
    clauses: dict[str, Agreement] = {}
    currency: Agreement | None = None
    for agreement in agreements:
        if agreement.id in ids:
            raise AgreementError(f"the agreement {agreement.id} is handed in twice", file=agreement.file,
                                 fix="name each layer once")
        ids[agreement.id] = agreement
        if agreement.currency is not None:
            if currency is not None and currency.currency != agreement.currency:
                raise AgreementError(f"{agreement.id} counts in {agreement.currency} but {currency.id} in "
                                     f"{currency.currency}", file=agreement.file, fix="keep to one currency a book")
            currency = currency or agreement
        for clause_id in {clause.id for clause in agreement.clauses}:
            if clause_id in clauses and not _follow(agreement, clauses[clause_id]):
                raise AgreementError(f"{agreement.id} and {clauses[clause_id].id} both have a clause {clause_id}",
                                     file=agreement.file, fix="rename one of them")
            clauses[clause_id] = agreement


def _follow(one: Agreement, other: Agreement) -> bool:
    """Whether one of the two supersedes the other, so that they never hold together."""
    return one.id in other.supersedes or other.id in one.supersedes


def _check_hooks(clause: WrittenClause, registry: Registry) -> None:
    for hook in sorted(clause.type.hooks):
        if clause.type.name not in registry.get(hook, ()):
            raise clause.at.refuse(
                f"clause {clause.id} cannot be in force: {clause.type.name} promises {hook}, which does not exist",
                "leave its sentence under provisions until it is built")


def _gather_terms(clause: WrittenClause, terms: dict[str, Term], folder: Path) -> None:
    for name, figure in clause.figures.items():
        if figure.term is None:
            continue
        if figure.term not in terms:
            terms[figure.term] = load_term(figure.term, figure.at, folder)
        term, spec = terms[figure.term], clause.type.spec(name)
        if term.unit != spec.unit:
            raise figure.at.refuse(f"the term {term.id} is a {term.unit}, but {name} is a {spec.unit}",
                                   "refer to a term of that unit")
        if figure.category not in term.categories:
            known = ", ".join(sorted(str(category) for category in term.categories if category)) or "none"
            raise figure.at.refuse(f"the term {term.id} has no category {figure.category}", f"use one of: {known}")


def _check_term_money(book: Book) -> None:
    for term in book.terms.values():
        if book.currency is not None and term.currency != book.currency:
            raise AgreementError(f"the term {term.id} is in {term.currency} but the book in {book.currency}",
                                 file=book.main.file, fix="keep to one currency a book")


def _check_supplies(book: Book) -> None:
    """Every supply for an agreement of this book must name one of its figures, once, and be readable as its unit."""
    by_id = {agreement.id: agreement for agreement in book.agreements}
    seen: set[tuple[str, str]] = set()
    for supply in book._supplies():
        target = by_id.get(supply.agreement_id)
        if target is None:
            continue
        if supply.name not in target.figures:
            known = ", ".join(target.figures) or "none"
            raise supply.section.at.refuse(f"{target.id} has no named figure {supply.name[:40]!r}",
                                           f"use one of: {known}")
        if (supply.agreement_id, supply.name) in seen:
            raise supply.section.at.refuse(f"{supply.agreement_id}.{supply.name} is supplied twice", "keep one of them")
        seen.add((supply.agreement_id, supply.name))
        for clause in chain.from_iterable(map(list_forms, target.clauses)):
            for name, figure in clause.figures.items():
                if figure.named == supply.name:
                    read_value(supply.section, "value", clause.type.spec(name), book.currency)

