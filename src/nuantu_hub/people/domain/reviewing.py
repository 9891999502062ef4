"""What a reviewer does with an application: see what is doubtful about it, approve, reject, pass on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.people.domain.membership import enrol
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import (
    Account,
    Application,
    Engagement,
    Membership,
    Person,
    ReviewStep,
    Standing,
    Unit,
)
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

State = Application.State
Verdict = ReviewStep.Verdict


class Kind(models.TextChoices):
    """Why an application cannot be approved as it stands."""

    ID_HELD = "id_held", gettext_lazy("证件号码已在另一份记录上")
    PHONE_HELD = "phone_held", gettext_lazy("手机号由另一份记录占用")
    TWIN = "twin", gettext_lazy("同一证件号码还有另一份申请在等")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason, with the record that stands against the application."""

    kind: Kind
    holder: Person


def find_doubts(applications: Iterable[Application]) -> dict[int, list[Doubt]]:
    """What is doubtful about each application, by its key; three questions to the database however many there are."""
    asked = [one for one in applications if one.person_id]
    found: dict[int, list[Doubt]] = defaultdict(list)
    ids = {one.id_index for one in asked if one.id_index}
    phones = {one.phone_index for one in asked}
    by_id = {one.id_index: one for one in Person.objects.filter(id_index__in=ids).select_related("merged_into")}
    by_phone = {one.phone_index: one
                for one in Person.objects.filter(phone_index__in=phones).select_related("merged_into")}
    waiting = defaultdict(list)
    for twin in Application.objects.filter(id_index__in=ids, state=State.WAITING).select_related("person"):
        waiting[twin.id_index].append(twin)
    for one in asked:
        own = {one.person_id, one.person.merged_into_id if one.person else None}
        for kind, holder in ((Kind.ID_HELD, by_id.get(one.id_index)), (Kind.PHONE_HELD, by_phone.get(one.phone_index))):
            if holder is not None and holder.pk not in own and holder.standing_record.pk not in own:
                found[one.pk].append(Doubt(kind, holder.standing_record))
        for twin in waiting[one.id_index] if one.id_index else ():
            if twin.pk != one.pk and twin.person is not None and twin.person_id not in own:
                found[one.pk].append(Doubt(Kind.TWIN, twin.person))
    return found


def _must_wait(application: Application) -> None:
    if application.state != State.WAITING:
        raise Refused(_("这份申请现在不在待审核里"), _("刷新队列看它现在的状态"))


def _decide(application: Application, by: Account, verdict: Verdict, reason: str = "") -> None:
    ReviewStep.objects.create(application=application, round=application.round, at=now(), by=by, verdict=verdict,
                              reason=reason, unit=application.unit)
    record_deed(by, f"application.{verdict}", application, application.unit, round=application.round)


@transaction.atomic
def approve(*, by: Account, application: Application) -> Membership:
    """Make the applicant a member. Raises Refused while something is doubtful, and once it was decided."""
    application = Application.objects.select_for_update(of=("self",)).select_related("person__merged_into", "unit") \
        .get(pk=application.pk)
    _must_wait(application)
    assert application.person is not None
    doubts = find_doubts([application])[application.pk]
    if doubts:
        raise Refused(_("还有没解决的重复：%(kinds)s") % {"kinds": "、".join(str(one.kind.label) for one in doubts)},
                      _("先合并记录、释放手机号，或退回申请"))
    person = application.person.standing_record
    _fill_person(person, application)
    began = Membership.Began.RETURNED if person.memberships.exists() else Membership.Began.JOINED
    made = enrol(by=by, person=person, unit=application.unit, standing=application.standing, began=began)
    application.state, application.decided_at = State.APPROVED, now()
    application.save(update_fields=["state", "decided_at"])
    _decide(application, by, Verdict.APPROVED)
    return made


def _fill_person(person: Person, application: Application) -> None:
    """Carry over to the record what the application says and the record does not say otherwise."""
    if application.id_number and not person.id_number:
        person.set_id_number(application.id_number)
    if not person.phone_index and not Person.objects.filter(phone_index=application.phone_index).exists():
        person.set_phone(application.phone)
    person.occupation = application.occupation
    person.household_code = application.household_code or person.household_code
    if application.residence_street is not None:
        person.residence_street = application.residence_street
        above = application.residence_street.parent
        person.residence_code = above.place_code if above else ""
    person.save()
    if application.employer:
        Engagement.objects.update_or_create(
            person=person, platform=application.employer, until=None,
            defaults={"enterprise": application.enterprise, "partner": application.partner,
                      "station": application.station},
            create_defaults={"enterprise": application.enterprise, "partner": application.partner,
                             "station": application.station, "since": now()})


@transaction.atomic
def reject(*, by: Account, application: Application, reason: str) -> Application:
    """Send an application back, with the reason that the worker will read."""
    application = Application.objects.select_for_update(of=("self",)).select_related("unit").get(pk=application.pk)
    _must_wait(application)
    if not reason.strip():
        raise Refused(_("还没有写原因"), _("写清楚缺什么、怎么补，申请人会看到"), field="reason")
    application.state, application.decided_at = State.REJECTED, now()
    application.save(update_fields=["state", "decided_at"])
    _decide(application, by, Verdict.REJECTED, reason.strip())
    return application


@transaction.atomic
def pass_on(*, by: Account, application: Application, unit: Unit, reason: str) -> Application:
    """Hand an application to another unit; its clock goes on. A district takes it into its holding pool."""
    application = Application.objects.select_for_update(of=("self",)).select_related("unit").get(pk=application.pk)
    _must_wait(application)
    if unit.pk == application.unit_id:
        raise Refused(_("已经在这个工会"), _("选另一个工会"), field="unit")
    if unit.closed_on is not None or unit.kind in (Unit.Kind.NATIONAL, Unit.Kind.PROVINCE, Unit.Kind.CITY):
        raise Refused(_("这个工会不直接收会员"), _("选街道、企业、联合会，或区里的周转库"), field="unit")
    if not reason.strip():
        raise Refused(_("还没有写原因"), _("写一句为什么转，对方和申请人都会看到"), field="reason")
    _decide(application, by, Verdict.PASSED_ON, reason.strip())
    application.unit, application.rule = unit, Application.Rule.PASSED_ON
    application.standing = Standing.POOL if unit.kind == Unit.Kind.DISTRICT else Standing.FULL
    application.save(update_fields=["unit", "rule", "standing"])
    return application


def approve_clean(*, by: Account, applications: Iterable[Application]) -> tuple[int, list[tuple[Application, str]]]:
    """Approve many at once, each for itself; gives how many, and those left over with the reason."""
    done, left = 0, []
    for application in applications:
        try:
            approve(by=by, application=application)
            done += 1
        except Refused as refused:
            left.append((application, str(refused)))
    return done, left
