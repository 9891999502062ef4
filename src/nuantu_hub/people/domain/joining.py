"""An application for membership, from the worker's side: told, confirmed by phone, filled in, handed in again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.consents import ON_WITHDRAWAL, give_consent
from nuantu_hub.people.domain.find_union import Found, find_union
from nuantu_hub.people.domain.identity import read_id_number, read_name, read_phone
from nuantu_hub.people.domain.membership import find_open
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Application, Enterprise, Person, Poster, ReviewStep, Unit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.people.models.person import ID_NUMBER
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

#: A reviewer answers within this long.
ANSWER_WITHIN = timedelta(days=15)
#: What nobody confirmed by phone is forgotten after this long.
FORGET_AFTER = timedelta(days=1)
State = Application.State
Verdict = ReviewStep.Verdict


@dataclass(frozen=True, slots=True)
class Joined:
    """Who handed an application in, and which; None for the application of who is a member already."""

    person: Person
    application: Application | None


@transaction.atomic
def tell_application(*, token: uuid.UUID, poster: Poster | None, place: Unit, name: str, phone: str,
                     occupation: str, enterprise: Enterprise | None = None) -> Application:
    """Take what a worker told at a poster or on the joining page; the code that is sent to the phone comes next.

    The same ``token`` is the same application, told again with other words until the phone is confirmed. Raises
    Refused for what cannot be right.
    """
    name, phone = read_name(name), read_phone(phone)
    if occupation not in Person.Occupation.values:
        raise Refused(_("还没有选工作"), _("选一个最接近的"), field="occupation")
    if poster is not None and poster.closed_at is not None:
        raise Refused(_("这张海报已经停用"), _("换一张海报扫，或打开入会页选你所在的区"))
    forget_unconfirmed()
    known = Application.objects.filter(token=token).first()
    if known is not None and known.state != State.UNCONFIRMED:
        return known
    found = find_union(place=place, occupation=occupation, enterprise=enterprise)
    application = known or Application(token=token)
    application.poster, application.place = poster, place
    application.name, application.phone = name, phone
    application.code_index, application.code_until = "", None  # a code that was sent before is void
    application.phone_index = blind_index(phone, PHONE)
    application.occupation, application.enterprise = occupation, enterprise
    application.employer = enterprise.name if enterprise else ""
    application.told_at = now()
    _settle_on(application, found)
    application.save()
    return application


def _settle_on(application: Application, found: Found) -> None:
    application.unit, application.standing, application.rule = found.unit, found.standing, found.rule


@transaction.atomic
def confirm_application(*, application: Application, account: Account | None) -> Joined:
    """Hand in what was told, now that its phone is confirmed.

    ``account`` is the one that signs in with that phone; None makes one, unless the phone is another person's on
    record. Who repeats it gets the same application; who has one waiting gets that one; one that was rejected is handed
    in again; who is a member already has nothing to hand in.
    """
    if application.state != State.UNCONFIRMED:
        assert application.person is not None
        return Joined(application.person, application)
    person = _find_person(application, account)
    account = person.account
    earlier = person.applications.filter(state__in=(State.WAITING, State.REJECTED)).order_by("-pk").first()
    if find_open(person) or earlier is not None:
        told = application
        if earlier is not None and earlier.state == State.REJECTED:
            _copy_told(told, earlier)
            _hand_in(earlier, account)
        told.delete()
        return Joined(person, earlier)
    application.person = person
    _hand_in(application, account)
    return Joined(person, application)


def _find_person(application: Application, account: Account | None) -> Person:
    """The record of who applies.

    The record that holds the phone is the applicant's when the name is the same; it then signs in with this account.
    Otherwise the number has gone from hand to hand: the applicant gets a record without the phone, and a reviewer
    sees to it that the number is released.
    """
    own = Person.objects.of_account(account) if account else None
    if own is not None and own.name == application.name:
        return own
    holder = Person.objects.find_by_phone(application.phone)
    if holder is not None and own is None and holder.name == application.name and holder.account is None:
        holder.account, holder.phone_confirmed_at = account or _open_account(application), now()
        holder.save(update_fields=["account", "phone_confirmed_at"])
        record_deed(holder.account, "person.claimed", holder)
        return holder.standing_record
    for one in Application.objects.filter(phone_index=application.phone_index, person__phone_index=None) \
            .exclude(person=None).select_related("person"):
        if one.person is not None and one.name == application.name:
            return one.person.standing_record  # applied before with a number that another record holds
    person = Person(name=application.name, occupation=application.occupation, created_at=now())
    if holder is None and own is None:
        person.account, person.phone_confirmed_at = account or _open_account(application), now()
        person.set_phone(application.phone)
    person.save()
    return person


def _open_account(application: Application) -> Account:
    return Account.objects.create_worker(application.name, application.phone)


def _copy_told(told: Application, onto: Application) -> None:
    for name in ("poster", "place", "name", "phone", "phone_index", "occupation", "enterprise", "employer",
                 "unit", "standing", "rule", "told_at"):
        setattr(onto, name, getattr(told, name))


def _hand_in(application: Application, by: Account | None) -> None:
    moment = now()
    if application.state == State.REJECTED:
        application.round += 1
    application.state, application.submitted_at, application.decided_at = State.WAITING, moment, None
    application.due_at = moment + ANSWER_WITHIN
    application.save()
    ReviewStep.objects.create(application=application, round=application.round, at=moment, by=by,
                              verdict=Verdict.SUBMITTED, unit=application.unit)
    record_deed(by, "application.submitted", application, application.unit, rule=application.rule,
                round=application.round)


@transaction.atomic
def add_details(*, by: Account | None, application: Application, id_number: str = "", id_consent: str = "",
                occupation: str = "", enterprise: Enterprise | None = None, employer: str = "",
                partner: str = "", station: str = "", household_code: str = "",
                residence_street: Unit | None = None) -> Application:
    """Add what was left out at first; the union is found again, and the clock does not start anew.

    ``id_consent`` is the version of the words in which the applicant consented to keeping the id number. Raises Refused
    for an id number that cannot be right or came without consent, and once the application is decided.
    """
    if application.state not in (State.WAITING, State.REJECTED):
        raise Refused(_("这份申请已经办结，不能再改"), _("要改会员资料，联系你的工会"))
    if id_number:
        if not id_consent:
            raise Refused(_("还没有同意保存证件号码"), _("勾选同意，或不填证件号码"), field="id_consent")
        application.id_number = read_id_number(id_number)
        if by is not None:
            give_consent(account=by, purpose=ID_NUMBER, version=id_consent)
        application.id_index = blind_index(application.id_number, ID_NUMBER)
    if household_code and not (household_code.isdecimal() and len(household_code) == 6):
        raise Refused(_("户籍地代码应是 6 位数字"), _("照身份证号码的前 6 位写"), field="household_code")
    application.household_code = household_code or application.id_number[:6]
    application.occupation = occupation or application.occupation
    application.enterprise, application.residence_street = enterprise, residence_street
    application.employer = (enterprise.name if enterprise else employer).strip()
    application.partner, application.station = partner.strip(), station.strip()
    before = application.unit_id
    if application.rule != Application.Rule.PASSED_ON:
        _settle_on(application, find_union(place=application.place, occupation=application.occupation,
                                           enterprise=enterprise, residence_street=residence_street))
    application.save()
    record_deed(by, "application.filled_in", application, application.unit, moved=before != application.unit_id,
                id_consent=id_consent)
    return application


@transaction.atomic
def resubmit(*, by: Account | None, application: Application) -> Application:
    """Hand in again what was rejected. Raises Refused for any other."""
    if application.state == State.WAITING:
        return application
    if application.state != State.REJECTED:
        raise Refused(_("只有未通过的申请可以重新提交"), _("刷新页面看现在的状态"))
    _hand_in(application, by)
    return application


@transaction.atomic
def withdraw_application(*, by: Account | None, application: Application) -> Application:
    """Take an application back before it is decided."""
    if application.state == State.WITHDRAWN:
        return application
    if application.state not in (State.WAITING, State.REJECTED):
        raise Refused(_("这份申请已经办结"), _("要退会，打开“我的工会”"))
    application.state, application.decided_at = State.WITHDRAWN, now()
    application.save(update_fields=["state", "decided_at"])
    ReviewStep.objects.create(application=application, round=application.round, at=now(), by=by,
                              verdict=Verdict.WITHDRAWN, unit=application.unit)
    record_deed(by, "application.withdrawn", application, application.unit)
    return application


def forget_unconfirmed() -> int:
    """Remove what nobody confirmed by phone within a day; gives how many."""
    return Application.objects.filter(state=State.UNCONFIRMED, told_at__lt=now() - FORGET_AFTER).delete()[0]


def forget_told_id_number(account: Account) -> None:
    """What withdrawing the consent to keep the id number means for applications."""
    for application in Application.objects.filter(person__account=account).exclude(id_index=""):
        application.id_number = application.id_index = ""
        application.save(update_fields=["id_number", "id_index"])


ON_WITHDRAWAL.setdefault(ID_NUMBER, []).append(forget_told_id_number)
