"""Offers are tried once by the engine itself, open or private as the offers are; what is refused is said."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import finish_try, have_days, open_topic, put_offer

from nuantu_hub.bargaining.domain import offer_tries
from nuantu_hub.bargaining.domain.offer_tries import (
    ask_sweep,
    ask_try,
    check_seeds,
    compute_try,
    retry_try,
    share_try,
    try_later,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.try_told import list_commands
from nuantu_hub.bargaining.models import DaySet, Offer, OfferTry, Topic
from nuantu_hub.people.models import Account, Deed
from nuantu_hub.seam.trying import generate_days

pytestmark = pytest.mark.django_db


def ask(by: Account, topic: Topic, left: Offer | None, right: Offer | None = None, days: DaySet | None = None,
        seeds: str = "1") -> OfferTry:
    return ask_try(by=by, topic=topic, left=left, right=right, days=days or have_days(), seeds=seeds,
                   token=uuid.uuid4())


def test_two_offers_are_tried_by_the_engine_on_days_and_kept_with_what_they_were_computed_from(table: Table) -> None:
    topic = open_topic(table)
    left = put_offer(topic, "workers", table.workers[0], "4.00 CNY/order")
    right = put_offer(topic, "platform", table.platform[0], "2.00 CNY/order")
    folder = Path(settings.DATA.root) / "days" / "tiny"
    generate_days(folder, 2, 40, 1)
    days = DaySet.objects.create(key="tiny", name="两天", folder="days/tiny", n_days=2, orders=40, state="ready",
                                 made_at=table.talk.opened_at)
    found = ask(table.workers[0], topic, left, right, days)
    assert (found.state, found.shared, found.of_days) == ("asked", True, 4)
    compute_try(OfferTry.objects.select_related("talk", "topic", "days").get(pk=found.pk))
    found.refresh_from_db()
    assert (found.state, found.why_failed, found.done_days) == ("done", "", 4)
    assert {name: one["pay_lowest_tenth"]["n_days"] for name, one in found.result.items()} == {"left": 2, "right": 2}
    assert found.result["left"]["cost_per_order"]["diff"] >= found.result["right"]["cost_per_order"]["diff"]
    assert all(len(one["digest"]) == 64 for one in found.inputs.values())
    assert not list(folder.parent.glob(".nuantu-try-*"))
    assert_same_figures(found)


def test_an_offer_on_a_clause_that_the_base_lacks_is_tried(table: Table) -> None:
    """A subsidy of its own beside the one of the base costs more; the command that everybody reads adds it too."""
    topic = open_topic(table, "NEW-1")
    folder = Path(settings.DATA.root) / "days" / "new"
    generate_days(folder, 2, 40, 6)
    days = DaySet.objects.create(key="new", name="两天", folder="days/new", n_days=2, orders=40, state="ready",
                                 made_at=table.talk.opened_at)
    offer = put_offer(topic, "workers", table.workers[0], "4.00 CNY/order")
    offer.clause["params"] |= {"level": "blue", "at": "accepted"}
    offer.save()
    found = ask(table.workers[0], topic, offer, days=days)
    compute_try(OfferTry.objects.select_related("talk", "topic", "days").get(pk=found.pk))
    found.refresh_from_db()
    assert (found.state, found.why_failed) == ("done", "")
    assert found.changes["left"][0].startswith("NEW-1=special_weather_subsidy{")
    assert_same_figures(found)


def assert_same_figures(found: OfferTry) -> None:
    """The command that everybody reads, run where agreements and days lie, comes to the same figures, bit by bit."""
    name, command = list_commands(found)[0]
    again = subprocess.run([sys.executable, "-c", "from nuantu.cli import main; main()",
                            *shlex.split(command)[1:]],
                           cwd=settings.DATA.root, capture_output=True, text=True, check=True)
    told = json.loads(again.stdout)
    inputs = told.pop("inputs")
    [kept] = [key for key, one in found.inputs.items() if one["digest"] == inputs["digest"]]
    assert name
    assert told == {outcome: found.result[kept][outcome] for outcome in told}


def test_the_same_question_is_answered_from_what_is_kept(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    offer = put_offer(topic, "workers", table.workers[0], "4.00CNY/order")
    first = ask(table.workers[0], topic, offer, days=days)
    assert ask(table.platform[0], topic, offer, days=days) == first
    assert ask(table.workers[0], topic, offer, days=days, seeds="1,2") != first
    OfferTry.objects.filter(pk=first.pk).update(state="failed", why_failed="x")
    again = ask(table.workers[1], topic, offer, days=days)
    assert (again.pk, again.state, again.why_failed, again.by) == (first.pk, "asked", "", table.workers[0])


def test_a_try_with_a_draft_is_private_and_another_side_asks_its_own(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    draft = put_offer(topic, "workers", table.workers[0], "4.00CNY/order", draft=True)
    standing = put_offer(topic, "platform", table.platform[0], "2.00CNY/order")
    found = ask(table.workers[0], topic, draft, standing, days)
    assert (found.shared, found.side) == (False, "workers")
    assert Deed.objects.get(verb="offer try asked").unit is None
    with pytest.raises(TalkRefused, match="不在这个议题里"):
        ask(table.platform[0], topic, draft, standing, days)
    with pytest.raises(TalkRefused, match="草稿"):
        share_try(by=table.workers[0], found=found)
    Offer.objects.filter(pk=draft.pk).update(put_at=table.talk.opened_at)
    with pytest.raises(TalkRefused, match="试算的一方"):
        share_try(by=table.platform[0], found=found)
    assert share_try(by=table.workers[1], found=found).shared


def test_the_queue_carries_the_key_of_the_try_and_nothing_else(
        table: Table, django_capture_on_commit_callbacks: object) -> None:
    topic = open_topic(table)
    draft = put_offer(topic, "workers", table.workers[0], "4.44CNY/order", draft=True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        found = ask(table.workers[0], topic, draft)
    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [found.pk], "kwargs": {}}
    assert try_later.func(found.pk) == "failed"  # type: ignore[attr-defined]  # there are no days behind it
    assert try_later.func(-1) == "gone"  # type: ignore[attr-defined]
    job.refresh_from_db()
    assert "4.44" not in str(job.args_kwargs) + str(job.exception_class_path) + str(job.traceback)


def test_a_failure_says_the_engine_s_sentence_and_is_put_in_line_again(table: Table) -> None:
    topic = open_topic(table)
    offer = put_offer(topic, "workers", table.workers[0], "4.00CNY/order")
    found = compute_try(ask(table.workers[0], topic, offer))
    assert (found.state, found.result) == ("failed", {})
    assert "days are not there" in found.why_failed
    assert retry_try(by=table.workers[0], found=found).state == "asked"


def test_what_cannot_be_tried_is_refused(table: Table) -> None:
    """No offer at all, and a new clause that the platform need not keep: no day could show it."""
    topic = open_topic(table, "NEW-1")
    with pytest.raises(TalkRefused, match="没有选报价"):
        ask(table.workers[0], topic, None)
    offer = put_offer(topic, "workers", table.workers[0], "4.00CNY")
    offer.clause["strength"] = "should"
    with pytest.raises(TalkRefused, match="no clause NEW-1"):
        ask(table.workers[0], topic, offer)


def test_an_offer_that_changes_nothing_is_refused_as_are_others_than_speakers_and_unready_days(table: Table) -> None:
    topic = open_topic(table)
    same = put_offer(topic, "workers", table.workers[0], "accepted", param="kinds")
    Offer.objects.filter(pk=same.pk).update(clause={**same.clause, "params": {}})
    same.refresh_from_db()
    with pytest.raises(TalkRefused, match="没有可试的变化"):
        ask(table.workers[0], topic, same)
    other = put_offer(topic, "workers", table.workers[0], "4.00CNY/order")
    for outsider in (table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused, match="协商代表"):
            ask(outsider, topic, other)
    days = have_days()
    days.state = DaySet.State.MAKING
    days.save()
    with pytest.raises(TalkRefused, match="还不能用"):
        ask(table.workers[0], topic, other, days=days)


@pytest.mark.parametrize("seeds", ["", "x", "1,1", "1,2,3,4,5,6,7,8,9", "-1"])
def test_seeds_are_different_whole_numbers(seeds: str) -> None:
    with pytest.raises(TalkRefused, match="种子"):
        check_seeds(seeds)
    assert check_seeds(" 1, 02") == "1,2"


@pytest.mark.parametrize("axes", [
    [], [("amount", ["1CNY"])], [("amount", ["1CNY", "1CNY"])], [("amount", [f"{n}CNY" for n in range(13)])],
    [("amount", ["1CNY", "2CNY"]), ("amount", ["1CNY", "2CNY"])],
    [("amount", [f"{n}CNY" for n in range(12)]), ("level", [str(n) for n in range(6)])]])
def test_a_sweep_has_one_or_two_terms_and_a_bounded_number_of_cells(
        table: Table, axes: list[tuple[str, list[str]]]) -> None:
    topic = open_topic(table)
    with pytest.raises(TalkRefused):
        ask_sweep(by=table.workers[0], topic=topic, axes=axes, shared=True, days=have_days(), seeds="1",
                  token=uuid.uuid4())


def test_a_sweep_asked_in_private_is_not_the_one_on_the_table(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    told = {"by": table.workers[0], "topic": topic, "axes": [("amount", ["1CNY", "2CNY"])], "days": days, "seeds": "1"}
    private = ask_sweep(**told, shared=False, token=uuid.uuid4())  # type: ignore[arg-type]
    open_one = ask_sweep(**told, shared=True, token=uuid.uuid4())  # type: ignore[arg-type]
    assert (private.shared, open_one.shared, private.pk == open_one.pk) == (False, True, False)
    assert ask_sweep(**(told | {"by": table.platform[0]}), shared=True, token=uuid.uuid4()) == open_one  # type: ignore[arg-type]
    done = finish_try(topic, table.workers[0])
    assert retry_try(by=table.workers[0], found=done).state == "done"


def test_days_are_told_as_a_share_and_one_that_cannot_be_kept_ends_no_try(
        table: Table, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Of six days and twelve jobs, seven done are three days; those of an earlier part count before them."""
    found = finish_try(open_topic(table), table.workers[0], shared=False)
    DaySet.objects.filter(pk=found.days_id).update(n_days=6)
    found = OfferTry.objects.get(pk=found.pk)
    found.done_days = 6

    offer_tries._tell_days(found, 7, 12)
    assert OfferTry.objects.get(pk=found.pk).done_days == 9

    def fail(**_words: object) -> None:
        raise OperationalError("database is locked")
    monkeypatch.setattr(offer_tries.OfferTry.objects, "filter", lambda **_words: SimpleNamespace(update=fail))
    offer_tries._tell_days(found, 12, 12)
    monkeypatch.undo()
    assert OfferTry.objects.get(pk=found.pk).done_days == 9
    assert "could not be kept" in caplog.text
