"""Forms about units, posts and headcounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.units import UNDER
from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Account, Post, Unit


class OpenUnitForm(TokenForm):
    """A new unit under another one."""

    name = forms.CharField(label=_("全称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"))
    trade = forms.ChoiceField(label=_("行业"), choices=Unit.Trade.choices, required=False,
                              help_text=_("行业工会联合会必选"))
    place_code = forms.CharField(label=_("行政区划代码"), max_length=6, required=False)
    contact = forms.CharField(label=_("对外联系方式"), max_length=120, required=False,
                              help_text=_("办公室电话和地址，不写个人手机"))
    on = forms.DateField(label=_("成立日期"), widget=DateInput())
    reason = forms.CharField(label=_("依据"), max_length=200, help_text=_("批复文号或会议"))

    def __init__(self, *args: Any, parent: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(str(kind), Unit.Kind(kind).label) for kind in UNDER[parent.kind]]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=_("新名称"), max_length=120)
    reason = forms.CharField(label=_("依据"), max_length=200)


class ContactForm(forms.Form):
    """How the unit is reached."""

    contact = forms.CharField(label=_("对外联系方式"), max_length=120)
    reason = forms.CharField(label=_("依据"), max_length=200)


class CloseForm(forms.Form):
    """The end of a unit."""

    on = forms.DateField(label=_("撤销日期"), widget=DateInput())
    reason = forms.CharField(label=_("依据"), max_length=200)


class GivePostForm(forms.Form):
    """A post for somebody whose login is known."""

    login = forms.CharField(label=_("登录名"), max_length=60)
    role = forms.ChoiceField(label=_("岗位"), choices=Post.Role.choices)

    def clean_login(self) -> Account:
        """The account of the login."""
        found = Account.objects.filter(login=self.cleaned_data["login"].strip(), kind=Account.STAFF).first()
        if found is None:
            raise forms.ValidationError(_("没有这个登录名的工作人员账号"))
        return found


class HeadcountForm(TokenForm):
    """How many workers there are, and how one knows."""

    people = forms.IntegerField(label=_("从业人数"), min_value=1, max_value=100_000_000)
    as_of = forms.DateField(label=_("截至"), widget=DateInput())
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("哪个部门、哪份材料"))
    method = forms.CharField(label=_("怎么数的"), max_length=300, help_text=_("登记、抽样还是估算，怎样去重"))
