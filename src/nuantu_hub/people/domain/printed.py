"""What a printed page says of organising, as printed: the app's own file, never mixed with what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "printed.yaml"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A printed sentence and what it says in English."""

    text: str
    english: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with its sentence; ``about`` where the page says "nearly"."""

    count: int
    unit: str
    sentence: Sentence
    about: bool


@dataclass(frozen=True, slots=True)
class PrintedState:
    """One page: its source, the year it was printed and the year it speaks of, its figures, names and plans."""

    title: Sentence
    source: Sentence
    printed_in: int
    state_of: int
    figures: tuple[Figure, ...]
    named: tuple[Sentence, ...]
    open: tuple[Sentence, ...]
    plans: tuple[Sentence, ...]


@cache
def read_printed(path: Path = FILE) -> PrintedState:
    """The printed state. Raises KeyError or yaml.YAMLError for a file that is not one."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return PrintedState(
        title=Sentence(told["title"], told["english"]), source=Sentence(told["source"], told["source_english"]),
        printed_in=int(told["printed_in"]), state_of=int(told["state_of"]),
        figures=tuple(Figure(int(one["count"]), one["unit"], _read_sentence(one), bool(one.get("about")))
                      for one in told["figures"]),
        named=tuple(Sentence(one["name"], one["english"]) for one in told["named"]),
        open=tuple(_read_sentence(one) for one in told["open"]),
        plans=tuple(_read_sentence(one) for one in told["plans"]))


def _read_sentence(told: dict[str, Any]) -> Sentence:
    return Sentence(told["text"], told["english"])
