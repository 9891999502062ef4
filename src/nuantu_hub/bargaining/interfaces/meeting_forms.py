"""Forms of meetings: calling one, venues, seats, agenda, questions, live votes, minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models import Delegate, FrozenText, MeetingSeat, TalkMeeting, Topic, Venue, VoteCast
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

OWN_WORDS = {"lang": "zh-Hans"}
#: How long an official answer may take unless somebody says otherwise.
ANSWER_IN = timedelta(days=7)


class CallMeetingForm(TokenForm):
    """A new meeting of a talk."""

    title = forms.CharField(label=_("会议名称"), max_length=80, help_text=_("几个字，例如：第二次恳谈会"))
    starts_at = forms.DateTimeField(label=_("开始时间"), widget=MomentInput())
    video_url = forms.CharField(label=_("视频会议地址"), max_length=300, required=False,
                                help_text=_("任何会议软件的 https 链接；没有就空着。"))


class _MeetingForm(TokenForm):
    """A form that knows its meeting."""

    def __init__(self, *args: Any, meeting: TalkMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        for name, rows in (("venue", meeting.venues.all()),
                           ("topic", Topic.objects.filter(talk=meeting.talk)),
                           ("text", FrozenText.objects.filter(talk=meeting.talk, state=FrozenText.State.STANDING)),
                           ("owner", self._list_owners())):
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def _list_owners(self) -> Any:
        return Delegate.objects.sitting_at(now()).filter(
            talk=self.meeting.talk, role__in=(Delegate.Role.CHIEF, Delegate.Role.DELEGATE)).exclude(
            side=Delegate.Side.NEUTRAL)

    def _find_account(self, name: str) -> Account | None:
        login = str(self.cleaned_data.get(name, "")).strip()
        if not login:
            return None
        found = Account.objects.filter(login=login, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("没有这个登录名，请核对"))
        return found


class VenueForm(_MeetingForm):
    """Another venue."""

    name = forms.CharField(label=_("会场"), max_length=40, help_text=_("写城市或者地点"))
    province = forms.ChoiceField(label=_("代表哪个省"), required=False,
                                 choices=[("", "—"), *PROVINCES.items()])
    keeper = forms.CharField(label=_("点名人的登录名"), max_length=60, required=False,
                             help_text=_("空着就由主持人和记录员点名。"))

    def clean_keeper(self) -> Account | None:
        """The account that calls the roll, or none."""
        return self._find_account("keeper")


class SeatForm(_MeetingForm):
    """Another seat."""

    login = forms.CharField(label=_("登录名"), max_length=60)
    shown_name = forms.CharField(label=_("桌牌"), max_length=60)
    venue = forms.ModelChoiceField(label=_("会场"), queryset=Venue.objects.none())
    side = forms.ChoiceField(label=_("哪一方"), choices=Delegate.Side.choices)
    kind = forms.ChoiceField(label=_("怎么参加"), choices=MeetingSeat.Kind.choices, widget=forms.RadioSelect,
                             initial=MeetingSeat.Kind.ONLINE)
    has_vote = forms.BooleanField(label=_("有表决权"), required=False, initial=True)

    def clean_login(self) -> Account | None:
        """The account that the seat is for."""
        return self._find_account("login")


class RepresentativesForm(_MeetingForm):
    """All elected representatives at once."""

    venue = forms.ModelChoiceField(label=_("没有对应省份会场的坐哪里"), queryset=Venue.objects.none(),
                                   help_text=_("按省选出的代表，自动坐进那个省的会场；已经有席位的不动。"))


class AgendaForm(_MeetingForm):
    """Another item of the agenda."""

    title = forms.CharField(label=_("议程"), max_length=80, required=False)
    topic = forms.ModelChoiceField(label=_("谈哪个议题"), queryset=Topic.objects.none(), required=False)


class QuestionForm(_MeetingForm):
    """A question that somebody owes an answer."""

    question = forms.CharField(label=_("问题"), max_length=300, widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}))
    owner = forms.ModelChoiceField(label=_("谁来答复"), queryset=Delegate.objects.none())
    due_on = forms.DateField(label=_("最迟哪天答"), widget=DateInput(),
                             initial=lambda: localdate(now()) + ANSWER_IN)


class TextField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """A frozen text, named by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """What stands in the list."""
        return f"{_('第%(n)s稿') % {'n': obj.number}} · {obj.title}"


class LiveVoteForm(_MeetingForm):
    """A new vote, by name or secret."""

    question = forms.CharField(
        label=_("表决什么"), max_length=200, widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}),
        help_text=_("记名表决：谁投了什么，参加会议的人都看得到。"))
    text = TextField(
        label=_("表决哪份定稿"), queryset=FrozenText.objects.none(), required=False,
        help_text=_("选了以后，表决通过的就是这份文本，一个字都不能改。"))
    is_secret = forms.BooleanField(
        label=_("不记名"), required=False,
        help_text=_("谁投了看得到，投了什么谁也看不到，投了不能改。名单要有十个人。"))
    minutes = forms.IntegerField(label=_("开几分钟"), min_value=1, max_value=120, initial=5)


class CastForm(TokenForm):
    """One's vote."""

    choice = forms.ChoiceField(choices=[one for one in VoteCast.Choice.choices if one[0]])


class FloorForm(TokenForm):
    """Asking for the floor."""

    about = forms.CharField(label=_("想说什么"), max_length=80, required=False)


class AnswerForm(forms.Form):
    """The official answer."""

    words = forms.CharField(label=_("答复"), max_length=2_000, widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 4}))


class StatementForm(forms.Form):
    """What was said, in writing."""

    statement = forms.CharField(label=_("发言记录"), max_length=2_000, required=False,
                                widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 3}))


class CancelMeetingForm(forms.Form):
    """Why a meeting is called off."""

    why = forms.CharField(label=_("为什么取消"), max_length=200, help_text=_("大家都看得到。"))


class MinutesForm(forms.Form):
    """The minutes, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("会议纪要"), max_length=20_000,
                           widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 18}))
