"""Incidents: two sides find one rider and tell that rider; one side, the hub and the manager find nobody."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings
from tests.nuantu_hub.passes.compound_cast import Sides, put_gate, put_sides
from tests.nuantu_hub.passes.pass_cast import seat_holders

from nuantu.decisions.log import read_log
from nuantu.decisions.store import LeafStore
from nuantu.passes.escrow import Incident, hand_share, open_share, recover_window_key, search_window, take_share
from nuantu.passes.escrow_file import HandedShare, read_window_file, write_handed_share
from nuantu.passes.trace import derive_trace
from nuantu_hub.passes.domain.escrow_lists import seal_batch
from nuantu_hub.passes.domain.parties import keep_share_key
from nuantu_hub.passes.domain.pass_incidents import (
    GIVEN_UP,
    KEPT_AFTER,
    Handover,
    drop_incident,
    find_window,
    forget_incidents,
    hand_over,
    has_news,
    list_own_seats,
    list_seconds,
    report_incident,
    see_own_incidents,
    take_answer,
    take_window,
)
from nuantu_hub.passes.domain.status_lists import find_start
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Party, PassGate, PassIncident
from nuantu_hub.people.models import Account, Deed, Reading, Unit
from nuantu_hub.seam.pass_log import FOLDER
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
DAY_KEY, CTI = bytes(range(32)), b"the one!"


class Scene:
    """A compound with a gate, its sides' own keys, and a rider whose credential was used in the middle of a window."""

    def __init__(self, street: Unit, officer: Account, rider: Account, other: Account, folder: Path) -> None:
        self.sides: Sides = put_sides(street, officer)
        self.gate: PassGate = put_gate(self.sides)
        self.rider, self.folder = rider, folder
        self.keys = {"union": seat_holders()[1]}
        for role in ("street", "committee"):
            self.keys[role] = X25519PrivateKey.generate()
            party = Party.objects.get(compound=self.sides.compound, role=role)
            keep_share_key(by=self.sides.get(role), party=party, share_key=self.name(role))
        self.start = find_start(now() - timedelta(hours=4))
        seal_batch(account=rider, start_s=self.start, ids=[b"another!", CTI])
        seal_batch(account=other, start_s=self.start, ids=[b"a third!"])

    def name(self, role: str) -> str:
        """A side's public key as it stands at the hub."""
        return base64.b64encode(self.keys[role].public_key().public_bytes_raw()).decode()

    def report(self, cti: bytes = CTI, minute: datetime | None = None, **changed: str) -> PassIncident:
        """The manager reports with what the gate kept."""
        told = Handover(minute or datetime.fromtimestamp(self.start + 7_200, UTC), DAY_KEY.hex(),
                        derive_trace(DAY_KEY, cti).hex())
        return report_incident(by=self.sides.property, gate=self.gate, kind="damage", words="花坛压坏了",
                               told=replace(told, **changed), token=uuid.uuid4())

    def open(self, incident: PassIncident, role: str):
        """The window as a side fetches it, with that side's own share."""
        path = self.folder / "window.json"
        path.write_text(take_window(by=self.sides.get(role), incident=incident))
        window, rows = read_window_file(path)
        public = self.keys[role].public_key().public_bytes_raw()
        (own,) = [one for one in window.shares if one.holder == public]
        return window, rows, open_share(window, own, self.keys[role])

    def hand(self, incident: PassIncident, first: str, second: str, by: Account | None = None) -> PassIncident:
        """The first side opens and hands over."""
        window, _, share = self.open(incident, first)
        to = self.keys[second].public_key().public_bytes_raw()
        handed = write_handed_share(HandedShare(window.public, share.point, to, hand_share(window, share, to)))
        return hand_over(by=by or self.sides.get(first), incident=incident, handed=handed)

    def search(self, incident: PassIncident, second: str):
        """The second side joins both shares and looks."""
        window, rows, own = self.open(incident, second)
        brought = take_share(window, base64.b64decode(json.loads(incident.handed)["sealed"]), self.keys[second])
        asked = Incident(bytes.fromhex(incident.day_key), bytes.fromhex(incident.trace),
                         int(incident.minute.timestamp()))
        return search_window(window, recover_window_key(window, [brought, own]), rows, asked)

    def answer(self, incident: PassIncident, second: str) -> PassIncident:
        """And tells the hub."""
        incident.refresh_from_db()
        found = self.search(incident, second)
        return take_answer(by=self.sides.get(second), incident=incident, rider=found.found.rider if found.found else "",
                           rows=found.rows, unreadable=found.unreadable)


