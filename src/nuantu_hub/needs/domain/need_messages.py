"""A short message to the phones of those who wished for one: that there is an answer, and nothing of it."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from nuantu_hub.needs.models import Reply, Told
from nuantu_hub.people.interfaces.sms import NotSentError, choose_gateway
from nuantu_hub.site.clock import now

logger = logging.getLogger(__name__)


def send_after_commit(reply: Reply) -> None:
    """Put the messages of an answer in line, where somebody wishes for one."""
    if Told.objects.filter(reply=reply, need__wants_sms=True).exists():
        transaction.on_commit(lambda: send_later.enqueue(reply.pk))


@task()
def send_later(reply_id: int) -> int:
    """The job: how many messages went out. Doing it again sends to nobody twice."""
    return send_messages(reply_id)


def send_messages(reply_id: int) -> int:
    """Send a message to each writer who gave a name, wished for one and has a phone. Gives how many went out.

    One that the gateway does not take is tried again with the next run of the job; the page has the answer anyway.
    """
    waiting = Told.objects.filter(reply=reply_id, need__wants_sms=True, sms_at=None, need__account__is_active=True)
    try:
        gateway = choose_gateway()
    except NotSentError:
        logger.warning("No gateway for messages is named: %d writers of needs were told on the page alone",
                       waiting.count())
        return 0
    sent, told_accounts = 0, set()
    for told in waiting.select_related("need__account").order_by("pk"):
        account = told.need.account
        if account is None or not account.phone:
            continue
        if account.pk not in told_accounts:
            try:
                gateway.send(account.phone, _("你说的事有答复了，打开暖途“说一说”看，说说有没有用。"))
            except NotSentError:
                continue
            told_accounts.add(account.pk)
            sent += 1
        Told.objects.filter(pk=told.pk).update(sms_at=now())
    return sent
