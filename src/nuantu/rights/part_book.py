"""A book without the clauses for which one person's copy holds too little."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from nuantu.agreement.book import Book
from nuantu.agreement.clause import Clause


def leave_out(book: Book, clauses: Collection[Clause]) -> Book:
    """The same book without these clauses of any layer, and without those that they answer for."""
    gone = {clause_id for clause in clauses for clause_id in (clause.id, *clause.shadowed)}
    agreements = tuple(replace(agreement, clauses=tuple(one for one in agreement.clauses if one.id not in gone))
                       for agreement in book.agreements)
    return Book(agreements, book.terms)


def list_in_force(book: Book, days: Collection[date]) -> dict[str, Clause]:
    """Every clause in force on any of the days, by id, in the order of the book."""
    found: dict[str, Clause] = {}
    for day in sorted(days):
        for clause in book.in_force(day):
            found.setdefault(clause.id, clause)
    return found
