"""The rooms of a talk: the pages that lead from one to another, as far as they are built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models import Talk


@dataclass(frozen=True, slots=True)
class Room:
    """A page of a talk: its key, what it is called, its address."""

    key: str
    title: Any
    address: str


#: Key, words and the name of the address, which takes the talk's key.
ROOMS: tuple[tuple[str, Any, str], ...] = (
    ("talk", _("概况"), "bargaining:talk"),
    ("seats", _("谁坐在桌上"), "bargaining:talk_seats"),
    ("table", _("协商桌"), "bargaining:table"),
    ("tries", _("试算"), "bargaining:tries"),
    ("meetings", _("会议"), "bargaining:meetings"),
    ("signing", _("签署"), "bargaining:signing"),
)


def list_rooms(talk: Talk) -> list[Room]:
    """The rooms whose address exists."""
    found = []
    for key, title, name in ROOMS:
        try:
            found.append(Room(key, title, reverse(name, kwargs={"key": talk.pk})))
        except NoReverseMatch:  # a room that this hub does not have
            continue
    return found
