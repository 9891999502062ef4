"""The witness answers as its specification says, and never vouches for two pasts."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from nuantu.decisions.checkpoint import Checkpoint, find_cosignature, parse_checkpoint
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, Note, NoteError, parse_note, parse_signature, sign_text
from nuantu.decisions.proof import prove_consistency
from nuantu.decisions.tree import EMPTY_ROOT, hash_leaf, hash_tree, join_row, list_complete
from nuantu.decisions.witness import Witness, format_request, parse_request

ORIGIN = "platform.example/x"
LOG, WITNESS = make_key(ORIGIN, TYPE_NOTE), make_key("union.example/w", TYPE_COSIGNATURE)
HASHES = [hash_leaf(b"%d" % number) for number in range(3000)]


class Nodes:
    """Complete subtrees over some leaf hashes."""

    def __init__(self, hashes: Sequence[bytes]) -> None:
        self.hashes = hashes

    def __call__(self, level: int, index: int) -> bytes:
        return hash_tree(self.hashes[index << level:(index + 1) << level])


def open_witness(folder: Path) -> Witness:
    return Witness(folder / "w.db", WITNESS, {ORIGIN: [LOG.public]}, lambda: 1_795_104_000)


def head(size: int, hashes: Sequence[bytes] = HASHES, key=LOG, origin: str = ORIGIN) -> Note:
    return sign_text(Checkpoint(origin, size, hash_tree(hashes[:size])).format(), [key])


def ask(old: int, size: int, hashes: Sequence[bytes] = HASHES) -> bytes:
    proof = prove_consistency(Nodes(hashes[:size]), old, size) if old else []
    return format_request(old, proof, head(size, hashes))


def test_a_log_that_grows_is_cosigned(tmp_path: Path) -> None:
    """First sight, growth, the same again: 200 each, with a cosignature that verifies."""
    witness = open_witness(tmp_path)
    for old, size in ((0, 5), (5, 8), (8, 8), (8, 300)):
        reply = witness.add_checkpoint(ask(old, size))
        line = parse_signature(reply.body.removesuffix("\n"))
        assert (reply.status, line.name) == (200, "union.example/w")
        assert find_cosignature(Note(head(size).text, (line,)), WITNESS.public) == 1_795_104_000

    kept = parse_note(witness.read_checkpoint(sha256(ORIGIN.encode()).hexdigest()).body)
    assert parse_checkpoint(kept.text).size == 300
    assert (len(kept.find(LOG.public)), find_cosignature(kept, WITNESS.public)) == (1, 1_795_104_000)
    assert witness.read_checkpoint("0" * 64).status == 404


def test_each_refusal_has_its_status(tmp_path: Path) -> None:
    """400, 403, 404, 409 and 422 as the specification gives them; none of them changes what is stored."""
    witness, other = open_witness(tmp_path), make_key(ORIGIN, TYPE_NOTE)
    assert witness.add_checkpoint(ask(0, 7)).status == 200
    forged = head(9).format().replace("9\n", "8\n", 1)
    wrong = [hash_leaf(b"rewritten"), *HASHES[1:]]
    replies = {
        "no form": witness.add_checkpoint(b"old 7\n"),
        "a bad size": witness.add_checkpoint(ask(7, 9).replace(b"old 7", b"old 07")),
        "old above new": witness.add_checkpoint(format_request(9, [], head(8))),
        "unknown log": witness.add_checkpoint(format_request(7, [], head(9, origin="other.example/y"))),
        "unknown key": witness.add_checkpoint(format_request(7, [], head(9, key=other))),
        "false signature": witness.add_checkpoint(b"old 7\n\n" + forged.encode()),
        "old size stale": witness.add_checkpoint(ask(5, 9)),
        "rewritten": witness.add_checkpoint(ask(7, 9, wrong)),
        "same size, other root": witness.add_checkpoint(format_request(7, [], head(7, wrong))),
        "no proof": witness.add_checkpoint(format_request(7, [], head(9))),
        "proof for the same size": witness.add_checkpoint(format_request(7, [HASHES[0]], head(7))),
    }

    assert {name: reply.status for name, reply in replies.items()} == {
        "no form": 400, "a bad size": 400, "old above new": 400, "unknown log": 404, "unknown key": 403,
        "false signature": 403, "old size stale": 409, "rewritten": 422, "same size, other root": 422,
        "no proof": 422, "proof for the same size": 422}
    assert (replies["old size stale"].body, replies["old size stale"].content_type) == ("7\n", "text/x.tlog.size")
    assert witness.add_checkpoint(ask(7, 9)).status == 200


def test_the_empty_tree_has_one_root(tmp_path: Path) -> None:
    """Size zero is cosigned with the root of nothing, refused with another; a proof from nothing is refused."""
    witness = open_witness(tmp_path)
    other = sign_text(Checkpoint(ORIGIN, 0, HASHES[0]).format(), [LOG])

    assert hash_tree([]) == EMPTY_ROOT
    assert witness.add_checkpoint(format_request(0, [], other)).status == 422
    assert witness.add_checkpoint(format_request(0, [HASHES[0]], head(3))).status == 422
    assert witness.add_checkpoint(format_request(0, [], head(0))).status == 200
    assert witness.add_checkpoint(format_request(0, [], head(3))).status == 200


def test_memory_outlives_the_process(tmp_path: Path) -> None:
    """A witness that is started again still refuses another past."""
    first = open_witness(tmp_path)
    first.add_checkpoint(ask(0, 7))
    first.close()
    again = open_witness(tmp_path)

    assert again.add_checkpoint(ask(0, 9)).body == "7\n"
    assert again.add_checkpoint(ask(7, 9, [hash_leaf(b"other"), *HASHES[1:]])).status == 422


class _Cached:
    """Complete subtrees over HASHES, each computed once."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], bytes] = {}

    def __call__(self, level: int, index: int) -> bytes:
        if (level, index) not in self.known:
            self.known[level, index] = hash_tree(HASHES[index << level:(index + 1) << level])
        return self.known[level, index]


