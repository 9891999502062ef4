"""Forms of elections and representatives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_counting import list_rules
from nuantu_hub.needs.domain.constituencies import MOST_SEATS
from nuantu_hub.needs.domain.nominations import NAME_MOST, STATEMENT_MOST
from nuantu_hub.needs.models import Constituency, Contest, ElectionWatcher, Representative
from nuantu_hub.people.interfaces.carried import MomentInput, TokenForm
from nuantu_hub.site.clock import now


class ConstituencyForm(TokenForm):
    """A constituency by its kind and code."""

    kind = forms.ChoiceField(label=_("按什么划分"), choices=Constituency.Kind.choices)
    code = forms.CharField(label=_("代码"), max_length=60, help_text=_(
        "省份写两位代码（北京 11）；工种写 food、ride、truck、parcel；平台写平台的名字。"))
    seats = forms.IntegerField(label=_("代表名额"), min_value=1, max_value=MOST_SEATS, initial=1)


class MergeForm(forms.Form):
    """Which small constituency elects with which other one."""

    small = forms.ModelChoiceField(label=_("太小的选区"), queryset=Constituency.objects.none())
    into = forms.ModelChoiceField(label=_("和哪一个一起选"), queryset=Constituency.objects.none(), required=False,
                                  empty_label=_("自己选"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("small", "into"):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class ElectionForm(TokenForm):
    """An election: its name, its rule, its days and its constituencies."""

    name = forms.CharField(label=_("名称"), max_length=80)
    rule = forms.ChoiceField(label=_("计票规则"))
    constituencies = forms.ModelMultipleChoiceField(
        label=_("哪些选区"), queryset=Constituency.objects.none(), widget=forms.CheckboxSelectMultiple)
    nominate_until = forms.DateTimeField(label=_("提名截止"), widget=MomentInput)
    opens_at = forms.DateTimeField(label=_("投票开始"), widget=MomentInput)
    closes_at = forms.DateTimeField(label=_("投票截止"), widget=MomentInput)
    term_months = forms.IntegerField(label=_("任期，月"), min_value=6, max_value=60, initial=36)

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["constituencies"].queryset = rows  # type: ignore[attr-defined]
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            (rule.id, rule.names.get(language, rule.names["zh-hans"])) for rule in list_rules(localdate(now()))]


class WatcherForm(forms.Form):
    """Who watches, for which side, and with which share of the key."""

    login = forms.CharField(label=_("登录名"), max_length=60)
    body = forms.CharField(label=_("代表哪一方"), max_length=80)
    seat = forms.TypedChoiceField(label=_("保管钥匙"), required=False, coerce=int, empty_value=None,
                                  choices=[("", _("只监票")), *ElectionWatcher.Seat.choices])


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("为什么"), max_length=200)


class VoterForm(forms.Form):
    """Whose place on the roll is corrected, and why."""

    card = forms.CharField(label=_("会员证号"), max_length=20)
    why = forms.CharField(label=_("根据什么"), max_length=200)


class CheckForm(forms.Form):
    """Whether a candidate is eligible."""

    eligible = forms.TypedChoiceField(label=_("审查结果"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                      choices=[("yes", _("符合条件")), ("no", _("不符合"))])
    why = forms.CharField(label=_("哪一条不符"), max_length=200, required=False)


class StandForm(TokenForm):
    """Standing for election."""

    shown_name = forms.CharField(label=_("以什么名字参选"), max_length=NAME_MOST, help_text=_("会印在选票上，公开。"))
    statement = forms.CharField(label=_("想为大家做什么"), max_length=STATEMENT_MOST,
                                widget=forms.Textarea(attrs={"rows": 4}))


class ProposeForm(TokenForm):
    """Putting forward somebody else."""

    card = forms.CharField(label=_("他的会员证号"), max_length=20, help_text=_(
        "十二位数字，在他的会员证上。他接受以后才算。"))


class CardForm(forms.Form):
    """Whose card a keeper has looked at."""

    contest = forms.ModelChoiceField(label=_("哪个选区"), queryset=Contest.objects.none())
    card = forms.CharField(label=_("会员证号"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].queryset = rows  # type: ignore[attr-defined]
        self.fields["contest"].label_from_instance = lambda one: one.constituency.label  # type: ignore[attr-defined]


class CountForm(forms.Form):
    """How many sheets."""

    count = forms.IntegerField(label=_("几张"), min_value=1, max_value=100, initial=20)


class PaperForm(forms.Form):
    """What one person reads from a printed ballot."""

    code = forms.CharField(label=_("票上的编号"), max_length=24, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    marks = forms.TypedMultipleChoiceField(label=_("勾了哪几行"), coerce=int, required=False,
                                           widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marks"].choices = [  # type: ignore[attr-defined]
            (number, f"{number} · {label}") for number, label in lines]


class RemarkForm(forms.Form):
    """What a watcher found."""

    text = forms.CharField(label=_("记下什么"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class LookForm(forms.Form):
    """Looking up one's ballot."""

    code = forms.CharField(label=_("投票时给你的编号"), max_length=24, widget=forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}))


class AskForm(TokenForm):
    """What is asked of the representatives."""

    text = forms.CharField(label=_("请代表办什么"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ReportForm(forms.Form):
    """What came of what was asked."""

    done = forms.TypedChoiceField(label=_("办到哪一步"), coerce=lambda told: told == "yes", widget=forms.RadioSelect,
                                  choices=[("no", _("在办")), ("yes", _("办完了"))], initial="no")
    report = forms.CharField(label=_("办得怎么样"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))


class PetitionForm(TokenForm):
    """Why somebody should be recalled."""

    reason = forms.CharField(label=_("为什么罢免"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class ReplyForm(forms.Form):
    """What the representative says to it."""

    reply = forms.CharField(label=_("代表的说明"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class EndTermForm(forms.Form):
    """Why a term ends before its time."""

    ended = forms.ChoiceField(label=_("为什么提前结束"), choices=[
        one for one in Representative.Ended.choices if one[0] not in ("", "recalled")])
    why = forms.CharField(label=_("写一句，公开"), max_length=200)


class RecallVoteForm(TokenForm):
    """When a recall is voted on."""

    opens_at = forms.DateTimeField(label=_("投票开始"), widget=MomentInput)
    closes_at = forms.DateTimeField(label=_("投票截止"), widget=MomentInput)
