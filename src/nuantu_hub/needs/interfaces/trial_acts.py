"""Pages on which several things can be done: each has its form, one of them was handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from nuantu_hub.people.interfaces.carried import carry_out, status_of


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done: ``make`` takes data and files (None for an empty form), ``verb`` what was said."""

    make: Callable[[Any, Any], forms.Form]
    verb: Callable[[dict[str, Any]], Any]
    said: Any


@dataclass(frozen=True, slots=True)
class Acted:
    """The forms to show by name, whether one was carried out, and the status of the answer."""

    forms: Mapping[str, forms.Form]
    done: bool
    status: int


def take_act(request: HttpRequest, acts: Mapping[str, Act]) -> Acted:
    """Carry out the act that the form names in ``act``, if it is one of these; the others stay empty."""
    named = request.POST.get("act", "") if request.method == "POST" else ""
    shown = {name: act.make(request.POST if name == named else None, request.FILES if name == named else None)
             for name, act in acts.items()}
    for name, form in shown.items():
        form.auto_id = f"{name}_%s"  # fields of several forms on one page must not share their names
    if named not in acts:
        return Acted(shown, done=False, status=200 if request.method != "POST" else 422)
    done = carry_out(shown[named], acts[named].verb) is not None
    if done:
        messages.success(request, str(acts[named].said))
    return Acted(shown, done, status_of(shown[named]))
