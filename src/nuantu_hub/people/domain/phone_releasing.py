"""Letting go of a phone number that one record holds and another person now answers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Application, Person, PhoneRelease
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

State = PhoneRelease.State
Way = PhoneRelease.Way


def _find_holder(application: Application) -> Person:
    holder = Person.objects.find_by_phone(application.phone)
    if holder is None or application.person is None or holder.pk == application.person_id:
        raise Refused(_("这个手机号没有被另一份记录占用"), _("刷新页面，直接审核"))
    if application.state != Application.State.WAITING:
        raise Refused(_("这份申请现在不在待审核里"), _("刷新队列看它现在的状态"))
    return holder


@transaction.atomic
def ask_release(*, by: Account, application: Application) -> PhoneRelease:
    """Ask the holder to let the number go; the applicant has consented by confirming it. Raises Refused for a holder
    who cannot be asked because it never signed in."""
    holder = _find_holder(application)
    if holder.standing_record.account is None:
        raise Refused(_("原持有人没有登录过，问不到本人"), _("核验申请人的身份证件和号码后释放，或合并两份记录"))
    release, new = PhoneRelease.objects.get_or_create(
        application=application, state=State.WAITING,
        defaults={"holder": holder, "asked_by": by, "asked_at": now()})
    if new:
        record_deed(by, "phone.release_asked", release, application.unit)
    return release


@transaction.atomic
def answer_release(*, by: Account, release: PhoneRelease, agreed: bool) -> PhoneRelease:
    """The holder's own answer."""
    if release.state != State.WAITING:
        raise Refused(_("这件事已经答复过"), _("刷新页面看结果"))
    if agreed:
        return _let_go(release, by, Way.CONSENT)
    release.state, release.answered_by, release.answered_at = State.REFUSED, by, now()
    release.save(update_fields=["state", "answered_by", "answered_at"])
    record_deed(by, "phone.release_refused", release, release.application.unit)
    return release


@transaction.atomic
def release_by_identity(*, by: Account, application: Application) -> PhoneRelease:
    """Let the number go because the reviewer has seen the applicant's identity document and the phone in hand."""
    holder = _find_holder(application)
    release = PhoneRelease.objects.filter(application=application, state=State.WAITING).first()
    return _let_go(release or PhoneRelease(application=application, holder=holder, asked_by=by, asked_at=now()), by,
                   Way.IDENTITY)


def _let_go(release: PhoneRelease, by: Account, way: Way) -> PhoneRelease:
    """Take the number from the holder's record and sign-in, and give it to the applicant's."""
    holder, application = release.holder, release.application
    claimant = application.person
    assert claimant is not None
    holder.set_phone("")
    holder.phone_confirmed_at = None
    holder.save(update_fields=["phone", "phone_index", "phone_confirmed_at"])
    signs_in = Account.objects.find_by_phone(application.phone)
    if signs_in is not None and signs_in.pk != claimant.account_id:
        signs_in.set_phone(None)
        signs_in.save(update_fields=["phone", "phone_index"])
    if claimant.account is None:
        claimant.account = Account.objects.create_worker(application.name, application.phone)
    claimant.set_phone(application.phone)
    claimant.phone_confirmed_at = application.submitted_at
    claimant.save(update_fields=["account", "phone", "phone_index", "phone_confirmed_at"])
    release.state, release.way = State.DONE, way
    release.answered_by, release.answered_at = by, now()
    release.save()
    record_deed(by, "phone.released", release, application.unit, way=way)
    return release
