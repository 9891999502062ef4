"""Everything the hub keeps about one person, as a ZIP file, and nothing about anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.field_register import Table, read_register
from nuantu_hub.people.domain.files import read_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Deed, Person, Reading, StoredFile
from nuantu_hub.site.clock import now

#: Kept to protect the account, of no use to read and of use to a thief.
SECRETS = frozenset({"password", "phone_index", "id_index", "code_index", "token", "session_data"})


def _say(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _tell_field(row: models.Model, field: models.Field[Any, Any], own: set[str]) -> Any:
    key = getattr(row, field.attname)
    if key is None or not field.is_relation:
        return _say(key)
    if field.related_model in (Account, Person):
        # Another human being's name or number is theirs, even where a row of mine points to it.
        return _("本人") if str(key) in own else _("另一个人")
    return str(getattr(row, field.name))


def _tell_row(table: Table, row: models.Model, own: set[str]) -> dict[str, Any]:
    fields = {field.name: field for field in row._meta.concrete_fields}
    names = [name for name in (*table.personal, *table.plain) if name not in SECRETS]
    return {name: _tell_field(row, fields[name], own) for name in names}


def collect_rows(account: Account) -> dict[str, list[models.Model]]:
    """The rows about a person by table, tables without any left out."""
    found = {label: list(table.list_rows(account)) for label, table in read_register().items()}
    return {label: rows for label, rows in found.items() if rows}


def list_readings(account: Account, collected: dict[str, list[models.Model]] | None = None) -> models.QuerySet[Reading]:
    """Who read something about a person, the newest first; ``collected`` are the person's rows where they are there."""
    about = models.Q(pk__in=[])
    for label, rows in (collect_rows(account) if collected is None else collected).items():
        about |= models.Q(thing=label, thing_id__in=[str(row.pk) for row in rows])
    return Reading.objects.filter(about).select_related("by").order_by("-at", "-pk")


def gather_person(account: Account) -> dict[str, Any]:
    """All that is kept about a person, as plain data."""
    rows = collect_rows(account)
    own = {str(account.pk), *(str(row.pk) for row in rows.get("people.person", ()))}
    register = read_register()
    tables = {label: {"what": register[label].title, "rows": [_tell_row(register[label], row, own) for row in found]}
              for label, found in rows.items()}
    deeds = [{"at": deed.at.isoformat(), "what": deed.verb, "thing": deed.thing}
             for deed in Deed.objects.filter(by=account).order_by("pk")]
    readings = [{"at": one.at.isoformat(), "what": one.thing, "purpose": one.purpose,
                 "by": _("本人") if one.by_id == account.pk else _("工会工作人员")}
                for one in list_readings(account, rows)]
    return {"written_at": now().isoformat(), "tables": tables, "own_deeds": deeds, "readings": readings}


@transaction.atomic
def export_person(*, account: Account) -> bytes:
    """The ZIP: ``data.json`` with every row, and the files that the person handed in."""
    told = gather_person(account)
    record_deed(account, "exported own data", account, tables=len(told["tables"]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1))
        for number, file in enumerate(StoredFile.objects.filter(account=account).order_by("at"), start=1):
            archive.writestr(f"files/{number:03d}-{file.name}", read_file(file))
    return buffer.getvalue()
