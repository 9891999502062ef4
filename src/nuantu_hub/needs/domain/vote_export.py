"""The archive of a deliberation in the public format: what is computed, and all that anybody needs to compute it again.

``votes.csv`` holds each participant's last word on each statement, by drawn numbers, sorted by them, and every row
carries the moment at which the deliberation began: neither order nor time says anything of a person.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nuantu_hub.needs.models import Deliberation, ModerationStep, OpinionVote, Statement
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.needs.models.statement import WITHHELD
from nuantu_hub.people.domain.publication import LEAST

COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body",
            "is-seed")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
#: As the public format has it: shown, not looked at yet, taken out.
MODERATED = {Statement.State.SHOWN: 1, Statement.State.WAITING: 0, Statement.State.OUT: -1}
HELD_BACK = "（不公开 withheld）"
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Frozen:
    """An archive with how many took part and how many votes are in it."""

    archive: bytes
    voters: int
    votes: int


def freeze(deliberation: Deliberation) -> Frozen:
    """The archive as the database stands; the same rows give the same bytes."""
    statements = list(deliberation.statements.prefetch_related("steps").order_by("number"))
    votes = list(OpinionVote.objects.filter(voter__deliberation=deliberation).order_by(
        "voter__number", "statement__number").values_list("voter__number", "statement__number", "choice"))
    voters = len({vote[0] for vote in votes})
    files = {"comments.csv": _write_comments(deliberation, statements, votes),
             "votes.csv": _write_votes(deliberation, votes),
             "moderation.csv": write_log(deliberation),
             "routing.csv": _write_rounds(deliberation, voters),
             "summary.csv": _write_summary(deliberation, voters, len(statements)),
             "README.txt": README.format(seed=deliberation.seed)}
    return Frozen(_pack(files), voters, len(votes))


def _pack(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text.encode())
    return buffer.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as text, a line each row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return buffer.getvalue()


def _say_times(moment: datetime) -> tuple[int, str]:
    return int(moment.timestamp()) * 1_000, moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _write_comments(deliberation: Deliberation, statements: Iterable[Statement],
                    votes: Sequence[tuple[int, int, int]]) -> str:
    stamp, words = _say_times(deliberation.opens_at)
    agrees: dict[int, int] = {}
    disagrees: dict[int, int] = {}
    for _voter, number, choice in votes:
        into = agrees if choice == OpinionVote.Choice.AGREE else disagrees
        if choice != OpinionVote.Choice.PASS:
            into[number] = into.get(number, 0) + 1
    return write_csv(COMMENTS, (
        (stamp, words, one.number, 0, agrees.get(one.number, 0), disagrees.get(one.number, 0),
         MODERATED[Statement.State(one.state)], tell_words(one), int(one.is_seed)) for one in statements))


def tell_words(statement: Statement) -> str:
    """The words that everybody may read: kept back where they were taken out for what they say of somebody.

    What nobody has looked at by the end is kept back too.
    """
    if statement.state == Statement.State.SHOWN:
        return str(statement.text)
    steps = list(statement.steps.all())
    if not steps or steps[-1].rule in WITHHELD:
        return HELD_BACK
    return str(statement.text)


def _write_votes(deliberation: Deliberation, votes: Iterable[tuple[int, int, int]]) -> str:
    stamp, words = _say_times(deliberation.opens_at)
    return write_csv(VOTES, ((stamp, words, number, voter, choice) for voter, number, choice in votes))


def write_log(deliberation: Deliberation) -> str:
    """Every decision of moderators: on which statement, when, what, by which rule, why, in which role."""
    steps = ModerationStep.objects.filter(statement__deliberation=deliberation).select_related(
        "statement", "same_as").order_by("at", "pk")
    return write_csv(("comment-id", "at", "verdict", "rule", "reason", "same-as", "role"), (
        (step.statement.number, step.at.astimezone(UTC).isoformat(timespec="seconds"), step.verdict, step.rule,
         step.reason, "" if step.same_as is None else step.same_as.number, step.role) for step in steps))


def _write_rounds(deliberation: Deliberation, voters: int) -> str:
    """Every round but for those after which fewer than ten people came: the rest would be told by subtraction."""
    rounds = deliberation.rounds.filter(voters__lte=voters - LEAST)
    return write_csv(("round", "hour", "comment-id", "agrees", "disagrees", "passes", "weight"), (
        (one.number, floor_hour(one.at).astimezone(UTC).isoformat(timespec="seconds"), int(number), *row)
        for one in rounds for number, row in sorted(one.weights.items(), key=lambda pair: int(pair[0]))))


def _write_summary(deliberation: Deliberation, voters: int, statements: int) -> str:
    rows = [("topic", deliberation.title), ("conversation-description", deliberation.question), ("voters", voters),
            ("comments", statements), ("seed", deliberation.seed)]
    return "".join(write_csv(row, ()) for row in [tuple(map(str, row)) for row in rows])


README = """\
看法、表态、审看记录和出场次序，和算结果时用的完全一样。重新算一遍：
    nuantu deliberate 这个文件夹 --seed {seed} --json
Statements, votes, moderation log and order of statements, exactly as the result was computed from. To compute it again:
    nuantu deliberate THIS_FOLDER --seed {seed} --json

votes.csv: 1 同意 agree, -1 不同意 disagree, 0 说不准 pass. voter-id 是随机号 is drawn at random.
时间都写成开始的时间；没有作者 Every time is the moment of opening; author-id is always 0.
"""
