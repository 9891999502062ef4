"""Forgetting what trials keep about people once its time is over; called once an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from nuantu_hub.needs.models import Trial, TrialFeedback, TrialHandout, TrialHazard, TrialStep, TrialTester, TrialWish
from nuantu_hub.people.domain.files import remove_file
from nuantu_hub.people.models import StoredFile
from nuantu_hub.site.clock import now

#: After a purchase was closed or given up: what riders said and who tried; and the receipts.
SAID_KEPT, RECEIPTS_KEPT = timedelta(days=365), timedelta(days=3 * 365)
ENDS = (Trial.State.CLOSED, Trial.State.DROPPED)


def list_ended(before: datetime) -> QuerySet[Trial]:
    """Trials that ended before a moment."""
    ended = TrialStep.objects.filter(state__in=ENDS, at__lt=before).values("trial")
    return Trial.objects.filter(pk__in=ended, state__in=ENDS)


@transaction.atomic
def forget_said() -> int:
    """Delete wishes, blank testers' words and kinds, remove pictures, a year after the end. Gives how many wishes."""
    over = list_ended(now() - SAID_KEPT)
    TrialTester.objects.filter(trial__in=over).update(company="", vehicle="", size="", sex="", quit_why="")
    feedback = TrialFeedback.objects.filter(turn__tester__trial__in=over)
    hazards = TrialHazard.objects.filter(sample__trial__in=over)
    photos = StoredFile.objects.filter(Q(pk__in=feedback.values("photo")) | Q(pk__in=hazards.values("photo")))
    for file in list(photos.select_related("unit")):
        remove_file(by=None, file=file)
    for rows in (feedback, hazards):
        rows.update(words="")
    return TrialWish.objects.filter(trial__in=over).delete()[0]


@transaction.atomic
def forget_receipts() -> int:
    """Delete receipts with their signatures three years after the end. Gives how many."""
    old = TrialHandout.objects.filter(trial__in=list_ended(now() - RECEIPTS_KEPT))
    for file in list(StoredFile.objects.filter(pk__in=old.values("signature")).select_related("unit")):
        remove_file(by=None, file=file)
    count = old.count()
    old.delete()
    return count