@pytest.fixture
def scene(street: Unit, officer: Account, rider: Account, other_rider: Account, tmp_path: Path) -> Scene:
    """Somebody's flower bed."""
    return Scene(street, officer, rider, other_rider, tmp_path)


def read_leaf(number: int) -> dict:
    """What the log says of a search."""
    store = LeafStore(read_log(settings.DATA.root / FOLDER).leaves)
    from nuantu.decisions.leaf import decode_leaf

    leaf = decode_leaf(store.read_row(number).body)
    store.close()
    return dict(leaf.terms)


@pytest.mark.parametrize(("first", "second"), [("union", "street"), ("street", "committee"), ("committee", "union")])
def test_two_sides_find_the_rider_who_is_told(scene: Scene, first: str, second: str) -> None:
    """XP63, with two shares: found, a leaf of the log, and a notice to the rider; the gate's trace is blanked."""
    incident = scene.report()
    scene.hand(incident, first, second)

    done = scene.answer(incident, second)

    assert (done.state, done.is_found, done.rider) == ("searched", True, scene.rider)
    assert (done.day_key, done.trace, done.handed) == ("", "", "")
    leaf = read_leaf(done.leaf)
    assert (leaf["incident"], leaf["found"], leaf["rows"], leaf["start"]) == (f"{done.pk:05d}", True, 2, scene.start)
    assert str(scene.rider.pk) not in json.dumps(leaf)
    assert has_news(scene.rider)
    assert see_own_incidents(scene.rider) == [done]
    assert not has_news(scene.rider)
    assert [deed.verb for deed in Deed.objects.filter(thing="passes.passincident").order_by("pk")] == [
        "incident reported", "incident share handed over", "incident searched"]
    assert Reading.objects.filter(thing="passes.passincident").count() == 2


def test_one_side_finds_nobody(scene: Scene) -> None:
    """XP63, with one share: handed to oneself, to a key that holds none, or told as found by the first alone."""
    incident = scene.report()
    for second in ("union", "nobody"):
        scene.keys.setdefault("nobody", X25519PrivateKey.generate())
        with pytest.raises(PassRefused):
            scene.hand(incident, "union", second)
    scene.hand(incident, "union", "street")
    incident.refresh_from_db()

    with pytest.raises(PassRefused, match="两方的两个人"):
        take_answer(by=scene.sides.officer, incident=incident, rider=str(scene.rider.pk), rows=2, unreadable=0)
    with pytest.raises(PassRefused, match="不保管"):
        take_answer(by=scene.sides.property, incident=incident, rider=str(scene.rider.pk), rows=2, unreadable=0)
    assert not has_news(scene.rider)


def test_nobody_found_is_a_leaf_too(scene: Scene) -> None:
    """And nobody is told."""
    incident = scene.report(cti=b"unknown!")
    scene.hand(incident, "union", "street")

    done = scene.answer(incident, "street")

    assert (done.state, done.is_found, done.rider, done.day_key) == ("searched", False, None, "")
    assert read_leaf(done.leaf)["found"] is False


def test_close_to_an_edge_the_other_window_is_looked_through_too(scene: Scene) -> None:
    """In its first minute a window's use may be of the one before: two searches, two leaves, then it ends."""
    seal_batch(account=scene.rider, start_s=scene.start - 14_400, ids=[b"earlier!"])
    incident = scene.report(cti=b"earlier!", minute=datetime.fromtimestamp(scene.start + 30, UTC))
    assert incident.starts == [scene.start, scene.start - 14_400]
    scene.hand(incident, "union", "street")

    first = scene.answer(incident, "street")
    assert (first.state, first.starts, first.is_found, bool(first.trace)) == (
        "reported", [scene.start - 14_400], None, True)
    scene.hand(first, "street", "union")
    done = scene.answer(first, "union")

    assert (done.state, done.rider, done.leaf) == ("searched", scene.rider, first.leaf + 1)


