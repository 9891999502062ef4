"""The form by which a list of stations is handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.models import Unit


class ListForm(TokenForm):
    """One file, for the stations of one union and below it."""

    unit = forms.ModelChoiceField(label=_("归口工会"), queryset=Unit.objects.none(), empty_label=_("选一个工会"),
                                  help_text=_("“所属工会”一列留空的驿站归到这里"))
    file = forms.FileField(label=_("驿站名单"), help_text=_("CSV（UTF-8 或 GB18030）或 XLSX，不超过 4 MB、2000 行"),
                           widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]