_CACHED = _Cached()


def _grow(old: int, size: int) -> bytes:
    """A request from one size to another, quickly."""
    root = join_row([_CACHED(level, index) for level, index in list_complete(size)])
    proof = prove_consistency(_CACHED, old, size) if old else []
    return format_request(old, proof, sign_text(Checkpoint(ORIGIN, size, root).format(), [LOG]))


def test_a_race_never_rolls_the_witness_back(tmp_path: Path) -> None:
    """Two threads, 1,000 tries each, both from the same old size: per round one wins, sizes cosigned only grow."""
    witness, rounds = open_witness(tmp_path), 1_000
    bodies = {old: (_grow(old, old + 1), _grow(old, old + 2)) for old in range(2 * rounds + 1)}
    cosigned: list[int] = []
    barrier, state, lock = threading.Barrier(2), {"size": 0}, threading.Lock()

    def run(which: int) -> None:
        for _ in range(rounds):
            barrier.wait()
            old = state["size"]
            barrier.wait()
            reply = witness.add_checkpoint(bodies[old][which])
            if reply.status == 200:
                with lock:
                    cosigned.append(old + 1 + which)
                    state["size"] = old + 1 + which
            else:
                assert reply.status == 409
            barrier.wait()

    threads = [threading.Thread(target=run, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(cosigned) == rounds
    assert cosigned == sorted(set(cosigned))


@pytest.mark.parametrize("body", [
    b"", b"\n\n", b"old\n\n" + head(3).format().encode(), b"old 0\nAAAA\n\n" + head(3).format().encode(),
    b"old 0\n\xff\n\n" + head(3).format().encode(), b"old -1\n\n" + head(3).format().encode(),
    b"old 0\n" + b"A" * 43 + b"=\n" * 70 + b"\n" + head(3).format().encode(),
])
def test_a_request_that_is_not_in_form_is_refused(tmp_path: Path, body: bytes) -> None:
    """Empty, without sizes, with short or foreign proof lines, with too many of them."""
    with pytest.raises(NoteError):
        parse_request(body)
    assert open_witness(tmp_path).add_checkpoint(body).status == 400
