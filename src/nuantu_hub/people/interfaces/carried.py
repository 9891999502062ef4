"""Forms that carry a verb out: what the verb refuses stands beside the field it speaks of."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from nuantu_hub.site.errors import Refused

Result = TypeVar("Result")


class TokenForm(forms.Form):
    """A form that creates something: its token makes a repeated submit the same thing."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def carry_out(form: forms.Form, verb: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Do it with what the form says; None where the form or the verb finds fault, which the form then shows."""
    if not form.is_valid():
        return None
    try:
        return verb(form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None


def status_of(form: forms.Form) -> int:
    """200 for a form that is shown, 422 for one that was handed in and not taken."""
    return 422 if form.is_bound and form.errors else 200
