"""Forms about compounds: registering, sides, gates, state, complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models import Party, ResidentComplaint
from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.coordinates import Datum, to_wgs84
from nuantu_hub.stations.errors import StationRefused


class PlaceFields(forms.Form):
    """Where something lies; what maps of the market show is turned into WGS 84."""

    lat_deg = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90, widget=forms.NumberInput({"step": "any"}))
    lon_deg = forms.FloatField(label=_("经度"), min_value=-180, max_value=180,
                               widget=forms.NumberInput({"step": "any"}))
    datum = forms.ChoiceField(label=_("坐标系"), choices=Datum.choices, initial=Datum.GCJ02,
                              help_text=_("高德、腾讯地图是 GCJ-02，百度是 BD-09，卫星定位是 WGS-84"))

    def clean(self) -> dict[str, Any]:
        """The place in WGS 84, to seven digits."""
        told = super().clean() or {}
        if {"lat_deg", "lon_deg", "datum"} <= told.keys():
            try:
                lat_deg, lon_deg = to_wgs84(told["lat_deg"], told["lon_deg"], told["datum"])
            except StationRefused as refusal:
                self.add_error("lat_deg", str(refusal))
            else:
                told["lat_deg"], told["lon_deg"] = round(lat_deg, 7), round(lon_deg, 7)
        return told


class CompoundForm(PlaceFields):
    """What is registered of a compound."""

    name = forms.CharField(label=_("小区名称"), max_length=60)
    address = forms.CharField(label=_("地址"), max_length=120)
    contact = forms.CharField(label=_("物业值班电话"), max_length=60, required=False,
                              help_text=_("公开显示；门口扫不了码的人打这个电话"))

    field_order: tuple[str, ...] = ("name", "address", "lat_deg", "lon_deg", "datum", "contact")


class NewCompoundForm(CompoundForm, TokenForm):
    """A compound that is not registered yet."""

    unit = forms.ModelChoiceField(label=_("哪个工会负责"), queryset=Unit.objects.none())

    field_order = ("token", "name", "address", "unit", "lat_deg", "lon_deg", "datum", "contact")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class BaselineForm(forms.Form):
    """What an entry takes without the pass."""

    seconds = forms.IntegerField(label=_("平均多少秒"), min_value=1, max_value=3600)
    how = forms.CharField(label=_("怎么量的"), max_length=120, help_text=_("例如：两个中午，在南门数了 40 次"))
    on = forms.DateField(label=_("哪天量的"), widget=DateInput)


class PartyForm(forms.Form):
    """Somebody who stands for a side."""

    role = forms.ChoiceField(label=_("哪一方"), choices=[one for one in Party.Role.choices if one[0] != "union"])
    body = forms.CharField(label=_("单位名称"), max_length=80)
    login = forms.CharField(label=_("登录名"), max_length=30, help_text=_("没有账号的，写一个新的登录名"))
    name = forms.CharField(label=_("姓名"), max_length=60, required=False, help_text=_("新账号要写"))


class GateForm(PlaceFields):
    """A gate of the compound."""

    name = forms.CharField(label=_("门"), max_length=30, help_text=_("例如：南门"))
    hours = forms.CharField(label=_("开放时间"), max_length=80, required=False, help_text=_("贴在门口和驿站屏上的话"))
    route = forms.CharField(label=_("进门怎么走"), max_length=160, required=False)

    field_order = ("name", "lat_deg", "lon_deg", "datum", "hours", "route")


class TrialForm(forms.Form):
    """Until when it is tried."""

    until = forms.DateField(label=_("试用到"), widget=DateInput, help_text=_("7 到 90 天"))


class PauseForm(forms.Form):
    """Why the pass is not taken, and until when."""

    why = forms.CharField(label=_("原因"), max_length=160, help_text=_("各方和骑手都看得到"))
    until = forms.DateField(label=_("预计恢复"), widget=DateInput, required=False)


class WhyForm(forms.Form):
    """Why something ends."""

    why = forms.CharField(label=_("原因"), max_length=160)


class SignForm(forms.Form):
    """What a side signs."""

    role = forms.ChoiceField(choices=Party.Role.choices, widget=forms.HiddenInput)
    says = forms.CharField(label=_("说明"), max_length=200, required=False)


class ComplaintForm(TokenForm):
    """A complaint of a resident."""

    kind = forms.ChoiceField(label=_("什么事"), choices=ResidentComplaint.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("想说的话"), max_length=500, required=False, widget=forms.Textarea,
                            help_text=_("什么时候、在哪里；不要写别人的姓名电话"))


class AnswerForm(forms.Form):
    """The answer to a complaint."""

    answer = forms.CharField(label=_("答复"), max_length=300, widget=forms.Textarea,
                             help_text=_("做了什么，什么时候再看；提的人看得到"))


class PlanForm(forms.Form):
    """A plan to draw over."""

    file = forms.FileField(label=_("平面图"), help_text=_("JPEG、PNG 或 WebP，不超过 20 MB"))


class MapFileForm(forms.Form):
    """A map as GeoJSON."""

    file = forms.FileField(label=_("GeoJSON 文件"), help_text=_("不超过 300 KB，WGS 84"))
