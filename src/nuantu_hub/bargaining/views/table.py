"""The table: chapters and topics, one topic with both positions, what its delegates do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.ambiguities import enter_ambiguity, hold_reading
from nuantu_hub.bargaining.domain.base_terms import find_base_clause, list_base
from nuantu_hub.bargaining.domain.caucus import find_room
from nuantu_hub.bargaining.domain.offers import accept_offer, draft_offer, list_seen, put_offer, withdraw_offer
from nuantu_hub.bargaining.domain.topics import (
    BARGAINERS,
    ask_reopening,
    park_topic,
    raise_topic,
    take_up_topic,
    withdraw_topic,
)
from nuantu_hub.bargaining.interfaces.offer_steps import tell_steps
from nuantu_hub.bargaining.interfaces.posted import read_number, read_words
from nuantu_hub.bargaining.interfaces.table_forms import AmbiguityForm, OfferForm, TopicForm, WhyForm
from nuantu_hub.bargaining.interfaces.table_told import TONES, compare_positions, list_chapters, list_moves
from nuantu_hub.bargaining.models import Offer, Talk, TalkAmbiguity, Topic
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.bargaining.views.talks import find_talk, frame_talk
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam.drafting import find_type, write_param
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

Act = Callable[[GuardedRequest, Topic], Any]


def find_topic(request: HttpRequest, key: int, **rest: Any) -> Topic:
    """The topic that the address names."""
    del request, rest
    return get_object_or_404(Topic.objects.select_related("talk__unit"), pk=key)


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def table(request: GuardedRequest, key: int) -> HttpResponse:
    """All topics of a talk by chapter, with how far each is."""
    del key
    found: Talk = request.found
    chapters = list_chapters(found)
    topics = [one for chapter in chapters for one in chapter.topics]
    return render(request, "bargaining/table.html", {
        **frame_talk(found, "table"), "chapters": chapters, "total": len(topics),
        "agreed": sum(one.state == Topic.State.AGREED for one in topics),
        "offered": sum(one.state == Topic.State.OFFERED for one in topics),
        "may_raise": request.user.has_perm("bargaining.raise_topic", found), "room": find_room(request.user, found)})


@guard("bargaining.raise_topic", find=find_talk)
@never_cache
def topic_add(request: GuardedRequest, key: int) -> HttpResponse:
    """Put a clause on the table."""
    del key
    found: Talk = request.found
    form = TopicForm(request.POST or None, base=list_base(found))
    if request.method == "POST":
        made = carry_out(form, lambda told: raise_topic(by=request.user, talk=found, facts=form.tell_facts(told),
                                                        token=told["token"]))
        if made is not None:
            messages.success(request, _("议题已上桌"))
            return redirect("bargaining:topic", made.pk)
    return render(request, "bargaining/topic_add.html", {**frame_talk(found, "table"), "form": form},
                  status=status_of(form))


@guard("bargaining.see_talk", find=find_topic)
@never_cache
def topic(request: GuardedRequest, key: int) -> HttpResponse:
    """One topic: both positions, versions, readings; for the delegates a form for the next offer."""
    del key
    return _show(request, request.found)


@guard("bargaining.speak", find=find_topic)
@require_POST
@never_cache
def topic_act(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Do one thing at a topic: offer, put, withdraw, accept, park, take up, reopen, enter and hold a reading."""
    del key
    found: Topic = request.found
    if find_side(request.user, found) not in BARGAINERS or act not in (*ACTS, "offer", "ambiguity"):
        raise Http404
    if act in ("offer", "ambiguity"):
        return _take_form(request, found, act)
    try:
        said = ACTS[act](request, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _show(request, found, status=409)
    messages.success(request, said)
    return redirect("bargaining:topic", found.pk)


def _take_form(request: GuardedRequest, found: Topic, act: str) -> HttpResponse:
    kind = find_type(found.clause_type)
    assert kind is not None
    if act == "ambiguity":
        entry = AmbiguityForm(request.POST)
        if carry_out(entry, lambda told: enter_ambiguity(by=request.user, topic=found, **told)) is None:
            return _show(request, found, ambiguity_form=entry, status=422)
        messages.success(request, _("歧义已登记"))
        return redirect("bargaining:topic", found.pk)
    form = OfferForm(request.POST, kind=kind)
    made = carry_out(form, lambda told: draft_offer(by=request.user, topic=found, facts=form.tell_facts(told),
                                                    token=told["token"]))
    if made is None:
        return _show(request, found, offer_form=form, status=422)
    if "put" in request.POST:
        put_offer(by=request.user, offer=made)
        messages.success(request, _("报价已放到桌上"))
    else:
        messages.success(request, _("草稿只有本方看得到"))
    return redirect("bargaining:topic", found.pk)


def _show(request: GuardedRequest, found: Topic, *, offer_form: OfferForm | None = None,
          ambiguity_form: AmbiguityForm | None = None, status: int = 200) -> HttpResponse:
    found.refresh_from_db()
    offers, side = list(list_seen(request.user, found)), find_side(request.user, found)
    kind = find_type(found.clause_type)
    assert kind is not None
    bargains = side in BARGAINERS and found.talk.is_open
    on_table = [one for one in offers if one.put_at is not None]
    other = next((one for one in reversed(on_table) if one.state == Offer.State.STANDING and one.side != side), None)
    form, moves = offer_form or OfferForm(kind=kind, initial=_start_from(found, offers, side)), list_moves(offers)
    return render(request, "bargaining/topic.html", {
        **frame_talk(found.talk, "table"), "topic": found, "tone_of_topic": TONES[found.state],
        "comparison": compare_positions(found, on_table), "moves": moves, "steps": tell_steps(found, moves),
        "drafts": [one for one in offers if one.state == Offer.State.DRAFT], "side": side, "bargains": bargains,
        "may_offer": bargains and found.state in (Topic.State.OPEN, Topic.State.OFFERED),
        "other": other if bargains and found.state == Topic.State.OFFERED else None,
        "ambiguities": found.ambiguities.order_by("pk"), "offer_form": form,
        "ambiguity_form": ambiguity_form or AmbiguityForm(), "why_form": WhyForm(auto_id="why_%s")}, status=status)


def _start_from(found: Topic, offers: list[Offer], side: str) -> dict[str, Any]:
    """The form starts from the own side's last version, from what the other side put, or from the clause in force."""
    last = next((one for one in reversed(offers) if one.side == side), None) or (offers[-1] if offers else None)
    base = find_base_clause(found) if last is None else None
    words = last.words if last is not None else base.words if base is not None else ""
    params = last.clause["params"] if last is not None else base.params if base is not None else {}
    return {"words": words, **{name: value if isinstance(value, list) and all(isinstance(one, str) for one in value)
                               else write_param(value) for name, value in params.items()}}


def _find_offer(request: GuardedRequest, found: Topic) -> Offer:
    return get_object_or_404(list_seen(request.user, found), version=read_number(request, "version"))


def _put(request: GuardedRequest, found: Topic) -> str:
    put_offer(by=request.user, offer=_find_offer(request, found))
    return _("报价已放到桌上")


def _withdraw(request: GuardedRequest, found: Topic) -> str:
    withdraw_offer(by=request.user, offer=_find_offer(request, found))
    return _("已撤回")


def _accept(request: GuardedRequest, found: Topic) -> str:
    accept_offer(by=request.user, topic=found, version=_find_offer(request, found).version)
    return _("双方一致，已记入草案")


def _hold(request: GuardedRequest, found: Topic) -> str:
    ambiguity = get_object_or_404(TalkAmbiguity, topic=found, pk=read_number(request, "ambiguity"))
    held = hold_reading(by=request.user, ambiguity=ambiguity, reading=read_words(request, "reading"))
    return _("双方选了同一种读法") if held.chosen else _("已记下本方的读法")


def _with_why(verb: Callable[..., Topic], said: Callable[[Topic], str]) -> Act:
    def act(request: GuardedRequest, found: Topic) -> str:
        return said(verb(by=request.user, topic=found, why=read_words(request, "why")))
    return act


def _take_up(request: GuardedRequest, found: Topic) -> str:
    take_up_topic(by=request.user, topic=found)
    return _("议题重新上桌")


ACTS: dict[str, Act] = {
    "put": _put, "withdraw": _withdraw, "accept": _accept, "hold": _hold, "take-up": _take_up,
    "park": _with_why(park_topic, lambda _topic: _("议题已搁置")),
    "drop": _with_why(withdraw_topic, lambda _topic: _("议题已撤回")),
    "reopen": _with_why(ask_reopening, lambda topic: _("等对方同意重谈") if topic.reopen_side else _("双方同意重谈")),
}
