"""Forms of trials: what staff says of them, and what riders say in a few taps."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_feedback import MOST_WORDS
from nuantu_hub.needs.models import Criterion, Sex, Trial, TrialLot, TrialSpec, Vehicle
from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Unit
from nuantu_hub.site.voices import mark_chinese

PICTURE = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"})
AREA = forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"})
SCORES = [(str(score), str(score)) for score in range(1, 6)]
USUAL_WEIGHTS = {"warmth": 30, "wheels": 20, "visibility": 15, "fire": 10, "washing": 15, "handling": 10}


class MoneyField(forms.DecimalField):
    """An amount in yuan, given in its hundredths."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=Decimal("0.01"), max_value=Decimal(100_000), decimal_places=2, **more)

    def clean(self, value: Any) -> Any:
        """The amount in hundredths of a yuan."""
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)


class BeginForm(TokenForm):
    """What is to be bought, and how it is tried."""

    unit = forms.ModelChoiceField(label=_("工会"), queryset=Unit.objects.none())
    name = forms.CharField(label=_("买什么"), max_length=60, help_text=_("例如：电动车防风被。"))
    why = forms.CharField(label=_("为什么买"), max_length=300, widget=AREA)
    sizes = forms.CharField(label=_("尺码"), max_length=120, required=False,
                            help_text=_("用顿号隔开，例如：短款、长款。不分尺码就空着。"))
    places = forms.IntegerField(label=_("试用人数"), min_value=10, max_value=60, initial=12)
    turns = forms.IntegerField(label=_("每人试几款"), min_value=1, max_value=4, initial=2)
    days = forms.IntegerField(label=_("每款试几天"), min_value=1, max_value=30, initial=5)
    members_only = forms.BooleanField(label=_("只发给会员"), required=False, initial=True)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        if len(units[:2]) == 1:
            field.initial = units[0].pk

    def clean_sizes(self) -> tuple[str, ...]:
        """The sizes one by one."""
        return tuple(one for one in re.split(r"[、,，;；\s]+", self.cleaned_data["sizes"]) if one)


