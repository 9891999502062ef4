"""What the cast of the matrix has of bargaining, a part after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from nuantu_hub.bargaining.models import (
    AgendaItem,
    DaySet,
    Delegate,
    FrozenText,
    LiveVote,
    MeetingSeat,
    OfferTry,
    OfficialAnswer,
    Promise,
    PromiseEvidence,
    SecretBox,
    SideLimit,
    SignedAgreement,
    SpeechTurn,
    Talk,
    TalkMeeting,
    Topic,
    Venue,
    VoteCast,
)
from nuantu_hub.site.clock import now

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]

# --- TALKS


def make_bargaining(cast: Cast, place: int, side: str) -> None:
    """A talk of this side's street; the own one has the property manager at the platform's side of the table."""
    street, moment = cast.streets[place], now()
    officer = cast.get(("officer", "other_officer")[place])
    talk = Talk.objects.create(unit=street, title="算法", platform=f"平台{place}", procedure="special_agreement",
                               state="talking", opened_at=moment, opened_by=officer)
    Delegate.objects.create(talk=talk, account=officer, side="workers", role="chief", shown_name="劳动者", since=moment)
    if place == 0:
        Delegate.objects.create(talk=talk, account=cast.get("manager"), side="platform", role="chief",
                                shown_name="平台", since=moment)
    cast.put(side, bargaining={"key": talk.pk})

# --- TABLE


def make_table(cast: Cast, place: int, side: str) -> None:
    """A topic of this side's talk."""
    del place
    talk = Talk.objects.get(pk=cast.objects["bargaining"][side]["key"])
    topic = Topic.objects.create(talk=talk, number=1, chapter="PAY", title="补贴", clause_id="P07",
                                 clause_type="special_weather_subsidy", raised_at=now())
    cast.put(side, topic={"key": topic.pk}, topic_act={"key": topic.pk, "act": "take-up"})

# --- TRIES


def make_tries(cast: Cast, place: int, side: str) -> None:
    """A try that is private to the workers' side, and a limit of it."""
    officer, moment = cast.get(("officer", "other_officer")[place]), now()
    talk = Talk.objects.get(pk=cast.objects["bargaining"][side]["key"])
    topic = Topic.objects.create(talk=talk, number=60, chapter="PAY", title="补贴", clause_id=f"T-{place}",
                                 clause_type="special_weather_subsidy", raised_by=officer, raised_at=moment)
    days = DaySet.objects.create(key=f"matrix-{talk.pk}", name="日子", folder="days/none", n_days=2, state="ready",
                                 made_at=moment, by=officer)
    found = OfferTry.objects.create(talk=talk, topic=topic, side="workers", days=days, inputs_key=f"matrix-{talk.pk}",
                                    state="done", asked_at=moment, by=officer)
    limit = SideLimit.objects.create(talk=talk, side="workers", outcome="pay_lowest_tenth", sense="at_least",
                                     value=2880, set_at=moment, by=officer)
    cast.put(side, try_topic={"key": topic.pk}, private_try={"key": found.pk}, side_limit={"key": limit.pk})


# --- AFTER


def make_promises_of_talk(cast: Cast, place: int, side: str) -> None:
    """A promise of the platform in this side's talk, with evidence of it that waits for the workers' word."""
    officer, moment = cast.get(("officer", "other_officer")[place]), now()
    talk = Talk.objects.get(pk=cast.objects["bargaining"][side]["key"])
    promise = Promise.objects.create(talk=talk, agreement=f"a-{place}", provision="late", chapter="PAY", words="不扣款",
                                     owner="platform", owner_name=talk.platform, made_at=moment, made_by=officer)
    evidence = PromiseEvidence.objects.create(promise=promise, words="已上线", side="platform", at=moment, by=officer)
    cast.put(side, made_promise={"key": promise.pk}, promise_evidence={"key": evidence.pk})


# --- SIGNING


def make_signed(cast: Cast, place: int, side: str) -> None:
    """A text of this side's talk that is frozen and published."""
    officer, moment = cast.get(("officer", "other_officer")[place]), now()
    talk = Talk.objects.get(pk=cast.objects["bargaining"][side]["key"])
    text = FrozenText.objects.create(talk=talk, number=1, agreement_id=f"matrix-{place}", title="协议", body=b"",
                                     digest="", text_sha256="", terms_sha256="", parts={}, effective_on=moment.date(),
                                     frozen_at=moment, by=officer)
    signed = SignedAgreement.objects.create(text=text, platform=talk.platform, signed=b"", signed_on=moment.date(),
                                            effective_on=moment.date(), published_at=moment, log_entry={"seq": 0},
                                            by=officer)
    cast.put(side, frozen_text={"key": text.pk}, signed={"sign": signed.sign})


# --- MEETINGS


def make_meetings(cast: Cast, place: int, side: str) -> None:
    """A meeting of this side's talk that is in session, the workers' chief in the chair; one of everything in it."""
    officer, moment = cast.get(("officer", "other_officer")[place]), now()
    talk = Talk.objects.get(pk=cast.objects["bargaining"][side]["key"])
    chief = talk.delegates.get(account=officer)
    meeting = TalkMeeting.objects.create(talk=talk, number=1, title="会", starts_at=moment, state="open",
                                         chair_side="workers", called_by=officer, called_at=moment)
    venue = Venue.objects.create(meeting=meeting, name="主会场")
    seat = MeetingSeat.objects.create(meeting=meeting, account=officer, venue=venue, shown_name="劳动者",
                                      side="workers", present_since=moment)
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="一")
    turn = SpeechTurn.objects.create(meeting=meeting, seat=seat, asked_at=moment)
    answer = OfficialAnswer.objects.create(meeting=meeting, question="为什么", owner=chief, due_on=moment.date(),
                                           asked_at=moment, asked_by=officer)
    vote = LiveVote.objects.create(meeting=meeting, number=1, question="吗", opened_at=moment, opened_by=officer,
                                   closes_at=moment + timedelta(hours=1), entitled=1, present=1)
    VoteCast.objects.create(vote=vote, seat=seat, venue=venue)
    secret = LiveVote.objects.create(
        meeting=meeting, number=2, question="不记名", opened_at=moment, opened_by=officer, closes_at=moment,
        entitled=12, present=12, state="closed", closed_at=moment, is_secret=True, is_carried=True, untold=1)
    box = SecretBox.objects.create(vote=secret, ticket_public="", box_public="")
    cast.put(side, talk_meeting={"key": meeting.pk}, meeting_do={"key": meeting.pk, "act": "close"},
             meeting_more={"key": meeting.pk, "kind": "agenda"}, meeting_venue={"key": meeting.pk, "venue": venue.pk},
             meeting_call={"key": meeting.pk, "venue": venue.pk, "seat": seat.pk, "act": "in"},
             agenda_act={"key": item.pk, "act": "begin"}, turn_act={"key": turn.pk, "act": "call"},
             official_answer={"key": answer.pk}, live_vote={"key": vote.pk}, secret_vote={"key": secret.pk},
             secret_box={"key": box.pk}, watched={"sign": meeting.sign})


PARTS: list[Part] = [make_bargaining, make_table, make_promises_of_talk, make_tries, make_meetings, make_signed]
