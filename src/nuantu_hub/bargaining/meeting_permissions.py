"""Who may do what in a meeting of a talk. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.bargaining.domain.own_talks import takes_part
from nuantu_hub.bargaining.models.attendance import MeetingSeat
from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import TALK_ROLES
from nuantu_hub.bargaining.models.venue import Venue
from nuantu_hub.bargaining.permissions import find_seat, keeps_record, sits_at_table
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post, is_staff
from nuantu_hub.site.clock import now


def find_meeting(thing: Any) -> TalkMeeting | None:
    """The meeting that a thing belongs to, or is."""
    return thing if isinstance(thing, TalkMeeting) else getattr(thing, "meeting", None)


def find_meeting_seat(account: Any, thing: Any) -> MeetingSeat | None:
    """The seat that an account holds in the meeting of a thing; None for everybody else."""
    meeting = find_meeting(thing)
    if meeting is None or not isinstance(account, Account) or not account.is_active:
        return None
    return MeetingSeat.objects.filter(meeting=meeting, account=account).select_related("venue").first()


@rules.predicate
def sits_in_meeting(account: Any, thing: Any) -> bool:
    """Holds a seat in the meeting, at the table or online, or calls the roll of one of its venues."""
    meeting = find_meeting(thing)
    if meeting is None or not isinstance(account, Account) or not account.is_active:
        return False
    return find_meeting_seat(account, meeting) is not None or Venue.objects.filter(
        meeting=meeting, keeper=account).exists()


@rules.predicate
def chairs_meeting(account: Any, thing: Any) -> bool:
    """Is the chief whose side's turn it is to chair."""
    meeting, seat = find_meeting(thing), find_seat(account, thing)
    return (meeting is not None and seat is not None and seat.role == Delegate.Role.CHIEF
            and seat.side == meeting.chair_side)


@rules.predicate
def is_chief(account: Any, thing: Any) -> bool:
    """Is chief of one of the sides of the talk."""
    seat = find_seat(account, thing)
    return seat is not None and seat.role == Delegate.Role.CHIEF


@rules.predicate
def keeps_venue(account: Any, thing: Any) -> bool:
    """Calls the roll of the venue."""
    return (isinstance(thing, Venue) and isinstance(account, Account) and account.is_active
            and thing.keeper_id == account.pk)


@rules.predicate
def takes_part_somewhere(account: Any, thing: Any = None) -> bool:
    """Sits at a table, or in a meeting."""
    del thing
    return isinstance(account, Account) and account.is_active and takes_part(account, now())


@rules.predicate
def works_for_union(account: Any, thing: Any = None) -> bool:
    """Holds a post, or is a worker: begins elsewhere."""
    del thing
    return not isinstance(account, Account) or account.kind == Account.WORKER or bool(is_staff(account))


runs_meeting = holds_post(Post.Role.OFFICER) | chairs_meeting | keeps_record
rules.add_perm("bargaining.see_meeting", holds_post(*TALK_ROLES) | sits_at_table | sits_in_meeting)
rules.add_perm("bargaining.call_meeting", holds_post(Post.Role.OFFICER) | is_chief | keeps_record)
rules.add_perm("bargaining.run_meeting", runs_meeting)
rules.add_perm("bargaining.call_roll", runs_meeting | keeps_venue)
rules.add_perm("bargaining.sit_in_meeting", sits_in_meeting)
rules.add_perm("bargaining.take_part", takes_part_somewhere)
rules.add_perm("bargaining.begin_at_table", takes_part_somewhere & ~works_for_union)
