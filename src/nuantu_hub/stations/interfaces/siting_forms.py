"""Forms about where the next stations go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.stations.domain.site_demand import MOST_SHARE, SHARES, SOURCES
from nuantu_hub.stations.domain.site_plans import MINUTES, MOST_SITES
from nuantu_hub.stations.models import CompoundGate, SiteCandidate, SiteWish, Station


class PlanForm(TokenForm):
    """What is to be computed: how many, how far people walk, what counts how much."""

    sites = forms.IntegerField(label=_("选几座"), min_value=1, max_value=MOST_SITES, initial=12)
    walk_minutes = forms.IntegerField(label=_("步行几分钟"), min_value=MINUTES[0], max_value=MINUTES[1], initial=10)
    around_the_clock = forms.BooleanField(label=_("只把24小时开放的算作已有"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (words, unit, share) in SOURCES.items():
            self.fields[name] = forms.IntegerField(
                label=_("1 %(unit)s%(what)s算多少") % {"unit": unit, "what": words}, min_value=0,
                max_value=MOST_SHARE, initial=share)

    @property
    def shares(self) -> dict[str, int]:
        """What one unit of each source counts, as the form says."""
        return {name: self.cleaned_data[name] for name in SHARES}


class PlaceFields(forms.Form):
    """Where something lies, WGS 84."""

    lat_deg = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90)
    lon_deg = forms.FloatField(label=_("经度"), min_value=-180, max_value=180)


class WishForm(TokenForm):
    """A wish for a station."""

    need = forms.ChoiceField(label=_("这里最缺什么"), choices=SiteWish.Need.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("在哪里"), max_length=80, help_text=_("路口、大门或楼名；大家都看得到"))
    words = forms.CharField(label=_("想说的话"), max_length=500, required=False, widget=forms.Textarea,
                            help_text=_("只有答复的工会看得到；不要写别人的姓名电话"))
    lat_deg = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90, required=False)
    lon_deg = forms.FloatField(label=_("经度"), min_value=-180, max_value=180, required=False)

    def clean(self) -> dict[str, Any]:
        """A wish without a place on the globe cannot be counted."""
        told = super().clean() or {}
        if "lat_deg" in told and "lon_deg" in told and None in (told["lat_deg"], told["lon_deg"]):
            raise forms.ValidationError(_("还没有位置：点“就是我现在这里”，或者填经纬度"))
        return told


class AnswerForm(forms.Form):
    """What becomes of a wish."""

    state = forms.ChoiceField(label=_("答复"), choices=[one for one in SiteWish.State.choices if one[0] != "waiting"])
    answer = forms.CharField(label=_("为什么，什么时候"), max_length=300, required=False, widget=forms.Textarea)
    station = forms.ModelChoiceField(label=_("建成的是哪一座"), queryset=Station.objects.none(), required=False)

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["station"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = stations


class CandidateForm(PlaceFields):
    """A place where a station could stand."""

    code = forms.CharField(label=_("编号"), max_length=16)
    name = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类型"), choices=SiteCandidate.Kind.choices)
    area_m2 = forms.FloatField(label=_("面积，平方米"), min_value=0, max_value=100_000, required=False)
    trucks_per_day = forms.IntegerField(label=_("每天货车数"), min_value=0, max_value=100_000, required=False)
    counted_on = forms.DateField(label=_("数车的日期"), required=False, widget=DateInput)
    road = forms.CharField(label=_("高速公路"), max_length=40, required=False)
    road_km = forms.FloatField(label=_("桩号，公里"), min_value=0, max_value=10_000, required=False)
    source = forms.CharField(label=_("来源"), max_length=120, required=False)

    field_order = ("code", "name", "kind", "lat_deg", "lon_deg")


class GateForm(PlaceFields):
    """A gate of a compound."""

    code = forms.CharField(label=_("编号"), max_length=16)
    compound = forms.CharField(label=_("小区或楼宇"), max_length=60)
    name = forms.CharField(label=_("哪个门"), max_length=30)
    entry = forms.ChoiceField(label=_("怎么进"), choices=CompoundGate.Entry.choices)
    hours = forms.CharField(label=_("开放时间"), max_length=80, required=False)
    route = forms.CharField(label=_("进门怎么走"), max_length=160, required=False)

    field_order = ("code", "compound", "name", "lat_deg", "lon_deg")


class TableForm(forms.Form):
    """A table to take over."""

    file = forms.FileField(label=_("CSV 文件"), help_text=_("UTF-8 或 GB18030，最多 2000 行；先导出一份当模板"))


class WhyForm(forms.Form):
    """Why something ends."""

    why = forms.CharField(label=_("原因"), max_length=120)
