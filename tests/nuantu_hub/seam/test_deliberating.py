"""The engine's own command answers, in a process of its own, and its refusals come back in words."""

from __future__ import annotations

import pytest

from nuantu_hub.seam.deliberating import deliberate
from nuantu_hub.seam.errors import RunError

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


def make_files(rows: str) -> dict[str, bytes]:
    """Two statements and these votes."""
    return {"comments.csv": "comment-id,moderated,comment-body\n0,1,一\n1,1,二\n".encode(),
            "votes.csv": (HEAD + rows).encode(), "README.txt": b"for people"}


def test_it_gives_what_the_command_gives() -> None:
    rows = "".join(f"1,x,{what},{who},{1 if (who + what) % 2 else -1}\n" for who in range(20) for what in (0, 1))
    told = deliberate(make_files(rows), 3, 2)
    assert (told["seed"], told["voters"], sorted(told["sizes"].values())) == (3, 20, [10, 10])
    assert len(told["inputs_sha256"]) == 64


def test_a_refusal_is_the_engines_sentence_without_a_path() -> None:
    with pytest.raises(RunError) as refused:
        deliberate(make_files("1,x,0,5,maybe\n"), 1)
    assert "maybe" in refused.value.what
    assert "/" not in refused.value.what
