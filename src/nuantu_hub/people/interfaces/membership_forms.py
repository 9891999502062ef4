"""Forms of membership: reviewing, transferring, merging, searching, handing in a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.interfaces.joining_forms import list_places
from nuantu_hub.people.models import Unit

if TYPE_CHECKING:
    UnitField = forms.ModelChoiceField[Unit]
else:
    UnitField = forms.ModelChoiceField  # only type checkers know it as generic

#: Units that take members; a district takes them into its holding pool.
TAKING = (Unit.Kind.DISTRICT, Unit.Kind.STREET, Unit.Kind.ENTERPRISE, Unit.Kind.FEDERATION, Unit.Kind.MOBILE)

#: What stands beside a reason that is missing.
NO_REASON = {"required": _("还没有写原因")}


class UnitChoice(UnitField):
    """Units with what they are beside their names; a district stands for its holding pool."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("选一个工会"))
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        """The name as it is offered."""
        return f"{obj.name}（{_('周转库')}）" if obj.kind == Unit.Kind.DISTRICT else obj.name


class RejectForm(forms.Form):
    """Why an application goes back."""

    reason = forms.CharField(label=_("原因，申请人会看到"), max_length=300, error_messages=NO_REASON,
                             widget=forms.Textarea(attrs={"rows": 3}))


class PassOnForm(forms.Form):
    """To whom an application goes, and why."""

    unit = UnitChoice(Unit.objects.none(), label=_("转给"))
    reason = forms.CharField(label=_("为什么转"), max_length=300, error_messages=NO_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = list_places(*TAKING)  # type: ignore[attr-defined]


class TransferForm(TokenForm):
    """Where a membership is to go."""

    receiving = UnitChoice(Unit.objects.none(), label=_("转到"))
    reason = forms.CharField(label=_("为什么转"), max_length=200, required=False)

    def __init__(self, *args: Any, leaving: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list_places(*TAKING)
        self.fields["receiving"].queryset = (  # type: ignore[attr-defined]
            offered.exclude(pk=leaving.pk) if leaving else offered)


class MergeForm(forms.Form):
    """The other record of the same human being, by its card number."""

    card_number = forms.CharField(label=_("另一份记录的会员证号"), min_length=12, max_length=12,
                                  widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))


class SearchForm(forms.Form):
    """Members by exact phone or id number, and by unit."""

    q = forms.CharField(label=_("完整手机号、证件号码或会员证号"), max_length=24, required=False,
                        widget=forms.TextInput(attrs={"autocomplete": "off"}))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("工会"), required=False, empty_label=_("全部工会"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class RegisterForm(TokenForm):
    """A register of members as one file."""

    unit = UnitChoice(Unit.objects.none(), label=_("归入哪个工会"),
                      help_text=_("名册里“所属工会”一列留空的人归入这里"))
    file = forms.FileField(label=_("名册文件"), help_text=_("CSV（UTF-8 或 GB18030）或 XLSX，不超过 4 MB、20000 行"),
                           widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
