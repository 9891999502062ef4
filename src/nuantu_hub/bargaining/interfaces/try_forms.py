"""Forms of tries: which offers on which days, values of a sweep, limits, sets of days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES, Kind
from nuantu_hub.bargaining.models import DaySet, Offer, SideLimit
from nuantu_hub.bargaining.models.day_set import MOST_DAYS, MOST_ORDERS
from nuantu_hub.people.interfaces.carried import TokenForm

#: How a person writes a limit of each kind, and how many of our units one of theirs is.
WRITTEN: dict[Kind, tuple[Any, int]] = {
    Kind.MONEY_HOUR: (_("元/小时"), 100), Kind.MONEY_ORDER: (_("元/单"), 100), Kind.DURATION: (_("分钟"), 60),
    Kind.SHARE: ("%", 10), Kind.SPEED: (_("公里/小时"), 1000)}


class DaysForm(TokenForm):
    """On which days, with which seeds."""

    days = forms.ModelChoiceField(label=_("哪些日子"), queryset=DaySet.objects.none(), empty_label=None)
    seeds = forms.CharField(label=_("种子"), max_length=40, initial="1,2",
                            help_text=_("同样的种子算出同样的结果；多几个种子，区间更窄。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("days", DaySet.objects.filter(state=DaySet.State.READY))

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class TryForm(DaysForm):
    """One offer or two beside the agreement in force."""

    left = forms.ModelChoiceField(label=_("第一份报价"), queryset=Offer.objects.none(), required=False,
                                  empty_label=_("不选"))
    right = forms.ModelChoiceField(label=_("第二份报价"), queryset=Offer.objects.none(), required=False,
                                   empty_label=_("不选"))

    field_order = ("token", "left", "right", "days", "seeds")

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("left", "right"):
            self._offer(name, offers)
            self.fields[name].label_from_instance = say_offer  # type: ignore[attr-defined]


def say_offer(offer: Offer) -> str:
    """An offer in a list: side, version, state."""
    return f"{offer.get_side_display()} v{offer.version} · {offer.get_state_display()}"


class SweepForm(DaysForm):
    """Values of one parameter or of two."""

    first = forms.ChoiceField(label=_("第一个数"))
    first_values = forms.CharField(label=_("试哪些值"), max_length=300,
                                   help_text=_("用逗号隔开，带单位，例如 1.00CNY, 1.50CNY"))
    second = forms.ChoiceField(label=_("第二个数（可不选）"), required=False)
    second_values = forms.CharField(label=_("第二个数试哪些值"), max_length=300, required=False)
    shared = forms.BooleanField(label=_("双方都看得到"), required=False, initial=True,
                                help_text=_("不勾选，只有本方代表看得到。要比限度，必须双方都看得到。"))

    field_order = ("token", "first", "first_values", "second", "second_values", "shared", "days", "seeds")

    def __init__(self, *args: Any, names: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, name) for name in names]
        first, second = self.fields["first"], self.fields["second"]
        assert isinstance(first, forms.ChoiceField)
        assert isinstance(second, forms.ChoiceField)
        first.choices, second.choices = choices, [("", _("不选")), *choices]

    def list_axes(self) -> list[tuple[str, list[str]]]:
        """The axes as verbs take them."""
        told = self.cleaned_data
        return [(told[name], [part.strip() for part in told[f"{name}_values"].replace("，", ",").split(",")
                              if part.strip()]) for name in ("first", "second") if told.get(name)]


class LimitForm(TokenForm):
    """A limit of one's own side, written in the unit that people use."""

    outcome = forms.ChoiceField(label=_("看哪个数"))
    measure = forms.ChoiceField(label=_("限什么"), choices=SideLimit.Measure.choices)
    sense = forms.ChoiceField(label=_("方向"), choices=SideLimit.Sense.choices)
    value = forms.DecimalField(label=_("多少"), max_digits=9, decimal_places=2,
                               help_text=_("单位跟着上面选的数：元/小时、元/单、分钟、百分之几、公里/小时。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, f"{one.name} · {WRITTEN[one.kind][0]}") for key, one in OUTCOMES.items()]

    def clean(self) -> dict[str, Any]:
        """Turn the number into our whole unit; a finer one is refused."""
        told = super().clean() or {}
        outcome = OUTCOMES.get(told.get("outcome", ""))
        if outcome is not None and told.get("value") is not None:
            whole = Decimal(told["value"]) * WRITTEN[outcome.kind][1]
            if whole != int(whole):
                self.add_error("value", _("写得太细了"))
            told["value"] = int(whole)
        return told


class MakeDaysForm(TokenForm):
    """Days to be generated."""

    key = forms.SlugField(label=_("短名"), max_length=40, help_text=_("例如 autumn-28"))
    name = forms.CharField(label=_("名称"), max_length=60)
    n_days = forms.IntegerField(label=_("几天"), min_value=2, max_value=MOST_DAYS, initial=28)
    orders = forms.IntegerField(label=_("每天多少单"), min_value=20, max_value=MOST_ORDERS, initial=1000)
    seed = forms.IntegerField(label=_("种子"), min_value=0, max_value=1_000_000, initial=1)
    about = forms.CharField(label=_("说明"), max_length=300, required=False)


class NameDaysForm(TokenForm):
    """Days that lie in the data folder already."""

    key = forms.SlugField(label=_("短名"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=60)
    folder = forms.CharField(label=_("文件夹"), max_length=200, help_text=_("从数据文件夹算起，例如 days/city-2026"))
    about = forms.CharField(label=_("说明"), max_length=300, required=False, help_text=_("日子从哪里来，谁给的。"))
