"""Publishing a signed text: signatures under it, a file that every command reads, in force from its date."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import check_unaltered, hold_text
from nuantu_hub.bargaining.domain.log_entries import enter_when_committed
from nuantu_hub.bargaining.domain.party_signing import find_signed, holds, list_signing_sides
from nuantu_hub.bargaining.domain.ratifying import find_way
from nuantu_hub.bargaining.domain.talks import hold_talk, set_state
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, FrozenText, PartySignature, SignedAgreement, Talk
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.signing import join_all
from nuantu_hub.site.clock import now

FOLDER, FILE = "agreements", "agreement.yaml"


def list_lacking(text: FrozenText, signatures: Sequence[PartySignature]) -> list[Any]:
    """What a text still lacks before it can be published, in words."""
    signed = {one.side for one in signatures}
    found: list[Any] = [_("%(side)s还没有签") % {"side": Delegate.Side(side).label}
                        for side in list_signing_sides(text.talk) if side not in signed]
    if find_way(text.talk) and not hasattr(text, "ratification"):
        found.append(_("还没有通过"))
    return found


@transaction.atomic
def publish_text(*, by: Account, text: FrozenText) -> SignedAgreement:
    """Put the signatures under the text, write it into the data folder, and count it as signed. Twice is once.

    A job then enters it in the log of agreements (``log_entries``); that this fails takes nothing back.

    Raises TalkRefused naming what is missing, what in the stored text is not what was frozen, whose stored signature
    does not hold, and where another text stands in the data folder under the same id.
    """
    talk = hold_talk(text.talk, Talk.State.FROZEN, Talk.State.SIGNED)
    held = hold_text(text)
    known = SignedAgreement.objects.filter(text=held).first()
    if known is not None:
        return known
    check_unaltered(held)
    rows = list(held.signatures.all())
    lacking = list_lacking(held, rows)
    if lacking:
        raise TalkRefused(_("还不能公布：%(what)s") % {"what": "；".join(str(one) for one in lacking)}, _("先补齐"))
    check_signatures(rows)
    try:
        data = join_all(held.data, [find_signed(one) for one in rows])
    except RunError as error:
        raise TalkRefused(_("签名合不到文本上：%(what)s") % {"what": error.what}, _("请各方签同一份文本")) from error
    made = SignedAgreement.objects.create(
        text=held, platform=talk.platform, signed=data, signed_on=max(localdate(one.signed_at) for one in rows),
        effective_on=held.effective_on, ends_on=held.ends_on, published_at=now(), by=by)
    set_state(talk, Talk.State.SIGNED)
    record_deed(by, "agreement published", made, talk.unit, digest=held.digest)
    place_file(held.agreement_id, data)
    enter_when_committed(made)
    return made


def check_signatures(rows: Sequence[PartySignature]) -> None:
    """Whether stored signatures hold under the stored text. Raises TalkRefused naming the side whose does not."""
    for one in rows:
        if not holds(one):
            raise TalkRefused(_("%(side)s的签名验不过：所存的签名被改过") % {"side": one.get_side_display()},
                              _("不能公布；从签署人那里找回签名文件"))


def find_file(agreement_id: str) -> Path:
    """Where an agreement lies in the data folder; its folder is what ``--agreement`` takes."""
    return Path(settings.DATA.root) / FOLDER / agreement_id / FILE


def place_file(agreement_id: str, data: bytes) -> Path:
    """Write an agreement into the data folder, whole or not at all; nothing that differs is written over.

    Raises TalkRefused where another text stands there, or the file cannot be written.
    """
    file = find_file(agreement_id)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        if file.exists():
            if file.read_bytes() == data:
                return file
            raise TalkRefused(_("数据文件夹里已经有另一份 %(id)s") % {"id": agreement_id},
                              _("作废这份文本，换一个协议编号再定稿"))
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError as error:
        raise TalkRefused(_("协议写不进数据文件夹"), _("请管理员腾出空间或给出写的权限")) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return file
