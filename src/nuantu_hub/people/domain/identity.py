"""Names, phone numbers and id numbers as people write them: read strictly, shown veiled."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nuantu_hub.people import phone
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

YOUNGEST = 16
LONGEST_NAME = 40
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_ID = re.compile(r"\d{17}[\dX]")
_NAME = re.compile(r"[^\W\d_][\w·.'\- ]*", re.UNICODE)


def read_name(text: str) -> str:
    """A person's name, full width folded and blanks trimmed. Raises Refused."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise Refused(_("还没有写姓名"), _("写身份证上的姓名"), field="name")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or any(sign.isdigit() for sign in name):
        raise Refused(_("这不像一个姓名"), _("写身份证上的姓名，不带数字和符号"), field="name")
    return name


def read_phone(text: str) -> str:
    """A mobile number as ``+8613800000000``. Raises Refused."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        raise Refused(_("还没有写手机号"), _("写现在能收短信的手机号"), field="phone")
    try:
        return phone.read_phone(plain)
    except ValidationError:
        raise Refused(_("这不是一个能收短信的手机号"), _("写 1 开头的 11 位手机号"), field="phone") from None


def read_id_number(text: str) -> str:
    """An id number of 18 signs whose date is one, whose check digit fits and whose holder may work. Raises Refused."""
    number = unicodedata.normalize("NFKC", text).strip().replace(" ", "").upper()
    wrong = Refused(_("证件号码不对"), _("照身份证或居住证核对 18 位号码"), field="id_number")
    if not _ID.fullmatch(number):
        raise wrong
    if CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11] != number[-1]:
        raise wrong
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise wrong from None
    today = now().date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < YOUNGEST:
        raise Refused(_("未满 16 周岁，不能入会"), _("核对证件号码里的出生日期"), field="id_number")
    return number


def veil_name(name: str) -> str:
    """A name of which only the first sign is readable."""
    return name[:1] + "＊" * max(1, min(len(name) - 1, 2)) if name else ""


def veil_id_number(number: str) -> str:
    """An id number of which only the district and the tail are readable."""
    return f"{number[:6]}********{number[-4:]}" if number else ""
