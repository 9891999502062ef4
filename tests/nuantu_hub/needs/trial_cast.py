"""A trial brought as far as a test needs it: riders of three companies, three samples, a station with its keeper."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from PIL import Image

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_feedback import give_feedback
from nuantu_hub.needs.domain.trial_handouts import HandoutFacts, hand_out
from nuantu_hub.needs.domain.trial_purchase import (
    LotFacts,
    OrderFacts,
    answer_budget,
    ask_budget,
    place_order,
    receive_lot,
)
from nuantu_hub.needs.domain.trial_results import end_trying
from nuantu_hub.needs.domain.trial_samples import SampleFacts, add_sample
from nuantu_hub.needs.domain.trial_specs import set_spec
from nuantu_hub.needs.domain.trial_stock import Shelf, send_goods
from nuantu_hub.needs.domain.trial_testers import draw_testers
from nuantu_hub.needs.domain.trial_wishes import WishFacts, say_wish
from nuantu_hub.needs.domain.trials import TrialPlan, begin_trial
from nuantu_hub.needs.models import Trial, TrialHandout, TrialLot, TrialTurn
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Membership, Person, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Keeper, Station

SINCE = datetime(2025, 1, 1, tzinfo=UTC)
COMPANIES = ("青禾配送", "云雀出行", "北辰速递")
WEIGHTS = {"warmth": 35, "wheels": 25, "visibility": 15, "fire": 10, "washing": 15}
#: What riders think of the three samples in these tests: C is warm and does not reach the wheels.
LIKED = {"A": 3, "B": 2, "C": 5}


def begin(officer: Account, unit: Unit, **more: object) -> Trial:
    """A trial that asks what riders need."""
    plan: dict[str, object] = {"name": "防风被", "why": "冬天骑车膝盖冷", "sizes": ("短款", "长款")}
    return begin_trial(by=officer, unit=unit, plan=TrialPlan(**(plan | more)), token=uuid4())  # type: ignore[arg-type]


def enrol_rider(number: int, unit: Unit) -> Account:
    """A rider who is a member."""
    account = Account.objects.create_worker(f"骑手{number}", f"+86138{number:08d}")
    person = Person(account=account, name=f"骑手{number}", occupation="food", created_at=now())
    person.set_phone(f"+86138{number:08d}")
    person.save()
    Membership.objects.create(person=person, unit=unit, standing="full", since=SINCE, began="joined")
    return account


def volunteer(trial: Trial, unit: Unit, count: int = 16, first: int = 1) -> list[Account]:
    """Riders of three companies, of several vehicles and sizes, who would try."""
    riders = [enrol_rider(first + number, unit) for number in range(count)]
    for number, rider in enumerate(riders):
        say_wish(account=rider, trial=trial, facts=WishFacts(
            wanted=True, vehicle=("ebike", "ebike", "moto")[number % 3], would_try=True,
            size=trial.sizes[number % 2] if trial.sizes else "", company=COMPANIES[number % 3],
            sex=("man", "woman", "open")[number % 3]))
    return riders


def collect(officer: Account, trial: Trial, count: int = 3) -> Trial:
    """Criteria are published, samples are there."""
    set_spec(by=officer, trial=trial, words="轻、暖、不挡车轮", cap_minor=12_000, weights=WEIGHTS)
    for number in range(count):
        add_sample(by=officer, trial=trial, token=uuid4(), facts=SampleFacts(
            f"供应商{number}", 8_000 + number * 500, certificate=f"FR-{number}", certificate_until=date(2099, 1, 1)))
    return Trial.objects.get(pk=trial.pk)


def draw(officer: Account, unit: Unit, **more: object) -> Trial:
    """It is drawn who tries what."""
    trial = collect(officer, begin(officer, unit, **more))
    volunteer(trial, unit)
    draw_testers(by=officer, trial=trial)
    return Trial.objects.get(pk=trial.pk)


def score(turn: TrialTurn, liked: int | None = None) -> dict[str, int]:
    """What a tester gives: about what the sample is liked, a little up and down."""
    middle = LIKED[turn.sample.letter] if liked is None else liked
    return {key: min(5, max(2, middle + (int(turn.tester.code[1:]) + place) % 3 - 1))
            for place, key in enumerate(WEIGHTS)}


def tell_all(trial: Trial) -> None:
    """Every tester tells how each sample was, the day after the last one."""
    turns = list(TrialTurn.objects.filter(tester__trial=trial, void=False).select_related("tester__account", "sample"))
    with standing_at(now() + timedelta(days=60)):
        for turn in turns:
            give_feedback(account=turn.tester.account, turn=turn, scores=score(turn), words="还行", token=uuid4())


def weigh(officer: Account, unit: Unit, **more: object) -> Trial:
    """The figures stand."""
    trial = draw(officer, unit, **more)
    tell_all(trial)
    end_trying(by=officer, trial=trial)
    return Trial.objects.get(pk=trial.pk)


def approve(officer: Account, unit: Unit, pieces: int = 20, **more: object) -> Trial:
    """C is chosen, and another officer approved the money."""
    trial = weigh(officer, unit, **more)
    decide_trial(by=officer, trial=trial, letter="C", why="最暖，也不碰车轮")
    budget = ask_budget(by=officer, trial=trial, pieces=pieces, source="送温暖专项", why="登记要的人数", token=uuid4())
    answer_budget(by=second_officer(unit), budget=budget, approved=True, answer="同意")
    return Trial.objects.get(pk=trial.pk)


def second_officer(unit: Unit) -> Account:
    """Another officer of a unit, the same each time."""
    found = Account.objects.filter(login="second").first()
    if found is None:
        found = Account.objects.create_staff("second", "何二")
        Post.objects.create(account=found, unit=unit, role=Post.Role.OFFICER, since=SINCE)
    return found


def receive(officer: Account, unit: Unit, pieces: int = 20, **more: object) -> Trial:
    """The goods lie in the union's own store."""
    trial = approve(officer, unit, pieces, **more)
    counts = {size: pieces // len(trial.sizes) for size in trial.sizes} if trial.sizes else {"": pieces}
    order = place_order(by=officer, trial=trial, token=uuid4(), facts=OrderFacts(
        "HT-1", counts, 9_000, localdate(now()) + timedelta(days=9)))
    receive_lot(by=officer, order=order, token=uuid4(), facts=LotFacts("L1", counts, "抽 5 件，缝线、阻燃标签都在"))
    return Trial.objects.get(pk=trial.pk)


def build_station(unit: Unit, code: str = "WJ-001") -> Station:
    """A station with a keeper whose login is the station's code."""
    station = Station.objects.create(unit=unit, code=code, name=f"{code} 驿站", kind="warm", address="路口",
                                     lat_deg=39.9, lon_deg=116.4, hours="24/7")
    keeper = Account.objects.create_staff(code.lower(), f"{code} 值守")
    Post.objects.create(account=keeper, unit=unit, role=Post.Role.KEEPER, since=SINCE)
    Keeper.objects.create(station=station, account=keeper, since=SINCE)
    return station


def keeper_of(station: Station) -> Account:
    """Who keeps a station."""
    return Account.objects.get(login=station.code.lower())


def stock_station(officer: Account, trial: Trial, station: Station, pieces: int = 5) -> TrialLot:
    """Pieces of the first size lie at the station."""
    lot = trial.lots.get()
    size = trial.sizes[0] if trial.sizes else ""
    send_goods(by=officer, trial=trial, shelf=Shelf(lot, size, None), to=station, pieces=pieces, token=uuid4())
    return lot


def sign_name() -> SimpleUploadedFile:
    """The picture of a signature."""
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(written, "PNG")
    return SimpleUploadedFile("sign.png", written.getvalue(), "image/png")


def give(trial: Trial, station: Station, rider: Account) -> TrialHandout:
    """One piece of the first size for one rider."""
    return hand_out(by=keeper_of(station), trial=trial, station=station, token=uuid4(), facts=HandoutFacts(
        rider.person.card_number, trial.sizes[0] if trial.sizes else "", sign_name()))
