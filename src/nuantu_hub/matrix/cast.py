"""Who asks, and what about: a small union with one thing of every kind on each side."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from nuantu_hub.days.models import Link, Request, RequestStep, Run
from nuantu_hub.days.models.request import own_key
from nuantu_hub.matrix import bargaining, needs, passes, stations
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.models import (
    Account,
    Application,
    BulkImport,
    Enterprise,
    FollowUp,
    Membership,
    Merge,
    Person,
    PhoneRelease,
    Post,
    Poster,
    Question,
    QuestionGroup,
    Step,
    StoredFile,
    Transfer,
    Unit,
    Visit,
)
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station

ROLES = ("stranger", "worker", "other_worker", "reviewer", "organiser", "officer", "other_officer", "steward",
         "keeper", "inspector", "manager")
OWN, OTHER, NONE = "own", "other", "none"
Words = dict[str, Any]


class Cast:
    """The units, the accounts by role, and for each kind of object the words of an address on both sides."""

    def __init__(self, runs: tuple[Run, Run] | None) -> None:
        mark = uuid.uuid4().hex[:6]
        self.city = plant_unit(f"云港市总工会 {mark}", Unit.Kind.CITY)
        self.districts = [plant_unit(f"{name} {mark}", Unit.Kind.DISTRICT, self.city) for name in ("东湖区", "南山区")]
        self.streets = [plant_unit(f"{one.name}街道", Unit.Kind.STREET, one) for one in self.districts]
        self.accounts: dict[str, Account | None] = {"stranger": None}
        for number, role in enumerate(("worker", "other_worker")):
            self.accounts[role] = Account.objects.create_worker(f"工{number}", f"+8619{mark_phone(mark, number)}")
        posts = {"reviewer": self.streets[0], "organiser": self.districts[0], "officer": self.districts[0],
                 "other_officer": self.districts[1], "steward": self.city, "inspector": self.districts[0],
                 "keeper": self.streets[0]}
        for role, unit in posts.items():
            account = Account.objects.create_staff(f"{role}-{mark}".replace("_", "-"), role)
            Post.objects.create(account=account, unit=unit, role=role.removeprefix("other_"),
                                since=now() - timedelta(days=1))
            account.set_password(uuid.uuid4().hex)
            account.save()
            self.accounts[role] = account
        manager = Account.objects.create_staff(f"manager-{mark}", "manager")  # no post: see passes
        manager.set_password(uuid.uuid4().hex)
        manager.save()
        self.accounts["manager"] = manager
        self.files: list[StoredFile] = []
        self.stations: list[Station] = []
        self.objects: dict[str, dict[str, Words]] = {}
        for place, side in enumerate((OWN, OTHER)):
            self._make_people(place, side)
            self._make_organising(place, side)
            self._make_days(place, side, runs)
            for make in (*stations.PARTS, *passes.PARTS, *needs.PARTS, *bargaining.PARTS):
                make(self, place, side)

    def get(self, role: str) -> Account:
        """The account of a role that has one."""
        found = self.accounts[role]
        assert found is not None
        return found

    def put(self, side: str, **words: Words) -> None:
        """Say by which words an address names a thing of a side."""
        for kind, told in words.items():
            self.objects.setdefault(kind, {})[side] = told

    def _make_people(self, place: int, side: str) -> None:
        street, worker = self.streets[place], self.get(("worker", "other_worker")[place])
        officer = self.get(("officer", "other_officer")[place])
        person = _enrol(street, worker)
        twin = _enrol(street, None)
        application = Application.objects.create(
            state="submitted", place=street, unit=street, person=person, name="某人", phone=worker.phone,
            phone_index=str(worker.phone_index), occupation="food", standing="full", rule="street", told_at=now(),
            submitted_at=now(), due_at=now())
        file = store_file(by=worker, unit=street, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
        self.files.append(file)
        poster = Poster.objects.create(unit=street, place="站点", made_by=officer, made_at=now())
        transfer = Transfer.objects.create(person=person, giving=street, receiving=self.districts[place],
                                           side=Transfer.Side.values[0], asked_by=worker, asked_at=now())
        merge = Merge.objects.create(kept=person, folded=twin, unit=street, asked_by=officer, asked_at=now())
        release = PhoneRelease.objects.create(holder=person, application=application, asked_by=officer, asked_at=now())
        register = BulkImport.objects.create(unit=street, by=officer, at=now(), file_name="a.csv", body="")
        absent = Account.objects.create_staff(f"absent-{street.pk}", "不在场")
        passkey = Authenticator.objects.create(user=absent, type="webauthn", data={"name": "key", "credential": {}})
        self.put(side, member={"key": person.pk}, application={"key": application.pk},
                  application_token={"token": application.token}, file={"key": file.pk}, poster={"key": poster.pk},
                  poster_code={"code": poster.code}, transfer={"key": transfer.pk}, merge={"key": merge.pk},
                  release={"key": release.pk}, register={"key": register.pk}, passkey={"pk": passkey.pk},
                  account={"key": officer.pk}, purpose={"purpose": "id_number"}, card={"signed": "made-up"},
                  invitation={"key": officer.pk, "token": "made-up"})

    def _make_organising(self, place: int, side: str) -> None:
        street, officer = self.streets[place], self.get(("officer", "other_officer")[place])
        enterprise = Enterprise.objects.create(name=f"企业 {street.pk}", kind=Enterprise.Kind.values[0],
                                               overseer=street, stage_since=now().date())
        step = Step.objects.create(enterprise=enterprise, stage="contact", on=now().date(), by=officer,
                                   recorded_at=now())
        visit = Visit.objects.create(unit=street, title="双沟通", place_kind=Visit.PlaceKind.values[0], place="站点",
                                     starts_at=now(), ends_at=now() + timedelta(hours=1))
        group = QuestionGroup.objects.create(topic="pay", opened_at=now())
        question = Question.objects.create(visit=visit, group=group, topic="pay", text="为什么", at=now())
        follow_up = FollowUp.objects.create(group=group, unit=street, task="答复", due_on=now().date(), opened_at=now())
        post = officer.posts.get()
        self.put(side, unit={"key": street.pk}, enterprise={"key": enterprise.pk}, step={"key": step.pk},
                  visit={"key": visit.pk}, visit_code={"code": visit.code}, question_group={"key": group.pk},
                  question={"key": question.pk}, follow_up={"key": follow_up.pk}, post={"key": post.pk})

    def _make_days(self, place: int, side: str, runs: tuple[Run, Run] | None) -> None:
        self.put(side, order={"order_id": "1"}, clause_id={"clause_id": "1"})
        worker = self.get(("worker", "other_worker")[place])
        link = Link.objects.create(account=worker, platform=f"平台{place}", pseudonym="r-1", way="code", made_at=now(),
                                   pseudonym_key=uuid.uuid4().hex)
        self.put(side, link={"pk": link.pk})
        if runs is None:
            return
        run = runs[place]
        run.unit, run.platform = self.streets[place], link.platform
        run.save(force_insert=True)
        clause, order = next(iter(run.view.clauses)), next(iter(run.view.lookup.keys("order")))
        request = Request.objects.create(
            token=uuid.uuid4(), owner_key=own_key(worker), run=run, clause_id=clause, clause_type="P1", words="为什么",
            unit=run.unit, due_at=now(), opened_at=now())
        RequestStep.objects.create(request=request, at=now(), kind="opened", unit=run.unit)
        self.put(side, run={"run_id": run.pk}, run_slice={"run_id": run.pk, "number": 0},
                  run_order={"run_id": run.pk, "order_id": order}, run_clause={"run_id": run.pk, "clause_id": clause},
                  request={"pk": request.pk}, own_act={"pk": request.pk, "act": "withdraw"},
                  desk_act={"pk": request.pk, "act": "claim"})

    def remove_files(self) -> None:
        """Remove what was written beside the database, which no rollback takes back."""
        for file in self.files:
            file.path.unlink(missing_ok=True)


def mark_phone(mark: str, number: int) -> str:
    """Nine digits that no seeded phone has."""
    return f"{int(mark, 16) % 10**8:08d}{number}"


def _enrol(street: Unit, account: Account | None) -> Person:
    person = Person.objects.create(account=account, name="某人", occupation="food", created_at=now())
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="joined")
    return person


