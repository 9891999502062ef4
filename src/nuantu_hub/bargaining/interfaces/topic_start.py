"""The entry "bring it to a talk under way" among what can be started from a common problem."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.base_terms import list_base
from nuantu_hub.bargaining.domain.topics import TITLE_MOST, WHY_MOST, TopicFacts, raise_topic
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.table_forms import LINES, list_type_choices
from nuantu_hub.bargaining.interfaces.talk_forms import list_bases
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.seam.drafting import DraftClause
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.gathering import STARTS, Begun, Matter, Start

KEY = "topic"
#: Before a clause of an agreement: ``base:NAME:CLAUSE``.
BASE = "base:"
OPEN = (Talk.State.PREPARING, Talk.State.TALKING)
#: Most talks that are offered; who keeps more of them at once raises the topic at the table itself.
MOST_TALKS = 50


def list_open_talks(account: Any, unit: int) -> Any:
    """Talks of a union that take topics, for who keeps them; the newest first."""
    return Talk.objects.visible_to(account).filter(unit=unit, state__in=OPEN).order_by("-opened_at", "-pk")


class TopicStartForm(TokenForm):
    """To which talk, as which clause, and why."""

    talk = forms.ModelChoiceField(label=_("哪场协商"), queryset=Talk.objects.none(), empty_label=None,
                                  help_text=_("在准备或在谈的才能加议题。"))
    clause_type = forms.ChoiceField(label=_("哪一种条款"))
    title = forms.CharField(label=_("议题"), max_length=TITLE_MOST, widget=forms.TextInput(attrs={"lang": "zh-Hans"}))
    why = forms.CharField(label=_("为什么谈"), max_length=WHY_MOST, required=False,
                          widget=forms.Textarea(attrs=LINES))

    def __init__(self, *args: Any, talks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, kind = self.fields["talk"], self.fields["clause_type"]
        assert isinstance(field, forms.ModelChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        field.queryset = talks
        self.bases = {one.base: _read_base(one) for one in talks[:MOST_TALKS] if one.base}
        titles = list_bases()
        there = [(titles.get(name, name), [(f"{BASE}{name}:{one.id}", f"{one.id} {one.words[:30]}")
                                             for one in found.values()]) for name, found in self.bases.items() if found]
        kind.choices = [*there, *list_type_choices()]

    def clean(self) -> dict[str, Any]:
        """A clause of an agreement belongs to a talk that starts from this agreement."""
        told = super().clean() or {}
        name, _mark, clause = told.get("clause_type", "").removeprefix(BASE).partition(":")
        if told.get("clause_type", "").startswith(BASE) and told.get("talk") is not None:
            if told["talk"].base != name:
                self.add_error("clause_type", _("这一条不在所选协商的现行协议里"))
            else:
                told["clause_id"], told["clause_type"] = clause, self.bases[name][clause].type
        return told


def _read_base(talk: Talk) -> dict[str, DraftClause]:
    """The clauses of the agreement that a talk starts from; none where it cannot be read, which its table says."""
    try:
        return {one.id: one for one in list_base(talk)}
    except RunError:
        return {}


def make_topic_form(account: Any, matter: Matter, data: Any) -> TopicStartForm:
    """The form of a topic that is called as the problem is."""
    said = say("%(name)s，%(n)d 人说过") % {"name": matter.name, "n": matter.people}
    return TopicStartForm(data, talks=list_open_talks(account, matter.unit),
                          initial={"title": matter.name[:TITLE_MOST], "why": said})


def begin_topic(account: Any, matter: Matter, told: dict[str, Any]) -> Begun:
    """The topic and its page. Raises TalkRefused for whoever does not keep that talk, and as the verb."""
    talk: Talk = told["talk"]
    if not account.has_perm("bargaining.keep_talk", talk):
        raise TalkRefused(_("这个工会的协商不归你管"), _("请它的干部提出"))
    made = raise_topic(by=account, talk=talk, token=told["token"], facts=TopicFacts(
        told["clause_type"], told.get("clause_id", ""), told["title"], told["why"], matter.name, matter.address))
    return Begun(made.title, reverse("bargaining:topic", args=[made.pk]))


START = Start(KEY, _("加进正在谈的协商"), _("已经在和平台谈的，把它作为一个议题放到桌上"), "plus",
              "bargaining.keep_talk", make_topic_form, begin_topic)


def register_topic_start() -> None:
    """Fill the registry; once, at start."""
    if START not in STARTS:
        STARTS.append(START)
