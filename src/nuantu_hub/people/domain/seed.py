"""Filling a demonstration hub: units, posts, enterprises at every stage, members, applications, visits and questions.

Everything comes from ``data/demo.yaml`` and one seed, by the same verbs that people use, each at the moment at which it
would have happened. Two hubs filled at the same moment hold the same.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from nuantu_hub.people.domain.enterprises import Particulars, enter_enterprise
from nuantu_hub.people.domain.founding import Ballot, decide_founding, record_meeting, take_step
from nuantu_hub.people.domain.headcounts import record_headcount
from nuantu_hub.people.domain.posts import give_post
from nuantu_hub.people.domain.seed_people import seed_people
from nuantu_hub.people.domain.seed_scene import Scene, draw_name, standing_at
from nuantu_hub.people.domain.seed_visits import seed_visits
from nuantu_hub.people.domain.units import open_unit
from nuantu_hub.people.models import Account, Elected, Enterprise, FoundingMeeting, Stage, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site import clock
from nuantu_hub.site.errors import Refused

YEARS_BACK = 2
STAGES = tuple(Stage)


@transaction.atomic
def seed(moment: datetime | None = None) -> Scene:
    """Fill an empty hub as of a moment (None: now). Raises Refused where there is a unit already."""
    if Unit.objects.exists():
        raise Refused("这个文件夹里已经有数据", "换一个空的文件夹再装演示数据")
    scene = Scene(moment or clock.now())
    with standing_at(scene.at(-365 * YEARS_BACK)):
        seed_units(scene)
        seed_posts(scene)
    with standing_at(scene.at(-370)):
        seed_headcounts(scene)
    seed_enterprises(scene)
    seed_people(scene)
    seed_visits(scene)
    return scene


def seed_units(scene: Scene) -> None:
    """The tree from the national union to streets, and the federations."""
    told = scene.told
    national = plant_unit("中华全国总工会", Unit.Kind.NATIONAL)
    scene.units["national"] = national
    since = scene.day(-365 * YEARS_BACK)

    def open_under(parent: Unit, name: str, kind: str, **words: Any) -> Unit:
        return open_unit(by=None, parent=parent, name=name, kind=kind, reason="演示数据", on=since,
                         token=scene.token("unit", parent.path, name), **words)

    city = open_under(national, told["city"]["name"], Unit.Kind.CITY, place_code=told["city"]["code"],
                      contact=told["city"]["contact"])
    scene.units["city"] = city
    for row in told["districts"]:
        district = open_under(city, f"{row['name']}总工会", Unit.Kind.DISTRICT, place_code=row["code"])
        scene.units[row["name"]] = district
        for street in row.get("streets", ()):
            scene.units[street] = open_under(district, f"{street}总工会", Unit.Kind.STREET, place_code=row["code"])
    for row in told["federations"]:
        parent = scene.units[row.get("under", "city")]
        scene.units[row["key"]] = open_under(parent, row["name"], row.get("kind", Unit.Kind.FEDERATION),
                                             trade=row.get("trade", ""))


def seed_posts(scene: Scene) -> None:
    """Staff with their posts; they sign in through the door of the demonstration."""
    for row in scene.told["posts"]:
        account = Account.objects.create_staff(row["login"], row["name"])
        scene.accounts[row["login"]] = account
        give_post(by=None, account=account, unit=scene.find_unit(row["under"]), role=row["role"])


def seed_headcounts(scene: Scene) -> None:
    """Headcounts for the city and most districts; some have none, and say so."""
    by_code = {unit.place_code: unit for name, unit in scene.units.items() if unit.kind in ("city", "district")}
    for code, people in scene.told["headcounts"].items():
        record_headcount(by=None, unit=by_code[code], people=people, as_of=scene.day(-380),
                         source=scene.told["headcount_source"], method=scene.told["headcount_method"],
                         token=scene.token("headcount", code))


def seed_enterprises(scene: Scene) -> None:
    """The ledger, each enterprise brought as far as the file says."""
    for row in scene.told["enterprises"]:
        first = -row["days"][0]
        with standing_at(scene.at(first)):
            made = enter_enterprise(
                by=scene.accounts["organiser-city"], overseer=scene.find_unit(row["under"]), on=scene.day(first),
                note="上门说明来意", token=scene.token("enterprise", row["name"]), particulars=Particulars(
                    name=row["name"], kind=row["kind"], trade=row["trade"],
                    parent=scene.enterprises.get(row.get("parent", "")), seat_elsewhere=row.get("seat", ""),
                    federation=scene.units.get(row.get("federation", "")), own_workers=row["kind"] != "aggregator"))
        for stage, days in zip(STAGES[1:], row["days"][1:], strict=False):
            with standing_at(scene.at(-days)):
                _bring_on(scene, made, row, stage, scene.day(-days))
        made.refresh_from_db()
        scene.enterprises[row["name"]] = made
        if made.union is not None:
            scene.units[row["name"]] = made.union


def _bring_on(scene: Scene, enterprise: Enterprise, row: dict[str, Any], stage: Stage, day: date) -> None:
    token = scene.token("step", row["name"], stage)
    if stage == Stage.APPROVED:
        decide_founding(by=scene.accounts["officer-city"], enterprise=enterprise, approved=True, on=day, token=token,
                        reference=f"演示批〔{day.year}〕{scene.rng.randrange(10, 99)}号")
        return
    if stage == Stage.SUBMITTED:
        enterprise.refresh_from_db()
        _hold_meeting(scene, enterprise, row, day)
    papers = {Stage.SUBMITTED: f"演示请〔{day.year}〕{scene.rng.randrange(10, 99)}号",
              Stage.LEGAL_PERSON: f"演示法字{scene.rng.randrange(10_000, 99_999)}"}
    take_step(by=scene.accounts["organiser-city"], enterprise=enterprise, stage=stage, on=day, token=token,
              reference=papers.get(stage, ""))


def _hold_meeting(scene: Scene, enterprise: Enterprise, row: dict[str, Any], day: date) -> None:
    entitled = row["members"]
    present = -(-entitled * 4 // 5)
    form = row.get("form", FoundingMeeting.Form.COMMITTEE)
    seats = {"committee": [Elected.Seat.CHAIR, Elected.Seat.MEMBER, Elected.Seat.MEMBER],
             "organiser": [Elected.Seat.ORGANISER], "join": []}[form]
    ballots = [Ballot(draw_name(scene), seat, min(present, entitled // 2 + 1 + scene.rng.randrange(0, 4)))
               for seat in seats]
    record_meeting(by=scene.accounts["organiser-city"], enterprise=enterprise, held_on=day, place="企业会议室",
                   entitled=entitled, present=present, form=form, ballots=ballots,
                   joined=enterprise.federation if form == "join" else None,
                   token=scene.token("meeting", row["name"]))
