"""A hub with an open live vote of many who are signed in: run as a process with a folder and their number.

Prints the meeting and its sign, the vote, the officer's session, and each voter's seat with its session.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import timedelta
from pathlib import Path

from nuantu_hub.site.command import set_up

VENUES = 25


def prepare_votes(folder: Path, voters: int) -> dict[str, object]:
    """The key of the vote, and the key of a session for each seat."""
    set_up(folder)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import transaction

    from nuantu_hub.bargaining.domain.live_votes import open_vote
    from nuantu_hub.bargaining.models import MeetingSeat, Talk, TalkMeeting, Venue
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.site.sessions import SessionStore

    unit, moment = plant_unit("云港市总工会", Unit.Kind.CITY), now()
    officer = Account.objects.create_staff("officer", "李敏")
    Post.objects.create(account=officer, unit=unit, role=Post.Role.OFFICER, since=moment)

    def open_session(account: Account) -> str:
        session = SessionStore()
        session.update({SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash(),
                        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
        session.save()
        return str(session.session_key)

    with transaction.atomic():
        talk = Talk.objects.create(unit=unit, title="门禁", platform="云送外卖", procedure="special_agreement",
                                   state="talking", opened_at=moment, opened_by=officer)
        meeting = TalkMeeting.objects.create(talk=talk, number=1, title="会", starts_at=moment, state="open",
                                             chair_side="workers", called_at=moment, opened_at=moment)
        venues = [Venue.objects.create(meeting=meeting, name=f"会场{number}") for number in range(VENUES)]
        sessions = {}
        for number in range(voters):
            account = Account.objects.create_worker(f"代表{number}")
            seat = MeetingSeat.objects.create(
                meeting=meeting, account=account, venue=venues[number % VENUES], shown_name=account.name,
                side="workers", kind="online", present_since=moment)
            sessions[seat.pk] = open_session(account)
        vote = open_vote(by=officer, meeting=meeting, question="同意吗",
                         open_s=int(timedelta(hours=1).total_seconds()), token=uuid.uuid4())
    return {"meeting": meeting.pk, "sign": meeting.sign, "vote": vote.pk, "officer": open_session(officer),
            "seats": sessions}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_votes(Path(sys.argv[1]), int(sys.argv[2]))))
