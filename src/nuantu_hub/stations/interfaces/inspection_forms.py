"""Forms of inspections and stars."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.inspection_plans import LEAST_UNANNOUNCED, list_inspectors
from nuantu_hub.stations.models import Inspection, Station


class InspectorsForm(forms.Form):
    """Who goes, when, and who looks over the shoulder."""

    on = forms.DateField(label=_("哪天去"), widget=DateInput())
    inspector = forms.ModelChoiceField(label=_("检查员"), queryset=Account.objects.none())
    second = forms.ModelChoiceField(label=_("第二位检查员"), queryset=Account.objects.none(), required=False,
                                    empty_label=_("影响星级时再请"))

    def __init__(self, *args: Any, station: Station, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("inspector", "second"):
            self.fields[name].queryset = list_inspectors(station.unit)  # type: ignore[attr-defined]


class PlanInspectionForm(TokenForm, InspectorsForm):
    """An inspection to be."""

    kind = forms.ChoiceField(label=_("种类"), choices=Inspection.Kind.choices)
    announced = forms.BooleanField(label=_("提前告诉驿站"), required=False, help_text=_("不勾就是抽查，驿站看不到"))


class OffForm(forms.Form):
    """Why it is called off."""

    why = forms.CharField(label=_("为什么取消"), max_length=200)


class SecondForm(forms.Form):
    """What the second inspector says."""

    agrees = forms.TypedChoiceField(label=_("复核意见"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                    choices=(("yes", _("结果属实")), ("no", _("有异议"))))
    said = forms.CharField(label=_("说明"), max_length=300, required=False, help_text=_("有异议时写明哪一项、看到什么"))


class PlanForm(TokenForm):
    """A plan of many inspections."""

    first_day = forms.DateField(label=_("第一天"), widget=DateInput())
    last_day = forms.DateField(label=_("最后一天"), widget=DateInput())
    most_a_day = forms.IntegerField(label=_("每人每天最多几座"), min_value=1, max_value=20, initial=3)
    unannounced_percent = forms.IntegerField(label=_("不打招呼的比例，%"), min_value=LEAST_UNANNOUNCED, max_value=100,
                                             initial=40)
    seed = forms.CharField(label=_("抽签的种子"), max_length=64, required=False,
                           help_text=_("可以用当众摇号的号码；不填就由机器抽。先公布它的指纹，计划结束后公布它本身"))


class MendedForm(forms.Form):
    """How something was mended."""

    said = forms.CharField(label=_("怎么整改的"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RecheckForm(TokenForm):
    """What is seen at a re-check: a yes or no, or a number of an item that is measured."""

    holds = forms.TypedChoiceField(label=_("复查结果"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                   choices=(("yes", _("合格")), ("no", _("还是不合格"))), required=False,
                                   empty_value=None)
    value = forms.FloatField(label=_("量到多少"), min_value=0, max_value=99_999, required=False)
    note = forms.CharField(label=_("看到什么"), max_length=300, required=False)

    def __init__(self, *args: Any, measured: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holds" if not measured else "value"].required = True
        del self.fields["value" if not measured else "holds"]


class DecideForm(TokenForm):
    """A decision about stars; how many follows from the evidence."""

    act = forms.ChoiceField(choices=[(name, name) for name in ("rated", "revoked", "restored")],
                            widget=forms.HiddenInput)
    ground = forms.CharField(label=_("理由"), max_length=300, required=False, help_text=_("公布后大家都看得到"))


class AppealForm(TokenForm):
    """An objection to a decision."""

    text = forms.CharField(label=_("为什么不同意"), max_length=600, widget=forms.Textarea)
    items = forms.MultipleChoiceField(label=_("哪几项查错了"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = items  # type: ignore[attr-defined]


class AppealAnswerForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.TypedChoiceField(label=_("结论"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                    choices=(("yes", _("申诉成立")), ("no", _("申诉不成立"))))
    answer = forms.CharField(label=_("答复"), max_length=600, widget=forms.Textarea)


class InterestForm(TokenForm):
    """What somebody has to do with a station or a host."""

    code = forms.CharField(label=_("驿站编号"), max_length=16, required=False)
    host = forms.CharField(label=_("场地单位"), max_length=120, required=False,
                           help_text=_("写全称；它的每座驿站都回避"))
    why = forms.CharField(label=_("什么关系"), max_length=200)

    def clean_code(self) -> Station | None:
        """The station of the code."""
        told = self.cleaned_data["code"].strip()
        found = Station.objects.filter(code=told).first()
        if told and found is None:
            raise forms.ValidationError(_("没有编号是%(code)s的驿站") % {"code": told})
        return found


class StandardForm(TokenForm):
    """A standard to adopt."""

    text = forms.CharField(label=_("标准全文（YAML）"), max_length=200_000, strip=False,
                           widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}))
    note = forms.CharField(label=_("改了什么"), max_length=300)
