"""The public export as it comes: quirks are read over, what cannot be read is refused by file, line and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.nuantu.deliberation.made_votes import draw_rows, write_comments, write_csv, write_matrix, write_votes
from tests.oracles.slow_deliberation import count_all, take_last

from nuantu.core.errors import InputError
from nuantu.deliberation.reader import find_folder, read_export, read_groups, read_matrix

ROWS = [(10, "1", "0", 1), (11, "2", "0", -1), (12, "1", "1", 0)]
VOTES_HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


def fill(folder: Path, seed: int = 1, **quirks: bool) -> Path:
    """A whole export: all three files, counts that hold."""
    rows, member = draw_rows(seed=seed)
    every, last = count_all(rows), take_last(rows)
    write_votes(folder, rows, mark=quirks.get("mark", False))
    write_comments(folder, [{"comment-id": what, "agrees": every[what][0], "disagrees": every[what][1],
                             "moderated": -1 if what == "3" else 1, "is-meta": "true" if what == "4" else "false",
                             "is-seed": "", "comment-body": f'第一行\n"第二行", {what}'} for what in sorted(every)],
                   mark=quirks.get("mark", False))
    write_matrix(folder, last, {who: group for who, group in member.items() if int(who) % 5}, sorted(member),
                 sorted(every, key=int), xid=quirks.get("xid", False), mark=quirks.get("mark", False))
    return folder


def test_a_whole_export_is_read_and_its_files_agree(tmp_path: Path) -> None:
    """Marks, quoted bodies over several lines, the column xid; nothing differs and nothing is noted."""
    plain, quirky = read_export(fill(tmp_path / "a")), read_export(fill(tmp_path / "b", mark=True, xid=True))

    assert plain.notes == []
    assert plain.checks == {"statements": 20, "statements_counted_otherwise": 0, "cells": len(plain.votes.value),
                            "cells_differing": 0}
    assert quirky.votes.digest == plain.votes.digest
    assert plain.votes.statements[3].is_out
    assert [one.id for one in plain.votes.statements if one.meta] == ["4"]
    assert plain.votes.statements[7].text == '第一行\n"第二行", 7'


def test_a_folder_below_is_found_and_two_are_refused(tmp_path: Path) -> None:
    """One export may lie folders deep; of several none is guessed."""
    fill(tmp_path / "x" / "x")

    assert find_folder(tmp_path) == tmp_path / "x" / "x"
    fill(tmp_path / "y")
    with pytest.raises(InputError, match=r"2 deliberations stand below the folder; name one of x/x, y"):
        find_folder(tmp_path)


def test_absent_files_are_named_in_notes(tmp_path: Path) -> None:
    """The matrix alone is enough, and so are votes alone; what is unknown then is said."""
    whole = read_export(fill(tmp_path / "a"))
    for gone, other in (("votes.csv", "b"), ("comments.csv", "c"), ("participants-votes.csv", "d")):
        fill(tmp_path / other)
        (tmp_path / other / gone).unlink()
    matrix, bare, votes = (read_export(tmp_path / name) for name in "bcd")

    assert matrix.notes == ["votes.csv is absent: only last votes are known, not all votes"]
    assert matrix.votes.every is None
    assert matrix.votes.value.tolist() == whole.votes.value.tolist()
    assert bare.notes == ["comments.csv is absent: the statements have no words, and nothing is known of moderation"]
    assert (votes.notes, votes.votes.digest) == ([], whole.votes.digest)


def test_the_newer_name_of_the_matrix_is_known(tmp_path: Path) -> None:
    """Columns that are no statements are named; those that comments.csv knows are statements whatever their name."""
    write_matrix(tmp_path, take_last(ROWS), {"1": 0}, ["1", "2"], ["0", "1", "s1", "remark"],
                 name="participant-votes.csv")
    write_comments(tmp_path, [{"comment-id": "s1"}])
    read = read_export(tmp_path)

    assert [one.id for one in read.votes.statements] == ["0", "1", "s1"]
    assert read.notes[0] == "participant-votes.csv has columns that are no statements and were left unread: remark"


def test_differences_between_files_are_counted_and_named(tmp_path: Path) -> None:
    """A cell more, a cell other, a count other: votes.csv holds."""
    write_votes(tmp_path, ROWS)
    write_comments(tmp_path, [{"comment-id": "0", "agrees": 1, "disagrees": 2}])
    write_matrix(tmp_path, {("1", "0"): 1, ("2", "0"): 1, ("2", "1"): 1}, {}, ["1", "2"], ["0", "1"])
    read = read_export(tmp_path)

    assert read.checks == {"statements": 1, "statements_counted_otherwise": 1, "cells": 4, "cells_differing": 3}
    assert read.notes == ["1 statements have votes and no row in comments.csv: 1",
                          "comments.csv counts otherwise than all votes at 1 statements: 0",
                          "participants-votes.csv differs from the last votes of votes.csv in 3 cells; votes.csv holds"]


@pytest.mark.parametrize(("rows", "checks", "said"), [
    ("1,0,5\n2,3,2\n", {"totals": 2, "totals_differing": 0}, []),
    ("2,3,2\n3,4,2\n", {"totals": 2, "totals_differing": 1},
     ["the last row of stats-history.csv has 4 n-votes, the files have 3"]),
    ("", {"totals": 2, "totals_differing": 2},
     ["the last row of stats-history.csv has None n-votes, the files have 3",
      "the last row of stats-history.csv has None n-comments, the files have 2"]),
])
def test_totals_of_the_history_are_compared_with_all_votes_and_statements(
        tmp_path: Path, rows: str, checks: dict[str, int], said: list[str]) -> None:
    write_votes(tmp_path, ROWS)
    write_comments(tmp_path, [{"comment-id": "0", "comment-body": "a"}, {"comment-id": "1", "comment-body": "b"}])
    (tmp_path / "stats-history.csv").write_text(f"timestamp,n-votes,n-comments\n{rows}")

    read = read_export(tmp_path)

    assert ({name: read.checks.get(name) for name in checks}, read.notes) == (checks, said)


@pytest.mark.parametrize("text", ["timestamp,votes\n1,3\n", "n-votes,n-comments\nthree,2\n", "n-votes,n-comments\n3\n"])
def test_a_history_that_cannot_be_read_is_noted_and_the_deliberation_stands(tmp_path: Path, text: str) -> None:
    write_votes(tmp_path, ROWS)
    (tmp_path / "stats-history.csv").write_text(text)

    read = read_export(tmp_path)

    assert ("totals" in read.checks, len(read.votes.value)) == (False, 3)
    assert any("stats-history.csv was not compared" in note for note in read.notes)


def test_swapped_signs_are_refused(tmp_path: Path) -> None:
    """The raw interface says -1 for agree; where every count holds only with the signs turned, it is said."""
    rows, _ = draw_rows()
    every = count_all(rows)
    write_votes(tmp_path, [(time, who, what, -vote) for time, who, what, vote in rows])
    write_comments(tmp_path, [{"comment-id": what, "agrees": a, "disagrees": d} for what, (a, d, _) in every.items()])

    with pytest.raises(InputError, match="agree and disagree are swapped"):
        read_export(tmp_path)


@pytest.mark.parametrize(("text", "said"), [
    ("5,x,0,1,1\n6,x,0,1,2\n", "line 3, field vote: '2' is no vote"),
    ("5,x,0,1,\n", "line 2, field vote: '' is no vote"),
    ("5,x,0,,1\n", "line 2, field voter-id: the number is empty"),
    ("5,x,,1,1\n", "line 2, field comment-id: the number is empty"),
    ("noon,x,0,1,1\n", "line 2, field timestamp: 'noon' is no time stamp"),
    ("5,\"x\ny\",0,1,1\n5,x,0,1\n", "line 4: the row has 4 fields, the head 5"),
    ("5,x,0,1,1\n5,\"x,0,1,1\n", r"line 3: the row is no CSV \(unexpected end of data\)"),
    ("5,\"x\"y,0,1,1\n", "line 2: the row is no CSV"),
])
def test_an_unreadable_vote_is_refused_by_its_place(tmp_path: Path, text: str, said: str) -> None:
    """File, the line on which the row begins, and the field."""
    (tmp_path / "votes.csv").write_text(VOTES_HEAD + text)

    with pytest.raises(InputError, match=f"votes.csv, {said}"):
        read_export(tmp_path)


@pytest.mark.parametrize(("row", "said"), [
    ({"comment-id": ""}, "field comment-id: the number is empty"),
    ({"comment-id": "1"}, "line 3, field comment-id: statement 1 stands twice"),
    ({"comment-id": "2", "moderated": "2"}, "field moderated: '2' is no state of moderation"),
    ({"comment-id": "2", "is-meta": "maybe"}, "field is-meta: 'maybe' is neither true nor false"),
    ({"comment-id": "2", "agrees": "-1", "disagrees": "0"}, "field agrees: '-1' is no count"),
    ({"comment-id": "2", "group-informed-consensus": "much"}, "'much' is no share"),
])
def test_an_unreadable_statement_is_refused(tmp_path: Path, row: dict[str, str], said: str) -> None:
    """Each field that is read says what it takes."""
    write_votes(tmp_path, ROWS)
    write_comments(tmp_path, [{"comment-id": "1", **{name: "0" for name in row if name not in
                                                     ("comment-id", "is-meta")}}, row])

    with pytest.raises(InputError, match=f"comments.csv, .*{said}"):
        read_export(tmp_path)


@pytest.mark.parametrize(("spoil", "said"), [
    (lambda rows: rows.append(rows[0]), "participant 1 stands twice"),
    (lambda rows: rows[0].__setitem__(0, ""), "the number is empty"),
    (lambda rows: rows[1].__setitem__(2, "yes"), "line 3, field 0: 'yes' is no vote"),
    (lambda rows: rows[1].pop(), "line 3: the row has 3 fields, the head 4"),
])
def test_an_unreadable_row_of_the_matrix_is_refused(tmp_path: Path, spoil: Callable[[list[list[object]]], object],
                                                    said: str) -> None:
    """As rows of votes are."""
    rows: list[list[object]] = [["1", "0", 1, ""], ["2", "", 0, -1]]
    spoil(rows)
    file = write_csv(tmp_path / "participants-votes.csv", ["participant", "group-id", "0", "1"], rows)

    with pytest.raises(InputError, match=said):
        read_matrix(file)


def test_heads_and_folders_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    """No folder, no files, no votes, a column missing or twice, another encoding."""
    def refuse(text: bytes) -> str:
        (tmp_path / "votes.csv").write_bytes(text)
        with pytest.raises(InputError) as caught:
            read_export(tmp_path)
        return str(caught.value).replace(str(tmp_path), "")

    with pytest.raises(InputError, match="there is no such folder"):
        read_export(tmp_path / "none")
    with pytest.raises(InputError, match=r"neither votes\.csv nor participants-votes\.csv stands"):
        read_export(tmp_path)
    assert refuse(VOTES_HEAD.encode()) == ": nobody voted; name a folder with votes."
    assert "/votes.csv, line 1, field voter-id: the column voter-id is" in refuse(b"timestamp,comment-id,vote\n")
    assert "the column vote stands twice" in refuse(b"timestamp,comment-id,voter-id,vote,vote\n")
    assert "the file is not UTF-8" in refuse(VOTES_HEAD.encode() + "5,中,0,1,1\n".encode("gbk"))
    assert "the column comment-id is missing" in refuse(b"")


def test_groups_come_from_the_matrix(tmp_path: Path) -> None:
    """Those who have one; a file in which nobody does is refused."""
    file = write_matrix(tmp_path, {}, {"1": 0, "3": 1}, ["1", "2", "3"], ["0"])

    assert read_groups(file) == {"1": "0", "3": "1"}
    with pytest.raises(InputError, match="no participant has a group"):
        read_groups(write_matrix(tmp_path, {}, {}, ["1"], ["0"]))
    with pytest.raises(InputError, match="the file cannot be read"):
        read_groups(tmp_path / "none.csv")


@pytest.mark.parametrize("name", ["vtaiwan.uberx", "15-per-hour-seattle"])
def test_real_exports_agree_in_every_count_and_cell(shared: Path, name: str) -> None:
    """Last votes are the matrix; counts of comments.csv are those of all votes."""
    read = read_export(shared / "data" / "polis" / name)

    assert read.notes == []
    assert read.checks["statements"] == len(read.votes.statements)
    assert read.checks["cells"] == len(read.votes.value)
    assert (read.checks["statements_counted_otherwise"], read.checks["cells_differing"]) == (0, 0)


@pytest.mark.slow
def test_six_thousand_voters_and_two_thousand_statements_are_read_whole(tmp_path: Path) -> None:
    """Folders deep, with marks, xid, bodies over several lines, changed votes: every cell and count, in every file."""
    rows, member = draw_rows(voters=6_000, statements=2_000, groups=3, seed=5, seen=0.06, changed=0.05)
    every, last = count_all(rows), take_last(rows)
    place = tmp_path / "one" / "two"
    write_votes(place, rows, mark=True)
    write_comments(place, [{"comment-id": what, "agrees": a, "disagrees": d, "moderated": -(int(what) % 9 == 0),
                            "comment-body": f"{what}\r\n\"，\"\n"} for what, (a, d, _) in every.items()], mark=True)
    write_matrix(place, last, member, sorted(member), sorted(every), xid=True, mark=True)
    read = read_export(tmp_path)
    votes = read.votes
    cells = zip(votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True)

    assert read.notes == []
    assert (read.checks["cells"], read.checks["cells_differing"]) == (len(last), 0)
    assert (read.checks["statements"], read.checks["statements_counted_otherwise"]) == (len(every), 0)
    assert {(votes.voters[who], votes.statements[what].id): vote for who, what, vote in cells} == last