@pytest.mark.parametrize(("words", "field"), [
    ({"day_key": "00"}, "day_key"), ({"trace": "zz" * 8}, "trace"), ({"days": 9}, "minute"), ({"days": -1}, "minute"),
    ({"days": 2}, "minute")])
def test_what_was_copied_badly_is_refused_by_field(scene: Scene, words: dict, field: str) -> None:
    """Figures, a minute too long ago, one to come, and one of which there is no list."""
    days = words.pop("days", None)
    minute = None if days is None else now() - timedelta(days=days)
    with pytest.raises(PassRefused) as caught:
        scene.report(minute=minute, **words)
    assert caught.value.field == field


def test_figures_may_be_read_out_in_groups(scene: Scene) -> None:
    """Spaces and capitals are no mistakes; the same token is the same incident; no words are one."""
    grouped = " ".join(DAY_KEY.hex().upper()[at:at + 4] for at in range(0, 64, 4))
    made = scene.report(day_key=grouped)
    told = Handover(made.minute, made.day_key, made.trace)
    again = report_incident(by=scene.sides.property, gate=scene.gate, kind="theft", words="x", told=told,
                            token=made.token)

    assert (made.day_key, again) == (DAY_KEY.hex(), made)
    with pytest.raises(PassRefused):
        report_incident(by=scene.sides.property, gate=scene.gate, kind="theft", words=" ", told=told,
                        token=uuid.uuid4())


def test_a_share_of_something_else_is_not_carried(scene: Scene) -> None:
    """Rubbish, another window's, another side's than one's own."""
    incident, other = scene.report(), scene.report(cti=b"another!")
    window, _, share = scene.open(incident, "union")
    to = scene.keys["street"].public_key().public_bytes_raw()
    own = HandedShare(window.public, share.point, to, hand_share(window, share, to))
    for wrong in ("{", write_handed_share(replace(own, window=bytes(32))), write_handed_share(replace(own, seat=3)),
                  write_handed_share(replace(own, to=bytes(32)))):
        with pytest.raises(PassRefused) as caught:
            hand_over(by=scene.sides.officer, incident=other, handed=wrong)
        assert caught.value.field == "handed"


def test_an_answer_about_another_list_is_not_taken(scene: Scene) -> None:
    """Another number of rows; a pseudonym that is none."""
    incident = scene.hand(scene.report(), "union", "street")
    for words in ({"rows": 3}, {"unreadable": 3}, {"rider": "nobody"}):
        with pytest.raises(PassRefused):
            take_answer(by=scene.sides.street, incident=incident,
                        **{"rider": "", "rows": 2, "unreadable": 0} | words)
    incident.refresh_from_db()
    assert incident.state == "handed"


def test_what_is_given_up_is_blanked(scene: Scene) -> None:
    """By the manager with a reason; by itself before the lists are destroyed; nothing can be opened after."""
    incident = scene.report()
    with pytest.raises(PassRefused):
        drop_incident(by=scene.sides.property, incident=incident, why=" ")
    done = drop_incident(by=scene.sides.property, incident=incident, why="找到了")
    assert (done.state, done.day_key, done.trace) == ("dropped", "", "")
    for act in (lambda: scene.hand(done, "union", "street"), lambda: drop_incident(by=None, incident=done, why="x")):
        with pytest.raises(PassRefused):
            act()
    late = scene.report()
    PassIncident.objects.filter(pk=late.pk).update(minute=now() - GIVEN_UP - timedelta(hours=1))
    assert forget_incidents() == 0
    late.refresh_from_db()
    assert (late.state, late.trace) == ("dropped", "")
    PassIncident.objects.update(ended_at=now() - KEPT_AFTER - timedelta(days=1))
    assert forget_incidents() == 2


def test_seats_follow_from_sides(scene: Scene) -> None:
    """The officer for the union, the street and the committee for theirs, the manager and strangers none."""
    compound = scene.sides.compound
    assert [list_own_seats(scene.sides.get(role), compound) for role in ("union", "street", "committee", "property")
            ] == [[1], [2], [3], []]
    assert list_own_seats(scene.rider, compound) == []
    incident = scene.report()
    assert {seat for _, _, seat in list_seconds(incident, [1])} == {2, 3}
    assert scene.name("street") in {key for _, key, _ in list_seconds(incident, [1])}
    find_window(incident).delete()
    with pytest.raises(PassRefused, match="已经销毁"):
        find_window(incident)