class SpecForm(forms.Form):
    """What is asked, the highest price, and how much each criterion weighs."""

    words = forms.CharField(label=_("要求"), max_length=600, widget=AREA)
    cap_minor = MoneyField(label=_("单价上限，元"))

    def __init__(self, *args: Any, spec: TrialSpec | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {one.key: one.weight for one in spec.criteria.all()} if spec else USUAL_WEIGHTS
        if spec is not None:
            self.fields["words"].initial = spec.words
            self.fields["cap_minor"].initial = Decimal(spec.cap_minor) / 100
        for key, label in Criterion.Key.choices:
            note = _("安全项：打 1 分就停用") if key in Criterion.SAFETY else ""
            self.fields[f"weight_{key}"] = forms.IntegerField(
                label=_("%(name)s，占百分之几") % {"name": label}, min_value=0, max_value=100, help_text=note,
                initial=given.get(key, 0))

    def read(self) -> dict[str, Any]:
        """Words, highest price and weights, as the verb takes them."""
        told = dict(self.cleaned_data)
        weights = {key: told.pop(f"weight_{key}") for key in Criterion.Key.values}
        return {**told, "weights": weights}


class SampleForm(TokenForm):
    """A supplier's sample."""

    supplier = forms.CharField(label=_("供应商"), max_length=80, help_text=_("试用的人只看到字母，选定以后才公开。"))
    price_minor = MoneyField(label=_("单价，元"))
    sizes = forms.MultipleChoiceField(label=_("有哪些尺码"), required=False, widget=forms.CheckboxSelectMultiple)
    vehicles = forms.MultipleChoiceField(label=_("适合哪些车"), required=False, choices=Vehicle.choices,
                                         widget=forms.CheckboxSelectMultiple, help_text=_("都适合就不选。"))
    certificate = forms.CharField(label=_("阻燃检测报告编号"), max_length=60, required=False,
                                  help_text=_("没有报告也可以试，不能买。"))
    certificate_until = forms.DateField(label=_("报告有效到"), required=False, widget=DateInput())

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if trial.sizes:
            marked = [(size, mark_chinese(size)) for size in trial.sizes]
            self.fields["sizes"].choices = marked  # type: ignore[attr-defined]
        else:
            del self.fields["sizes"]


class WhyForm(forms.Form):
    """A reason for everybody to read."""

    why = forms.CharField(label=_("为什么"), max_length=300, widget=AREA)


class OutForm(WhyForm):
    """Which sample is out for safety, and why."""

    sample = forms.ChoiceField(label=_("哪一款"))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = trial.samples.filter(out_at=None)
        self.fields["sample"].choices = [(one.pk, one.letter) for one in left]  # type: ignore[attr-defined]
        self.order_fields(("sample", "why"))


class EndForm(forms.Form):
    """Why the trying ends now, where that needs a word."""

    why = forms.CharField(label=_("为什么不等了"), max_length=300, required=False,
                          help_text=_("有人没交、或者不到 10 人时要写，会公开。"))


class SettleForm(forms.Form):
    """What was found about a danger."""

    hazard = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.TypedChoiceField(label=_("查下来"), coerce=lambda told: told == "yes",
                                       widget=forms.RadioSelect, choices=[
        ("yes", _("属实：这一款出局")), ("no", _("不属实：可以继续试"))])
    found = forms.CharField(label=_("怎么查的"), max_length=300, widget=AREA,
                            help_text=_("谁看了、怎么试的、看到什么。会公开，不写人名。"))


class DecideForm(forms.Form):
    """Which sample is bought, and why."""

    letter = forms.ChoiceField(label=_("选哪一款"), widget=forms.RadioSelect, required=False)
    why = forms.CharField(label=_("为什么"), max_length=400, widget=AREA,
                          help_text=_("按哪几项、把握多大；没选分数最高的，写明为什么。会公开。"))

    def __init__(self, *args: Any, letters: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].choices = [  # type: ignore[attr-defined]
            *((one, _("%(letter)s 款") % {"letter": one}) for one in letters), ("", _("都不买"))]


class BudgetForm(TokenForm):
    """How many, from which money, and how the number came about."""

    pieces = forms.IntegerField(label=_("数量，件"), min_value=1, max_value=100_000)
    source = forms.CharField(label=_("钱从哪里来"), max_length=120)
    why = forms.CharField(label=_("数量怎么来的"), max_length=300, widget=AREA)


class AnswerBudgetForm(forms.Form):
    """Approved or not."""

    approved = forms.TypedChoiceField(label=_("批不批"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                      choices=[("yes", _("批准")), ("no", _("不批"))])
    answer = forms.CharField(label=_("说明"), max_length=300, required=False)


class PiecesForm(TokenForm):
    """A number of pieces for each size."""

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sizes = list(trial.sizes) or [""]
        for place, size in enumerate(self.sizes):
            label = mark_chinese(_("%(size)s，件") % {"size": size}) if size else _("数量，件")
            self.fields[f"pieces_{place}"] = forms.IntegerField(label=label, min_value=0, max_value=100_000, initial=0)

    def read_pieces(self) -> dict[str, int]:
        """Pieces by size."""
        return {size: self.cleaned_data[f"pieces_{place}"] for place, size in enumerate(self.sizes)}


class OrderForm(PiecesForm):
    """An order."""

    number = forms.CharField(label=_("合同或订单号"), max_length=60)
    price_minor = MoneyField(label=_("单价，元"))
    due_on = forms.DateField(label=_("哪天到货"), widget=DateInput())


class LotForm(PiecesForm):
    """Goods that came."""

    order = forms.ChoiceField(label=_("哪一张订单"))
    label = forms.CharField(label=_("批号"), max_length=40, help_text=_("照标签写；召回时按它找人。"))
    rejected = forms.IntegerField(label=_("不合格退货，件"), min_value=0, initial=0)
    checked = forms.CharField(label=_("怎么验的"), max_length=200, help_text=_("抽了几件、看了什么。"))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, trial=trial, **kwargs)
        orders = [(one.pk, one.number) for one in trial.orders.all()]
        self.fields["order"].choices = orders  # type: ignore[attr-defined]


class ShelfForm(TokenForm):
    """A pile of goods and a number of pieces."""

    shelf = forms.ChoiceField(label=_("哪里的哪一种"))
    pieces = forms.IntegerField(label=_("件"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, shelves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shelf"].choices = shelves  # type: ignore[attr-defined]


class SendForm(ShelfForm):
    """Goods that are sent to a station."""

    to = forms.CharField(label=_("送到哪座驿站"), max_length=80, required=False,
                         help_text=_("驿站编号；送回工会库房就空着。"))


class LeftForm(ShelfForm):
    """Goods that were counted or that are left, with the reason."""

    why = forms.CharField(label=_("说明"), max_length=200, required=False, help_text=_("会公开。"))


class RecallForm(TokenForm):
    """What is called back, why, and what to do."""

    lot = forms.ModelChoiceField(label=_("哪一批"), queryset=TrialLot.objects.none(), required=False,
                                 empty_label=_("全部批次"))
    what = forms.CharField(label=_("哪里有问题"), max_length=200)
    do = forms.CharField(label=_("怎么办"), max_length=200, help_text=_("写给每个领了的人：先别用，退到哪里，换什么。"))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lot"]
        field.queryset = trial.lots.all()


class HandoutForm(TokenForm):
    """Whose card, which size, and the signature."""

    card = forms.CharField(label=_("会员证"), max_length=300, help_text=_("扫会员证上的码，或填证上的十二位数字。"),
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))
    size = forms.ChoiceField(label=_("尺码"), required=False)
    signature = forms.FileField(label=_("签字"), required=False, widget=PICTURE,
                                help_text=_("请本人在屏幕上签；签在纸上的拍下来。"))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if trial.sizes:
            self.fields["size"].choices = [(size, size) for size in trial.sizes]  # type: ignore[attr-defined]
        else:
            del self.fields["size"]


class BackForm(forms.Form):
    """A piece that comes back."""

    handout = forms.IntegerField(widget=forms.HiddenInput)
    usable = forms.BooleanField(label=_("没用过，能再发"), required=False)
    why = forms.CharField(label=_("为什么退"), max_length=200)


class WishForm(forms.Form):
    """What a rider needs, and whether they would try."""

    wanted = forms.TypedChoiceField(label=_("你要不要"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                    choices=[("yes", _("要")), ("no", _("不要"))])
    vehicle = forms.ChoiceField(label=_("你骑什么车"), choices=Vehicle.choices, widget=forms.RadioSelect)
    size = forms.ChoiceField(label=_("要哪种"), widget=forms.RadioSelect)
    would_try = forms.BooleanField(label=_("我愿意先试用，告诉大家好不好用"), required=False)
    company = forms.CharField(label=_("给哪家跑单"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("性别"), choices=Sex.choices, initial=Sex.OPEN, required=False,
                            help_text=_("身材不同，感觉不同；不想说就不说。"))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if trial.sizes:
            self.fields["size"].choices = [(size, size) for size in trial.sizes]  # type: ignore[attr-defined]
        else:
            del self.fields["size"]

    def clean_sex(self) -> str:
        """Left out is the same as not said."""
        return self.cleaned_data["sex"] or Sex.OPEN


class FeedbackForm(TokenForm):
    """One to five on each criterion, words and a picture."""

    words = forms.CharField(label=_("还想说什么"), max_length=MOST_WORDS, required=False, widget=AREA)
    photo = forms.FileField(label=_("拍一张"), required=False, widget=PICTURE,
                            help_text=_("位置和手机型号会去掉；别拍到人"))

    def __init__(self, *args: Any, criteria: list[Criterion], scores: dict[str, int] | None = None,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [one.key for one in criteria]
        for one in criteria:
            ends = (_("1 危险，5 放心") if one.is_safety else _("1 很差，5 很好"))
            self.fields[f"score_{one.key}"] = forms.TypedChoiceField(
                label=one.get_key_display(), coerce=int, choices=SCORES, widget=forms.RadioSelect, help_text=ends,
                initial=(scores or {}).get(one.key))
        self.order_fields([*(f"score_{key}" for key in self.keys), "words", "photo", "token"])

    def read_scores(self) -> dict[str, int]:
        """Scores by criterion."""
        return {key: self.cleaned_data[f"score_{key}"] for key in self.keys}


class HazardForm(TokenForm):
    """What is dangerous."""

    criterion = forms.ChoiceField(label=_("哪种危险"), widget=forms.RadioSelect, choices=[
        ("wheels", _("卷进车轮或链条")), ("visibility", _("挡灯、挡视线")), ("fire", _("冒烟、烫坏、起火"))])
    words = forms.CharField(label=_("发生了什么"), max_length=MOST_WORDS, widget=AREA)
    photo = forms.FileField(label=_("拍一张"), required=False, widget=PICTURE,
                            help_text=_("位置和手机型号会去掉；别拍到人"))


class QuitForm(forms.Form):
    """Why somebody leaves, if they like to say."""

    why = forms.CharField(label=_("为什么退出"), max_length=300, required=False)
