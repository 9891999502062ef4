"""Forms of what stands in a station: equipment, the medicine box, cameras and looks at their recordings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.phone import PhoneField
from nuantu_hub.stations.models import CameraLook, Equipment, Facility


class EquipmentForm(TokenForm):
    """A piece of equipment that is put up."""

    facility = forms.ChoiceField(label=_("设施"), choices=Facility.Kind.choices)
    name = forms.CharField(label=_("名称"), max_length=40)
    measure = forms.ChoiceField(label=_("测什么"), choices=Equipment.Measure.choices, required=False)
    mark = forms.CharField(label=_("设备标识"), max_length=40, required=False,
                           help_text=_("控制器上的名字，例如 heater-1；没有传感器就空着"))
    low = forms.FloatField(label=_("不低于"), required=False)
    high = forms.FloatField(label=_("不高于"), required=False)
    total = forms.IntegerField(label=_("总数"), required=False, min_value=1, max_value=500)
    installed_on = forms.DateField(label=_("安装日期"), required=False, widget=DateInput())

    def clean_measure(self) -> Any:
        """Without a choice there is no sensor."""
        return self.cleaned_data["measure"] or Equipment.Measure.NONE


class MedicineItemForm(TokenForm):
    """What should be in the box."""

    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("只放非处方的应急药品和用品"))
    piece = forms.CharField(label=_("单位"), max_length=8, initial="个")
    least = forms.IntegerField(label=_("至少要有"), min_value=1, max_value=200, initial=5)


class FillUpForm(TokenForm):
    """Pieces that are put into the box."""

    count = forms.IntegerField(label=_("放进几个"), min_value=1, max_value=500)
    keeps_until = forms.DateField(label=_("有效期至"), required=False, widget=DateInput(),
                                  help_text=_("不会过期的空着"))


class CountForm(TokenForm):
    """What was counted of a lot."""

    left = forms.IntegerField(label=_("数到几个"), min_value=0, max_value=500)


class CameraForm(TokenForm):
    """A camera, as the sign on the wall names it."""

    place = forms.CharField(label=_("位置"), max_length=60)
    covers = forms.CharField(label=_("拍到哪里"), max_length=120,
                             help_text=_("写清拍到和拍不到的地方；更衣、卫生间、母婴室不许装"))
    kept_days = forms.IntegerField(label=_("保存几天"), min_value=1, max_value=90, initial=30)
    held_by = forms.CharField(label=_("谁保管录像"), max_length=80)
    since = forms.DateField(label=_("启用日期"), widget=DateInput())


class LookForm(TokenForm):
    """A look at a recording, written down before it is taken."""

    starts_at = forms.DateTimeField(label=_("看的录像从"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("到"), widget=MomentInput())
    ground = forms.ChoiceField(label=_("依据"), choices=CameraLook.Ground.choices)
    why = forms.CharField(label=_("原因和文号"), max_length=200)


class CallOutcomeForm(forms.Form):
    """What a call for help was."""

    outcome = forms.CharField(label=_("结果"), max_length=200,
                              help_text=_("一句话：怎么了，怎么办的。不写人名和病情。"))


class OnCallPhoneForm(forms.Form):
    """The phone on which one wants to hear of calls for help."""

    phone = PhoneField(label=_("求助短信发到"), help_text=_("只有你自己看得到；只用来收求助短信，不能用来登录"))
