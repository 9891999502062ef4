"""Trying a register row by row, and taking it over: in the background, with progress, safe to repeat."""

from __future__ import annotations

import base64
import json
import uuid

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks import task

from nuantu_hub.people.domain.membership import enrol
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import COLUMNS, HEADINGS, Line, read_register, write_table
from nuantu_hub.people.domain.register_rows import (
    BEGAN,
    Judged,
    Register,
    Wanted,
    describe_refusal,
    judge_lines,
    list_gaps,
    standing_in,
)
from nuantu_hub.people.models import Account, BulkImport, Engagement, ImportRow, Person, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

Fate = ImportRow.Fate
State = BulkImport.State
#: Rows to a transaction: a power cut loses at most so many, each of them whole, and the next run takes them.
BATCH = 100


@transaction.atomic
def hand_in_register(*, by: Account, unit: Unit, file_name: str, body: bytes, token: uuid.UUID) -> BulkImport:
    """Take a file in and have it tried in the background; the same ``token`` is the same file.

    Raises Refused for what cannot be read as a register; nothing is kept of it then.
    """
    known = BulkImport.objects.filter(token=token).first()
    if known is not None:
        return known
    lines = read_register(file_name, body)
    register = BulkImport.objects.create(
        token=token, unit=unit, by=by, at=now(), file_name=file_name[:120], rows=len(lines),
        body=base64.b64encode(body).decode())
    record_deed(by, "register.handed_in", register, unit, rows=len(lines))
    language = get_language() or settings.LANGUAGE_CODE
    transaction.on_commit(lambda: try_in_background.enqueue(register.pk, language))
    return register


@task()
def try_in_background(key: int, language: str) -> None:
    """Try a register whose key this is; its report speaks the language of who handed it in."""
    with override(language):
        try_register(BulkImport.objects.get(pk=key))


@task()
def take_in_background(key: int, language: str) -> None:
    """Take over a register whose key this is."""
    with override(language):
        take_register(BulkImport.objects.get(pk=key))


def try_register(register: BulkImport) -> BulkImport:
    """Judge every row and write down what would come of it; people and memberships stay as they are.

    Begun again after a fall, it begins at the first row; once it is tried, trying again does nothing.
    """
    if register.state != State.TRYING:
        return register
    lines = read_register(register.file_name, base64.b64decode(register.body))
    known = Register(register.unit)
    register.lines.all().delete()
    for start in range(0, len(lines), BATCH):
        batch = lines[start:start + BATCH]
        rows = [_describe(register, line, judged)
                for line, judged in zip(batch, judge_lines(known, batch), strict=True)]
        with transaction.atomic():
            ImportRow.objects.bulk_create(rows)
            register.done = start + len(rows)
            register.save(update_fields=["done"])
    register.state, register.finished_at = State.TRIED, now()
    register.save(update_fields=["state", "finished_at"])
    return register


def _describe(register: BulkImport, line: Line, judged: Judged) -> ImportRow:
    return ImportRow(bulk_import=register, line=line.number, cells=json.dumps(line.cells, ensure_ascii=False),
                     fate=judged.fate, field=judged.field, what=judged.what, fix=judged.fix)


@transaction.atomic
def start_taking(*, by: Account, register: BulkImport) -> BulkImport:
    """Have a tried register taken over in the background; asked twice, it is taken once."""
    register = BulkImport.objects.select_for_update(of=("self",)).get(pk=register.pk)
    if register.state in (State.TAKING, State.TAKEN):
        return register
    if register.state != State.TRIED:
        raise Refused(_("还没有试算完"), _("等试算结束再写入"))
    register.state, register.done, register.finished_at = State.TAKING, 0, None
    register.save(update_fields=["state", "done", "finished_at"])
    record_deed(by, "register.taking", register, register.unit)
    language = get_language() or settings.LANGUAGE_CODE
    transaction.on_commit(lambda: take_in_background.enqueue(register.pk, language))
    return register


