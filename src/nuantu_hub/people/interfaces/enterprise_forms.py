"""Forms about enterprises and the steps to their unions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.founding import Ballot
from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Account, Elected, Enterprise, FoundingMeeting, Stage, Unit

_BALLOT = re.compile(r"\s*(\S.*?)[\s,，、]+(\S+)[\s,，、]+(\d+)\s*票?\s*")


class FileField(forms.FileField):
    """A field for the paper itself."""

    def __init__(self) -> None:
        super().__init__(label=_("文件"), required=False, help_text=_("PDF 或图片"),
                         widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.pdf"}))


class EnterEnterpriseForm(TokenForm):
    """A new line of the ledger."""

    name = forms.CharField(label=_("企业全称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=Enterprise.Kind.choices)
    trade = forms.ChoiceField(label=_("行业"), choices=Unit.Trade.choices, required=False)
    parent = forms.ModelChoiceField(label=_("属于哪家企业"), queryset=Enterprise.objects.none(), required=False,
                                    help_text=_("子公司、合作商和站点必选"))
    federation = forms.ModelChoiceField(label=_("行业工会联合会"), queryset=Unit.objects.none(), required=False)
    own_workers = forms.BooleanField(label=_("自有司机或骑手"), required=False, initial=True,
                                     help_text=_("聚合平台自己没有司机，去掉勾选；司机算在合作商"))
    seat_elsewhere = forms.CharField(label=_("总部在市外的，写所在地"), max_length=40, required=False,
                                     help_text=_("总部在市外的只挂关系，不计入本市建会率"))
    on = forms.DateField(label=_("初次接触日期"), widget=DateInput())
    note = forms.CharField(label=_("接触情况"), max_length=300, required=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = Enterprise.objects.visible_to(account).filter(closed_on=None)
        self.fields["parent"].queryset = heads  # type: ignore[attr-defined]
        self.fields["federation"].queryset = list_federations()  # type: ignore[attr-defined]


class StepForm(TokenForm):
    """A step, forward or back."""

    stage = forms.ChoiceField(widget=forms.HiddenInput, choices=Stage.choices)
    on = forms.DateField(label=_("日期"), widget=DateInput())
    reference = forms.CharField(label=_("文号或凭证"), max_length=80, required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)
    file = FileField()


class DecideForm(TokenForm):
    """The superior union's answer to an application."""

    approved = forms.TypedChoiceField(label=_("答复"), choices=[("yes", _("批复成立")), ("no", _("退回补正"))],
                                      coerce=lambda word: word == "yes", widget=forms.RadioSelect)
    on = forms.DateField(label=_("日期"), widget=DateInput())
    reference = forms.CharField(label=_("批复文号"), max_length=80, required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False, help_text=_("退回要写缺什么"))
    file = FileField()


class MeetingForm(TokenForm):
    """The record of a founding meeting."""

    held_on = forms.DateField(label=_("召开日期"), widget=DateInput())
    place = forms.CharField(label=_("地点"), max_length=120)
    entitled = forms.IntegerField(label=_("应到会员"), min_value=1, max_value=1_000_000)
    present = forms.IntegerField(label=_("实到会员"), min_value=0, max_value=1_000_000)
    form = forms.ChoiceField(label=_("形式"), choices=FoundingMeeting.Form.choices)
    joined = forms.ModelChoiceField(label=_("加入哪个联合工会"), queryset=Unit.objects.none(), required=False)
    ballots = forms.CharField(label=_("当选人"), widget=forms.Textarea, required=False,
                              help_text=_("一行一位：姓名 职务 票数，例如“林晓 主席 21”；职务写主席、委员或组织员"))
    file = FileField()

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        joinable = Unit.objects.filter(closed_on=None, kind__in=(Unit.Kind.FEDERATION, Unit.Kind.STREET),
                                       path__startswith=root_path(enterprise.overseer))
        self.fields["joined"].queryset = joinable  # type: ignore[attr-defined]

    def clean_ballots(self) -> list[Ballot]:
        """The elected, a line each."""
        seats = {str(label): value for value, label in Elected.Seat.choices} | {
            "主席": "chair", "委员": "member", "组织员": "organiser"}
        read = []
        for number, line in enumerate(self.cleaned_data["ballots"].splitlines(), start=1):
            if not line.strip():
                continue
            found = _BALLOT.fullmatch(line)
            if found is None or found[2] not in seats:
                raise forms.ValidationError(_("第%(line)s行读不懂：写成“姓名 职务 票数”"), params={"line": number})
            read.append(Ballot(found[1], str(seats[found[2]]), int(found[3])))
        return read


class FederationForm(forms.Form):
    """The industry federation to which an enterprise belongs, or none."""

    federation = forms.ModelChoiceField(label=_("行业工会联合会"), queryset=Unit.objects.none(), required=False,
                                        empty_label=_("没有加入"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["federation"].queryset = list_federations()  # type: ignore[attr-defined]


class StrikeOffForm(forms.Form):
    """The end of a line of the ledger."""

    on = forms.DateField(label=_("日期"), widget=DateInput())
    reason = forms.CharField(label=_("原因"), max_length=200)


def list_federations() -> Any:
    """The industry federations that are open."""
    return Unit.objects.filter(kind=Unit.Kind.FEDERATION, closed_on=None)


def root_path(unit: Unit) -> str:
    """The path of the root of a unit's tree."""
    return f"/{unit.path.strip('/').split('/')[0]}/"
