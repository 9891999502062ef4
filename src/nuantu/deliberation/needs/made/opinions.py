"""Makes test opinions: types are place × matter, each said in many ways, mistyped, in both scripts, with padding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

import yaml
from opencc import OpenCC

from nuantu.deliberation.needs.hearing import read_aloud

START = datetime(2025, 11, 1, tzinfo=UTC)
TYPOS_PER_SIGN = 0.02
TRADITIONAL = 0.18
SAID_TWICE = 0.4
FREQUENT = range(0xB0A1 >> 8, (0xD7F9 >> 8) + 1)
"""Rows of GB 2312 that hold its 3,755 frequent signs: a typing error is made among these."""


@dataclass(frozen=True)
class Opinion:
    """One made-up need with the type it was made of.

    Attributes
    ----------
    id
        Name of the need, unique in its file.
    text
        What was said.
    at
        Instant of saying, ISO 8601 with offset.
    label
        ``place/matter``: the truth to measure against.
    """

    id: str
    text: str
    at: str
    label: str


@dataclass(frozen=True)
class Vocabulary:
    """What opinions are made of: wordings of places and of matters, and what stands around them."""

    places: Mapping[str, Sequence[str]]
    issues: Mapping[str, Sequence[str]]
    speech: Mapping[str, Any]


def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary: 20 places and 10 matters, 200 types."""
    return Vocabulary(_load("places"), _load("issues"), _load("speech"))


def make_opinions(count: int, seed: int, vocabulary: Vocabulary | None = None) -> Iterator[Opinion]:
    """Make ``count`` opinions; the same seed always makes the same ones.

    Types are drawn with unequal shares (the most frequent about five times the rarest). A text has its place and its
    matter in one of their wordings, up to four phrases of padding, dialect words, emoji, typing errors (homophones,
    lost, doubled and swapped signs), and may be in traditional signs or without punctuation.
    """
    vocabulary = vocabulary or load_vocabulary()
    chance = random.Random(seed)  # noqa: S311 (test texts, no secret)
    types = [(place, issue) for place in vocabulary.places for issue in vocabulary.issues]
    chance.shuffle(types)
    weights = list(accumulate(1 / (rank + len(types) / 4) for rank in range(len(types))))
    at = START
    for number in range(count):
        place, issue = chance.choices(types, cum_weights=weights)[0]
        said = _say(chance, _word(chance, vocabulary.places[place]), _word(chance, vocabulary.issues[issue]))
        said += _say_more(chance, vocabulary.places[place], vocabulary.issues[issue])
        text = _roughen(chance, _pad(chance, _speak_dialect(chance, said, vocabulary.speech), vocabulary.speech))
        at += timedelta(seconds=chance.randrange(20, 900))
        yield Opinion(f"n{number + 1:06d}", text, at.isoformat(), f"{place}/{issue}")


def _load(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def _word(chance: random.Random, wordings: Sequence[str]) -> str:
    """One of the wordings; the first is the usual one, the n-th is said 1/n as often."""
    return chance.choices(wordings, [1 / rank for rank in range(1, len(wordings) + 1)])[0]


def _say(chance: random.Random, place: str, issue: str) -> str:
    """Place and matter in one sentence, or the place told apart before or after it."""
    where = chance.random()
    if where < 0.7:
        return issue.replace("{p}", place)
    there = chance.choice(["那边", "那里", "里面", "这块", "门口", "附近", ""])
    bare = issue.replace("在{p}", chance.choice(["在那儿", ""])).replace("到{p}", "到了").replace("{p}的", "那")
    bare = bare.replace("{p}", chance.choice(["", "", "他们", "那儿"]))
    if where < 0.88:
        return f"{chance.choice(['', '在', '去', '我跑的是'])}{place}{there}{chance.choice(['，', ' ', '：'])}{bare}"
    return f"{bare}{chance.choice(['，', '。', ' '])}{chance.choice(['说的是', '就', '指', ''])}{place}{there}"


def _say_more(chance: random.Random, places: Sequence[str], issues: Sequence[str]) -> str:
    """Two in five go on about the same matter in other words, half of these with another word for the place."""
    if chance.random() >= SAID_TWICE:
        return ""
    again = _word(chance, issues)
    place = _word(chance, places) if chance.random() < 0.5 else ""
    return chance.choice(["，", " ", "，而且", "、", "，再说"]) + again.replace("{p}", place)


def _speak_dialect(chance: random.Random, text: str, speech: Mapping[str, Any]) -> str:
    for word, others in speech["dialect"].items():
        if word in text and chance.random() < 0.3:
            text = text.replace(word, chance.choice(others))
    return text


def _pad(chance: random.Random, text: str, speech: Mapping[str, Any]) -> str:
    """What stands around the matter: a greeting, when it was, a sigh, a request, emoji."""
    parts = [text]
    if chance.random() < 0.25:
        parts[0] = chance.choice(speech["when"]) + text
    if chance.random() < 0.3:
        parts.insert(0, chance.choice(speech["before"]))
    if chance.random() < 0.4:
        parts.append(chance.choice(speech["after"]))
        if chance.random() < 0.2:
            parts.append(chance.choice(speech["after"]))
    joint = chance.choice(speech["joints"])
    padded: str = joint.join(parts)
    if chance.random() < 0.25:
        padded += chance.choice(speech["emoji"]) * chance.choice([1, 1, 2, 3])
    return padded


def _roughen(chance: random.Random, text: str) -> str:
    """Typing errors, then the script and the width of the signs."""
    signs = [wrong for sign in text for wrong in _mistype(chance, sign)]
    for place in range(len(signs) - 1):
        if chance.random() < TYPOS_PER_SIGN / 8:
            signs[place], signs[place + 1] = signs[place + 1], signs[place]
    text = "".join(signs)
    if chance.random() < 0.1:
        text = "".join(sign for sign in text if sign not in "，。、：！？,!")
    if chance.random() < TRADITIONAL:
        text = str(_to_traditional().convert(text))
    if chance.random() < 0.05:
        text = "".join(chr(ord(sign) + 0xFEE0) if "0" <= sign <= "z" else sign for sign in text)
    return text


def _mistype(chance: random.Random, sign: str) -> str:
    if "一" <= sign <= "鿿" and chance.random() < TYPOS_PER_SIGN:
        error = chance.random()
        if error < 0.7:
            return chance.choice(_homophones().get(read_aloud(sign), [sign]))
        return "" if error < 0.85 else sign * 2
    return sign


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


@cache
def _homophones() -> dict[tuple[str, ...], list[str]]:
    """Frequent signs by how they are read, without tones."""
    signs: dict[tuple[str, ...], list[str]] = {}
    for row in FREQUENT:
        for cell in range(0xA1, 0xFF):
            try:
                sign = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:  # row 0xD7 ends early
                continue
            signs.setdefault(read_aloud(sign), []).append(sign)
    return signs
