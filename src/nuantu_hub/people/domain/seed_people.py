"""Invented members with dated histories, and applications that wait for a reviewer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from nuantu_hub.people.domain.joining import confirm_application, tell_application
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.reviewing import approve
from nuantu_hub.people.domain.seed_scene import Scene, draw_name, standing_at
from nuantu_hub.people.models import Account, Application, Engagement, Enterprise, Membership, Person, Standing, Unit
from nuantu_hub.people.models.person import CARD_DIGITS, check_digit
from nuantu_hub.site import clock

#: Of a hundred: who has left again, who works for two platforms, who came by transfer.
LEFT, TWO_PLATFORMS, MOVED = 6, 22, 7
#: The longest ago that somebody joined, and how many of the first became accounts that can be visited.
LONGEST_DAYS = 560
WITH_ACCOUNT = 6
FIRST_PHONE = 19_900_000_000
PLATFORMS = {"food": "青禾配送", "ride": "云雀出行", "truck": "远途货运", "parcel": "北辰速递"}
OTHERS = ("food", "ride", "truck", "parcel")
#: Of a hundred members, how many belong to the union of an enterprise.
IN_ENTERPRISES = 58


def seed_people(scene: Scene) -> None:
    """Persons, memberships and engagements in bulk, then applications by the verbs of joining."""
    drawn = [_draw_person(scene, number) for number in range(scene.told["people"])]
    Person.objects.bulk_create(person for person, _unit, _employer in drawn)
    _give_accounts([person for person, _unit, _employer in drawn[:WITH_ACCOUNT]])
    memberships = [one for person, unit, _employer in drawn for one in _draw_memberships(scene, person, unit)]
    Membership.objects.bulk_create(memberships)
    Engagement.objects.bulk_create(one for person, _unit, employer in drawn
                                   for one in _draw_engagements(scene, person, employer))
    record_deed(None, "members seeded", scene.units["city"], scene.units["city"], people=len(drawn))
    seed_applications(scene)


def seed_applications(scene: Scene) -> None:
    """Applications of the last two weeks, each told and confirmed."""
    streets = [name for name, unit in scene.units.items() if unit.kind == "street"]
    # The reviewer of the demonstration sits in one district, which gets half of them.
    near = [name for name in streets if scene.units[name].path.startswith(scene.units["朝阳区"].path)]
    for number in range(scene.told["applications"]):
        place = scene.units[scene.rng.choice(near if number % 2 else streets)]
        trade = scene.rng.choice(("food", "food", "parcel", "truck", "ride"))
        hour = scene.rng.randrange(8, 22)
        moment = min(scene.at(-(number * 14 // scene.told["applications"]), hour, scene.rng.randrange(60)),
                     scene.moment - timedelta(minutes=5 + number))
        with standing_at(moment):
            told = tell_application(token=scene.token("application", number), poster=None, place=place,
                                    name=draw_name(scene), phone=str(FIRST_PHONE + 50_000 + number), occupation=trade,
                                    enterprise=_choose_employer(scene, trade))
            confirm_application(application=told, account=None)
    _approve_some(scene)


def _approve_some(scene: Scene) -> None:
    """What the reviewer of the demonstration saw to this morning."""
    waiting = Application.objects.filter(unit__path__startswith=scene.units["朝阳区"].path).order_by("due_at", "pk")
    for minutes, application in zip((12, 33, 50), waiting, strict=False):
        with standing_at(scene.at(0, 9, minutes)):
            approve(by=scene.accounts["reviewer"], application=application)


def _draw_person(scene: Scene, number: int) -> tuple[Person, Unit, Enterprise | None]:
    rng = scene.rng
    founded = [one for one in scene.enterprises.values() if one.union is not None and one.union.kind == "enterprise"]
    employer = None
    if rng.randrange(100) < IN_ENTERPRISES:
        rows = {row["name"]: row.get("members", 1) for row in scene.told["enterprises"]}
        employer = rng.choices(founded, [rows[one.name] for one in founded])[0]
        assert employer.union is not None
        unit, trade = employer.union, employer.trade
    else:
        places = scene.told["places"]
        unit = scene.units[rng.choices(list(places), list(places.values()))[0]]
        trade = unit.trade or rng.choice(OTHERS)
    digits = str(rng.randrange(1, 10)) + "".join(str(rng.randrange(10)) for _place in range(CARD_DIGITS - 1))
    person = Person(id=UUID(int=rng.getrandbits(128), version=4), name=draw_name(scene), occupation=trade,
                    card_number=digits + check_digit(digits), created_at=_draw_moment(scene, unit))
    person.set_phone(f"+86{FIRST_PHONE + number}")
    return person, unit, employer


def _draw_moment(scene: Scene, unit: Unit) -> datetime:
    """When somebody joined: more of them lately, never before the unit was there."""
    days = int(LONGEST_DAYS * scene.rng.random() ** 1.35) + 1
    if unit.opened_on is not None:
        days = min(days, max(1, (scene.today - unit.opened_on).days))
    return scene.at(-days, scene.rng.randrange(8, 21), scene.rng.randrange(60))


def _draw_memberships(scene: Scene, person: Person, unit: Unit) -> list[Membership]:
    rng = scene.rng
    chance = rng.randrange(100)
    since = person.created_at
    here = Membership(person=person, unit=unit, standing=Standing.FULL, since=since, began=Membership.Began.JOINED)
    if chance < MOVED:
        pool = scene.units[rng.choice(scene.told["pools"])]
        moved = since + (scene.moment - since) * rng.random() * 0.6
        here.since, here.began = moved, Membership.Began.TRANSFERRED
        return [Membership(person=person, unit=pool, standing=Standing.POOL, since=since, until=moved,
                           began=Membership.Began.JOINED, ended=Membership.Ended.TRANSFERRED), here]
    if chance < MOVED + LEFT:
        here.until, here.ended = since + (scene.moment - since) * rng.random(), Membership.Ended.LEFT
    elif chance < MOVED + LEFT + 4:
        here.unit, here.standing = scene.units[rng.choice(scene.told["pools"])], Standing.POOL
    return [here]


def _draw_engagements(scene: Scene, person: Person, employer: Enterprise | None) -> list[Engagement]:
    first = PLATFORMS.get(person.occupation, PLATFORMS["food"])
    named = [(first, employer)]
    if scene.rng.randrange(100) < TWO_PLATFORMS:
        named.append((scene.rng.choice([name for name in PLATFORMS.values() if name != first]), None))
    return [Engagement(person=person, platform=platform, enterprise=known or scene.enterprises.get(platform),
                       partner=known.name if known and known.kind == "partner" else "", since=person.created_at)
            for platform, known in named]


def _give_accounts(people: list[Person]) -> None:
    for person in people:
        person.account = Account.objects.create_worker(person.name, person.phone)
        person.phone_confirmed_at = clock.now()
        person.save(update_fields=["account", "phone_confirmed_at"])


def _choose_employer(scene: Scene, trade: str) -> Any:
    known = [one for one in scene.enterprises.values() if one.trade == trade]
    return scene.rng.choice([None, *known])
