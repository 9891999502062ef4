"""Linking a platform's pseudonym to an account: by one-time code, or by an own export; withdrawn at once.

What is written down is that an account made, used or withdrew a link, never the pseudonym.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import IO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.errors import LinkRefused, tell_refusals
from nuantu_hub.days.models import Link, LinkCode, LinkTry, Run
from nuantu_hub.people.domain.consents import give_consent, read_purposes, withdraw_consent
from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index

#: The consent without which nothing is linked, in people/consents.yaml.
PURPOSE = "pseudonym_link"
MOST_TRIES = 5
TRY_WINDOW = timedelta(hours=1)
CODE_DAYS = 30
#: So many deliveries must stand in the export and in a run of the platform at the same second.
LEAST_MATCHES = 3
_SHA256 = re.compile(r"[0-9a-f]{64}")
MOST_ROWS = 200_000


def fold_code(code: str) -> str:
    """A code as it was typed, without spaces and dashes, in capitals."""
    return re.sub(r"[\s\-]", "", code).upper()


def hash_code(platform: str, code: str) -> str:
    """SHA-256 of a platform's name and its code, hexadecimal: what stands in the platform's file."""
    return hashlib.sha256(f"{platform}\n{fold_code(code)}".encode()).hexdigest()


def _key_of(platform: str, pseudonym: str) -> str:
    return blind_index(f"{platform}\n{pseudonym}", "days.pseudonym")


def read_code_file(lines: Iterable[str]) -> dict[str, str]:
    """The rows of a platform's file, ``code_sha256,worker_id`` with that header: hash -> pseudonym.

    Raises LinkRefused with the line where one is wrong.
    """
    rows: dict[str, str] = {}
    reader = csv.reader(lines)
    if next(reader, None) != ["code_sha256", "worker_id"]:
        raise LinkRefused(_("第1行不是 code_sha256,worker_id"), _("请平台按说明导出"), field="file")
    for number, row in enumerate(reader, start=2):
        if len(row) != 2 or not _SHA256.fullmatch(row[0]) or not row[1].strip() or row[0] in rows \
                or len(row[1]) > 100 or number > MOST_ROWS:
            raise LinkRefused(_("第%(line)d行不是一个散列值和一个编号，或者重复") % {"line": number},
                              _("请平台按说明导出；验证码本身不能出现在文件里"), field="file")
        rows[row[0]] = row[1].strip()
    return rows


@transaction.atomic
def import_codes(*, by: Account | None, unit: Unit, platform: str, rows: Mapping[str, str]) -> int:
    """Take in a platform's one-time codes, known by their hashes alone; those that are in already stay as they are."""
    keys = {blind_index(hashed, "days.code"): pseudonym for hashed, pseudonym in rows.items()}
    known = set(LinkCode.objects.filter(platform=platform).values_list("code_key", flat=True))
    expires = now() + timedelta(days=CODE_DAYS)
    fresh = [LinkCode(platform=platform, code_key=key, pseudonym=pseudonym, expires_at=expires, unit=unit)
             for key, pseudonym in keys.items() if key not in known]
    LinkCode.objects.bulk_create(fresh, batch_size=500)
    record_deed(by, "link codes imported", unit, unit, rows=len(rows), new=len(fresh))
    return len(fresh)


def link_by_code(*, account: Account, code: str, agreed: str | None = None) -> Link:
    """Link the pseudonym for which a platform gave the code, which is used up by it.

    ``agreed`` is the version of the words of consent that were on the screen; None stands for those of today.

    Raises LinkRefused for a code that is wrong, used or expired, or after too many wrong ones.
    """
    _check_tries(account)
    with transaction.atomic():
        for platform in LinkCode.objects.order_by().values_list("platform", flat=True).distinct():
            found = LinkCode.objects.select_for_update().filter(
                code_key=blind_index(hash_code(platform, code), "days.code"), expires_at__gt=now()).first()
            if found is not None:
                link = make_link(account, platform, found.pseudonym, "code", agreed)
                found.delete()
                return link
    LinkTry.objects.create(account=account, at=now())
    raise LinkRefused(_("这个验证码不对、用过了，或者过期了"), _("在平台的应用里重新取一个"), field="code")


def _check_tries(account: Account) -> None:
    recent = LinkTry.objects.filter(account=account, at__gt=now() - TRY_WINDOW).order_by("at")
    if recent.count() >= MOST_TRIES:
        raise LinkRefused(_("一小时里试错了%(tries)d次") % {"tries": MOST_TRIES},
                          _("过一小时再试，或者用自己的导出文件"), field="code")


def link_by_export(*, account: Account, file: IO[bytes], pseudonym: str, agreed: str | None = None) -> Link:
    """Link the pseudonym of an own export: whoever has the records of a day, to the second, is the one they are of.

    Nothing of the export is kept. Raises RunRefused where it cannot be read and LinkRefused where it matches no run.
    """
    from nuantu_hub.seam.own_export import read_export, unpack_export  # only now: it loads the engine

    with tell_refusals("file"), unpack_export(file) as folder:
        export = read_export(folder, pseudonym.strip())
    for run in Run.objects.order_by("-date", "id"):
        worker = run.view.worker(export.worker_id)
        if worker is None:
            continue
        t0 = run.view.t0
        ours = {order["id"]: order["delivered"] + t0 for order in worker["orders"] if order["delivered"] is not None}
        same = sum(ours.get(order) == at_s for order, at_s in export.delivered.items())
        if same >= min(LEAST_MATCHES, len(ours)) and same > 0:
            with transaction.atomic():
                return make_link(account, run.platform, export.worker_id, "export", agreed)
    raise LinkRefused(_("导出文件里的单和这里的任何一天都对不上"), _("导出工会已经有回放的那几天，再试一次"),
                      field="file")


def make_link(account: Account, platform: str, pseudonym: str, way: str, agreed: str | None = None) -> Link:
    """Link a pseudonym that was proved, with the consent to it; inside a transaction.

    Raises LinkRefused where either side is linked.
    """
    key = _key_of(platform, pseudonym)
    known = Link.objects.filter(account=account, platform=platform).first()
    if known is not None and known.pseudonym_key == key:
        return known
    if known is not None:
        raise LinkRefused(_("你在%(platform)s已经关联了另一个编号") % {"platform": platform}, _("先撤回原来的关联"))
    try:
        with transaction.atomic():
            link = Link.objects.create(account=account, platform=platform, pseudonym=pseudonym, pseudonym_key=key,
                                       way=way, made_at=now())
    except IntegrityError as error:
        raise LinkRefused(_("这个编号已经关联到另一个账号"), _("如果那不是你，请向工会提出")) from error
    give_consent(account=account, purpose=PURPOSE, version=agreed or read_purposes()[PURPOSE].words.version)
    record_deed(account, "link made", link, way=way)
    return link


@transaction.atomic
def withdraw_link(*, account: Account, link: Link) -> None:
    """Delete the link, at once and wholly; with the last one goes the consent."""
    record_deed(account, "link withdrawn", link)
    link.delete()
    if not account.links.exists():
        withdraw_consent(account=account, purpose=PURPOSE)


def forget_links(account: Account) -> None:
    """What withdrawing the consent means: every link of the account is deleted."""
    for link in account.links.all():
        record_deed(account, "link withdrawn", link)
        link.delete()


def use_link(link: Link, purpose: str) -> str:
    """The pseudonym, for the worker's own pages; each use is written down."""
    record_reading(link.account, link, purpose)
    return str(link.pseudonym)
