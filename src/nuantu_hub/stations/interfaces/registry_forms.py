"""Forms of the registry: a station's facts, its way through life, its keepers, its notices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.coordinates import to_wgs84
from nuantu_hub.stations.domain.registry import StationFacts
from nuantu_hub.stations.models import Facility, Station

DATUMS = (("wgs84", _("GPS 设备（WGS 84）")), ("gcj02", _("高德、腾讯地图（GCJ-02）")),
          ("bd09", _("百度地图（BD-09）")))


class FactsForm(forms.Form):
    """What is registered of a station."""

    name = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类型"), choices=Station.Kind.choices)
    address = forms.CharField(label=_("地址"), max_length=160)
    lat_deg = forms.FloatField(label=_("纬度"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    lon_deg = forms.FloatField(label=_("经度"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    datum = forms.ChoiceField(label=_("经纬度从哪里抄的"), choices=DATUMS,
                              help_text=_("各家地图的坐标差几百米；写明来源，这里换成同一种"))
    hours = forms.CharField(label=_("开放时间"), max_length=200, widget=forms.TextInput(attrs={"lang": "en"}),
                            help_text=_("例：24/7，或 Mo-Fr 07:00-22:00; Sa-Su,PH 09:00-20:00"))
    seats = forms.IntegerField(label=_("可容人数"), min_value=1, max_value=2_000, required=False)
    area_m2 = forms.FloatField(label=_("面积，平方米"), min_value=1, required=False)
    host = forms.CharField(label=_("场地单位"), max_length=120, required=False,
                           help_text=_("借用别人的场地时写，例如银行网点"))
    host_rules = forms.CharField(label=_("场地单位的规定"), max_length=300, required=False,
                                 widget=forms.Textarea(attrs={"rows": 3}))
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False,
                              help_text=_("值守电话或办公室，不写个人手机"))
    opened_on = forms.DateField(label=_("启用日期"), widget=DateInput(), required=False)
    facilities = forms.MultipleChoiceField(label=_("设施"), choices=Facility.Kind.choices, required=False,
                                           widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, station: Station | None = None, **kwargs: Any) -> None:
        self.counts = {one.kind: one.count for one in station.facilities.all()} if station else {}
        super().__init__(*args, **kwargs)


class ChangeForm(FactsForm):
    """Other facts, and why."""

    reason = forms.CharField(label=_("改的原因"), max_length=200)


class OpenForm(FactsForm, TokenForm):
    """A new station."""

    unit = forms.ModelChoiceField(label=_("归口工会"), queryset=Unit.objects.none())
    code = forms.CharField(label=_("编号"), max_length=16, help_text=_("全市不重复，例：CY-0412"))
    beside = forms.BooleanField(label=_("20 米内已有一座，这是相邻的另一座"), required=False)
    field_order = ("unit", "code", "name")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]


class MoveForm(FactsForm, TokenForm):
    """A new place, with a code of its own."""

    code = forms.CharField(label=_("新编号"), max_length=16)
    reason = forms.CharField(label=_("搬迁的原因"), max_length=200)
    field_order = ("code", "address", "lat_deg", "lon_deg", "datum")


class PauseForm(forms.Form):
    """Out of use for a while."""

    works = forms.ChoiceField(label=_("为什么停"), choices=(("yes", _("施工")), ("no", _("其他原因"))))
    reason = forms.CharField(label=_("写给来的人看的原因"), max_length=200)
    state_until = forms.DateField(label=_("预计哪天恢复"), widget=DateInput(), required=False)


class CloseForm(forms.Form):
    """Given up for good."""

    reason = forms.CharField(label=_("撤销的原因"), max_length=200)


class KeeperForm(forms.Form):
    """Somebody of staff who looks after a station."""

    login = forms.CharField(label=_("登录名"), max_length=60)

    def clean_login(self) -> Account:
        """The account of the login."""
        found = Account.objects.filter(login=self.cleaned_data["login"].strip(), kind=Account.STAFF).first()
        if found is None:
            raise forms.ValidationError(_("没有这个登录名的工作人员账号"))
        return found


class NoticeForm(TokenForm):
    """A notice for whoever comes."""

    title = forms.CharField(label=_("标题"), max_length=60)
    words = forms.CharField(label=_("内容"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    until = forms.DateTimeField(label=_("到什么时候"), widget=MomentInput(), required=False,
                                help_text=_("留空就一直挂到撤回"))


class RefuseForm(forms.Form):
    """Why a notice is not shown."""

    why = forms.CharField(label=_("不通过的原因"), max_length=200)


def read_facts(told: dict[str, Any], counts: dict[str, int]) -> StationFacts:
    """The facts of a form that is valid, in WGS 84. Raises StationRefused for a place outside China.

    ``counts`` is how many of each facility there were: a box that stays ticked keeps its number.
    """
    lat_deg, lon_deg = told["lat_deg"], told["lon_deg"]
    if told["datum"] != "wgs84":
        lat_deg, lon_deg = to_wgs84(lat_deg, lon_deg, told["datum"])
    names = ("name", "kind", "address", "hours", "host", "host_rules", "area_m2", "seats", "contact", "opened_on")
    return StationFacts(lat_deg=lat_deg, lon_deg=lon_deg, facilities={
        kind: counts.get(kind, 1) for kind in told["facilities"]}, **{name: told[name] for name in names})


def tell_facts(station: Station) -> dict[str, Any]:
    """A station's facts as a form shows them first."""
    names = ("name", "kind", "address", "lat_deg", "lon_deg", "hours", "host", "host_rules", "area_m2", "seats",
             "contact", "opened_on")
    return {name: getattr(station, name) for name in names} | {
        "datum": "wgs84", "facilities": [one.kind for one in station.facilities.all()]}
