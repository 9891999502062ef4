"""The room of a meeting: the chair's screen, what a phone shows of it, and every step that is taken there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.agenda import add_item, begin_item, drop_item, end_item
from nuantu_hub.bargaining.domain.answers import ask_answer, give_answer
from nuantu_hub.bargaining.domain.live_votes import close_if_due, open_vote
from nuantu_hub.bargaining.domain.meeting_seats import seat_person, seat_representatives
from nuantu_hub.bargaining.domain.meetings import add_venue, cancel_meeting, close_meeting, open_meeting
from nuantu_hub.bargaining.domain.roll_calls import check_in
from nuantu_hub.bargaining.domain.speaking import ask_to_speak, begin_speech, call_speaker, drop_turn, end_speech
from nuantu_hub.bargaining.interfaces.meeting_forms import (
    AgendaForm,
    AnswerForm,
    CancelMeetingForm,
    FloorForm,
    LiveVoteForm,
    QuestionForm,
    RepresentativesForm,
    SeatForm,
    StatementForm,
    VenueForm,
)
from nuantu_hub.bargaining.interfaces.meeting_told import TONES, tell_queue, tell_room, tell_vote
from nuantu_hub.bargaining.interfaces.posted import read_words
from nuantu_hub.bargaining.meeting_permissions import find_meeting_seat
from nuantu_hub.bargaining.models import AgendaItem, OfficialAnswer, SpeechTurn, TalkMeeting
from nuantu_hub.bargaining.permissions import find_seat
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 20
Verb = Callable[..., Any]


def find_meeting_row(request: HttpRequest, key: int, **words: Any) -> TalkMeeting:
    """The meeting that the address names."""
    del request, words
    return get_object_or_404(TalkMeeting.objects.select_related("talk__unit"), pk=key)


def find_item(request: HttpRequest, key: int, **words: Any) -> AgendaItem:
    """The item of an agenda that the address names."""
    del request, words
    return get_object_or_404(AgendaItem.objects.select_related("meeting__talk__unit"), pk=key)


def find_turn(request: HttpRequest, key: int, **words: Any) -> SpeechTurn:
    """The turn to speak that the address names."""
    del request, words
    return get_object_or_404(SpeechTurn.objects.select_related("meeting__talk__unit"), pk=key)


def find_answer(request: HttpRequest, key: int) -> OfficialAnswer:
    """The question that the address names."""
    del request
    return get_object_or_404(OfficialAnswer.objects.select_related("meeting__talk__unit", "owner", "done_by"), pk=key)


@guard("bargaining.see_meeting", find=find_meeting_row)
@never_cache
def meeting(request: GuardedRequest, key: int) -> HttpResponse:
    """The room. Workers see what their phone needs of it; everybody else the screen, the chair with what to do."""
    del key
    one: TalkMeeting = request.found
    votes = [tell_vote(close_if_due(vote)) for vote in one.votes.select_related("meeting").order_by("-number")[:SHOWN]]
    told = {
        "meeting": one, "talk": one.talk, "tone": TONES[one.state], "room": tell_room(one), "queue": tell_queue(one),
        "agenda": list(one.agenda.select_related("topic")), "votes": votes, "now": now(),
        "voting": next((vote for vote in votes if not vote.vote.is_closed), None),
        "seat": find_meeting_seat(request.user, one), "floor": FloorForm(),
        "answers": list(one.answers.select_related("owner")[:SHOWN])}
    if request.user.kind == Account.WORKER:
        return render(request, "bargaining/meeting_phone.html", told)
    runs = request.user.has_perm("bargaining.run_meeting", one)
    return render(request, "bargaining/meeting.html", {
        **told, "runs": runs, "at_table": find_seat(request.user, one) is not None, "statement": StatementForm(),
        "cancel": CancelMeetingForm(), "today": now().date()})


def _back(request: HttpRequest, verb: Callable[[], Any], key: int, said: str = "") -> HttpResponse:
    """Do it, tell what was refused, and go back to the room."""
    try:
        verb()
        if said:
            messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bargaining:meeting", key)


@guard("bargaining.run_meeting", find=find_meeting_row)
@require_POST
def step(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Open the meeting, close it, call it off."""
    del key
    one: TalkMeeting = request.found
    steps: dict[str, tuple[Verb, str]] = {
        "open": (open_meeting, _("已开会")), "close": (close_meeting, _("已散会，接着写纪要")),
        "cancel": (cancel_meeting, _("已取消"))}
    if act not in steps:
        raise Http404
    verb, said = steps[act]
    words = {"why": read_words(request, "why")} if act == "cancel" else {}
    return _back(request, lambda: verb(by=request.user, meeting=one, **words), one.pk, said)


def _add_seat(by: Account, one: TalkMeeting, told: dict[str, Any]) -> Any:
    del one
    return seat_person(by=by, venue=told["venue"], account=told["login"], shown_name=told["shown_name"],
                       side=told["side"], kind=told["kind"], has_vote=told["has_vote"])


