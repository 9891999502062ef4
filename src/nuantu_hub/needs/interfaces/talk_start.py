"""The entry "put it to everybody" among what can be started from a common problem."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.talk_starts import KEY, start_deliberation
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.people.interfaces.carried import MomentInput, TokenForm
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import Begun, Matter, Start


class TalkStartForm(TokenForm):
    """What is asked, from when until when."""

    question = forms.CharField(label=_("问大家什么"), max_length=160, widget=forms.Textarea(attrs={"rows": 2}),
                               help_text=_("一句话，不带倾向。"))
    opens_at = forms.DateTimeField(label=_("开始"), widget=MomentInput())
    closes_at = forms.DateTimeField(label=_("截止"), widget=MomentInput())


def make_talk_form(account: Any, matter: Matter, data: Any) -> TalkStartForm:
    """The form with two weeks from the next hour on."""
    del account, matter
    opens = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return TalkStartForm(data, initial={"opens_at": opens, "closes_at": opens + timedelta(days=14)})


def begin_talk(account: Any, matter: Matter, told: dict[str, Any]) -> Begun:
    """The draft and its page. Raises NeedRefused for whoever holds no deliberations in the problem's unit."""
    unit = Unit.objects.get(pk=matter.unit)
    if not account.has_perm("needs.hold_deliberation", unit):
        raise NeedRefused(_("这个工会的议事不归你管"), _("请它的干部发起"))
    made = start_deliberation(by=account, matter=matter, **told)
    return Begun(made.title, reverse("needs:deliberation_statements", args=[made.pk]))


START = Start(KEY, _("议事：听大家怎么看"), _("想法不一样的，一句一句表态，看哪里想到一起"), "merge",
              "needs.hold_deliberation", make_talk_form, begin_talk)
