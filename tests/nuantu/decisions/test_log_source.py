"""What a log shows to its readers, in a folder and behind HTTP: the same bytes, and one sentence for the rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import Yard, make_day

from nuantu.core.errors import InputError
from nuantu.decisions.log_source import FolderSource, LogServer, UrlSource, open_source


@pytest.fixture
def sources(tmp_path: Path) -> Iterator[tuple[FolderSource, UrlSource, Yard]]:
    """One log seen both ways."""
    yard = Yard(tmp_path)
    server = LogServer(("127.0.0.1", 0), FolderSource(yard.folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    source = UrlSource(f"http://127.0.0.1:{server.server_address[1]}")
    yield FolderSource(yard.folder), source, yard
    source.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_both_show_the_same(sources: tuple[FolderSource, UrlSource, Yard]) -> None:
    """Checkpoint, proofs and leaves."""
    folder, url, yard = sources
    assert (folder.read_checkpoint(), url.read_checkpoint()) == (None, None)
    yard.fill(make_day(11))

    assert folder.read_checkpoint() == url.read_checkpoint() is not None
    assert folder.prove_consistency(3, 11) == url.prove_consistency(3, 11) != []
    assert folder.prove_inclusion(3, 11) == url.prove_inclusion(3, 11) != []
    assert folder.read_leaf(3) == url.read_leaf(3) != b""


def test_what_is_not_there_is_said(sources: tuple[FolderSource, UrlSource, Yard]) -> None:
    """No such leaf, no such proof, no such path; never a traceback or a stopped server."""
    folder, url, yard = sources
    yard.fill(make_day(3))
    for ask in (lambda: url.read_leaf(9), lambda: url.prove_inclusion(9, 3), lambda: url.prove_consistency(0, 3),
                lambda: url.prove_consistency(2, 99), lambda: url._ask("/other"), lambda: url._ask("/leaf/x"),
                lambda: url._ask(f"/leaf/{'9' * 30}"), lambda: folder.read_leaf(9)):
        with pytest.raises(InputError):
            ask()

    assert url.read_leaf(0) == folder.read_leaf(0)


def test_a_place_is_a_folder_or_an_address(tmp_path: Path) -> None:
    """With a folder it is read there."""
    yard = Yard(tmp_path)

    assert isinstance(open_source("x", yard.folder), FolderSource)
    assert isinstance(open_source("http://127.0.0.1:9", None), UrlSource)