def take_register(register: BulkImport) -> BulkImport:
    """Write every good row, whole or not at all, judged anew against what the hub holds at that moment.

    Rows go in by batches, each one transaction that also says how far it is: after a fall it goes on from there. What
    was taken over is not taken again.
    """
    if register.state != State.TAKING:
        return register
    known = Register(register.unit)
    rows = list(register.lines.order_by("line"))
    for start in range(0, len(rows), BATCH):
        batch = rows[start:start + BATCH]
        with transaction.atomic():
            judged = judge_lines(known, [Line(row.line, json.loads(row.cells)) for row in batch])
            waiting = [(row, one) for row, one in zip(batch, judged, strict=True) if not row.taken]
            for row, one in waiting:
                _take_row(known, register.by, row, one)
            ImportRow.objects.bulk_update([row for row, _one in waiting], ["fate", "field", "what", "fix", "taken"])
            register.done = start + len(batch)
            register.save(update_fields=["done"])
    with transaction.atomic():
        register.state, register.finished_at = State.TAKEN, now()
        register.save(update_fields=["state", "finished_at"])
        record_deed(register.by, "register.taken", register, register.unit, **count_fates(register))
    return register


def _take_row(known: Register, by: Account, row: ImportRow, judged: Judged) -> None:
    try:
        with transaction.atomic():
            if judged.wanted is not None and judged.fate != Fate.BAD:
                write_row(known, by, judged.wanted, judged.person)
    except Refused as refused:
        judged = describe_refusal(refused)
    row.fate, row.field, row.what, row.fix, row.taken = judged.fate, judged.field, judged.what, judged.fix, True


def write_row(known: Register, by: Account, wanted: Wanted, person: Person | None) -> Person:
    """Make or fill the record of a line, its work and its membership. What a record says already stays."""
    gaps = list_gaps(known, wanted, person) if person else ["id_number", "phone", "household", "residence", "platform"]
    if person is None:
        person = Person(name=wanted.name, occupation=wanted.occupation, created_at=now())
    if "id_number" in gaps:
        person.set_id_number(wanted.id_number)
    if "phone" in gaps:
        person.set_phone(wanted.phone)
    if "household" in gaps:
        person.household_code = wanted.household or wanted.id_number[:6]
    if "residence" in gaps and wanted.street is not None:
        person.residence_street = wanted.street
        person.residence_code = wanted.street.parent.place_code if wanted.street.parent else ""
    if gaps:
        person.save()
    if wanted.platform and "platform" in gaps:
        Engagement.objects.create(person=person, platform=wanted.platform, partner=wanted.partner,
                                  station=wanted.station, since=wanted.since or now())
        known.platforms.add((person.pk, wanted.platform))
    if person.pk not in known.here:
        known.here[person.pk] = enrol(by=by, person=person, unit=wanted.unit, standing=standing_in(wanted.unit),
                                      began=BEGAN, at=wanted.since)
    return person


def count_fates(register: BulkImport) -> dict[str, int]:
    """How many rows of each fate."""
    counts = dict.fromkeys(Fate.values, 0)
    for fate in register.lines.values_list("fate", flat=True):
        counts[fate] += 1
    return counts


def write_bad_rows(register: BulkImport) -> bytes:
    """The bad rows as a CSV that can be mended and handed in again, with line, field, what and fix."""
    heading = [_("行号"), _("哪一列"), _("什么问题"), _("怎么改"), *(heading for _field, heading, _needed in COLUMNS)]
    rows = ([row.line, row.field, row.what, row.fix, *(json.loads(row.cells).get(field, "") for field in HEADINGS)]
            for row in register.lines.filter(fate=Fate.BAD).order_by("line"))
    return write_table(heading, rows)


def write_template() -> bytes:
    """An empty register with the columns and one made-up line."""
    return write_table((heading for _field, heading, _needed in COLUMNS),
                       [["张三", "13900000000", "", "外卖配送员", "", "", "", "", "", "", "2025-03-01"]])