def _add_representatives(by: Account, one: TalkMeeting, told: dict[str, Any]) -> Any:
    return (seat_representatives(by=by, meeting=one, venue=told["venue"]),)


def _open_vote(by: Account, one: TalkMeeting, told: dict[str, Any]) -> Any:
    return open_vote(by=by, meeting=one, question=told["question"], open_s=told["minutes"] * 60, token=told["token"],
                     text=told["text"], is_secret=told["is_secret"])


#: What can be added in the room -> its form, what is done with it, and the page's name.
KINDS: dict[str, tuple[type[forms.Form], Callable[[Account, TalkMeeting, dict[str, Any]], Any]]] = {
    "venue": (VenueForm, lambda by, one, told: add_venue(by=by, meeting=one, **told)),
    "seat": (SeatForm, _add_seat),
    "representatives": (RepresentativesForm, _add_representatives),
    "agenda": (AgendaForm, lambda by, one, told: add_item(by=by, meeting=one, **told)),
    "question": (QuestionForm, lambda by, one, told: ask_answer(by=by, meeting=one, **told)),
    "vote": (LiveVoteForm, _open_vote),
}


def _name_kind(kind: str) -> str:
    return {"venue": _("加会场"), "seat": _("加一席"), "representatives": _("请当选代表入席"), "agenda": _("加议程"),
            "question": _("记一个要正式答复的问题"), "vote": _("开始表决")}[kind]


@guard("bargaining.run_meeting", find=find_meeting_row)
@never_cache
def add(request: GuardedRequest, key: int, kind: str) -> HttpResponse:
    """Add a venue, a seat, all representatives, an item, a question, a vote."""
    del key
    one: TalkMeeting = request.found
    if kind not in KINDS:
        raise Http404
    make, verb = KINDS[kind]
    form = make(request.POST or None, meeting=one)  # type: ignore[call-arg]
    if request.method == "POST" and carry_out(form, lambda told: verb(request.user, one, told)) is not None:
        messages.success(request, _("已加上") if kind != "vote" else _("表决开始了，名单已定下"))
        return redirect("bargaining:meeting", one.pk)
    return render(request, "bargaining/meeting_add.html", {
        "form": form, "meeting": one, "talk": one.talk, "kind": kind, "name": _name_kind(kind)},
        status=status_of(form))


@guard("bargaining.run_meeting", find=find_item)
@require_POST
def agenda_step(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Begin an item, end it, take it off."""
    del key
    item: AgendaItem = request.found
    verb: Verb | None = {"begin": begin_item, "end": end_item, "drop": drop_item}.get(act)
    if verb is None:
        raise Http404
    return _back(request, lambda: verb(by=request.user, item=item), item.meeting_id)


@guard("bargaining.run_meeting", find=find_turn)
@require_POST
def turn_step(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Call somebody to speak, let them begin, end the speech with a statement, drop the turn."""
    del key
    turn: SpeechTurn = request.found
    verb: Verb | None = {"call": call_speaker, "begin": begin_speech, "end": end_speech, "drop": drop_turn}.get(act)
    if verb is None:
        raise Http404
    words = {"statement": read_words(request, "statement")} if act == "end" else {}
    return _back(request, lambda: verb(by=request.user, turn=turn, **words), turn.meeting_id)


@guard("bargaining.see_meeting", find=find_meeting_row)
@require_POST
def floor(request: GuardedRequest, key: int) -> HttpResponse:
    """Ask for the floor."""
    one: TalkMeeting = request.found
    form = FloorForm(request.POST)
    if carry_out(form, lambda told: ask_to_speak(by=request.user, meeting=one, **told)) is None:
        told = [str(fault) for faults in form.errors.values() for fault in faults]
        messages.error(request, told[0] if told else _("没有排上，刷新页面再试"))
    else:
        messages.success(request, _("已排队，主持人看得到"))
    return redirect("bargaining:meeting", key)


@guard("bargaining.see_meeting", find=find_meeting_row)
@require_POST
def here(request: GuardedRequest, key: int) -> HttpResponse:
    """Whoever takes part online says that they are there."""
    return _back(request, lambda: check_in(by=request.user, meeting=request.found), key, _("已签到"))


@guard("bargaining.see_talk", find=find_answer)
@never_cache
def answer(request: GuardedRequest, key: int) -> HttpResponse:
    """A question of the meeting, and the official answer to it."""
    del key
    one: OfficialAnswer = request.found
    seat = find_seat(request.user, one)
    may = one.done_at is None and seat is not None and seat.may_speak and seat.side == one.owner.side
    form = AnswerForm(request.POST or None) if may or request.method == "POST" else None
    if request.method == "POST" and form is not None and carry_out(
            form, lambda told: give_answer(by=request.user, answer=one, **told)) is not None:
        messages.success(request, _("已答复，参加会议的人都看得到"))
        return redirect("bargaining:official_answer", one.pk)
    return render(request, "bargaining/official_answer.html", {
        "answer": one, "meeting": one.meeting, "talk": one.meeting.talk, "form": form, "today": now().date()},
        status=200 if form is None else status_of(form))
