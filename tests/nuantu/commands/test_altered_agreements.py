"""Every command that reads an agreement refuses a signed one of which a character or a fen was altered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.nuantu.agreement.agreement_text import write_text
from tests.nuantu.agreement.signed_text import sign_all
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.commands.trial_days import write_run, write_terms
from tests.nuantu.replay.tiny_city import make_city, order, shift, worker

from nuantu.agreement.book import load_book
from nuantu.agreement.signature import AlteredError
from nuantu.commands.whatif import whatif
from nuantu.replay.readers.native import write_day

#: What is altered, and what the refusal says of it.
ALTERED = {"text": ("一句话", "一句活", "the text of provision p2 is not the one that was signed"),
           "terms": ("5 CNY/order", "4.99 CNY/order", "the terms of clause rate are not those that were signed")}
#: Commands that are given the agreement ({0}), beside one that nobody altered ({1}) and a run ({2}).
GIVEN = ["agreement check {0}", "agreement show {0}", "agreement diff {0} {1}", "agreement diff {1} {0}",
         "agreement coverage {0}", "agreement try {0} --days {2}", "agreement readings {0}",
         "agreement check {1} --layer {0}", "agreement join {0} {0}", "agreement enter {0} --log {2}/decisions",
         "agreement sign {0} --key {2}/key --side workers --out {2}/signed",
         "settle {2} --agreement {0}", "audit {2} --agreement {0}", "rights --worker Wang --log {2} --agreement {0}",
         "replay {2}/day --agreement {0} --out {2}/again",
         "month --agreement {0} --riders 5 --orders 9 --buckets 1 --out {2}/month"]
#: Commands that read the book which a run kept.
KEPT = ["settle {2}", "audit {2}", "explain worker Wang --in {2}", "explain order A1 --in {2}", "report {2}",
        "rights --worker Wang --log {2}"]


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed agreement, and a run under it that keeps it in its book."""
    folder = tmp_path_factory.mktemp("signed")
    terms = write_terms(folder / "terms", "5 CNY/order", 12)
    file = terms / "agreement.yaml"
    write_text(folder / "good", sign_all(file.read_bytes()))
    run = write_run(folder / "run")
    shutil.rmtree(run / "book")
    load_book(folder / "good").copy_to(run / "book")
    write_day(make_city([order(0)], [worker(0)], [shift(0, 0)]), run / "day")
    return folder


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path) -> Path:
    """A copy of it that may be altered."""
    return Path(shutil.copytree(signed_once, tmp_path / "signed"))


def call(words: str, folder: Path, agreement: Path) -> tuple[int, str, str]:
    """Run one of the commands above."""
    ended = run_main(*words.format(agreement, folder / "good", folder / "run").split())
    return ended.status, ended.out, ended.err


def alter(data: bytes, what: str) -> bytes:
    """The bytes with one character or one fen altered."""
    before, after, _ = ALTERED[what]
    assert before.encode() in data
    at = data.rindex(before.encode()) if what == "text" else data.index(before.encode())
    return data[:at] + after.encode() + data[at + len(before.encode()):]


@pytest.mark.parametrize("what", ALTERED)
@pytest.mark.parametrize("words", GIVEN)
def test_an_altered_agreement_is_refused_when_it_is_named(signed: Path, words: str, what: str) -> None:
    """One sentence that names provision or clause, exit status 2, nothing written."""
    bad = write_text(signed / "bad", alter((signed / "good" / "agreement.yaml").read_bytes(), what)).parent
    before = sorted(signed.rglob("*"))
    status, out, err = call(words, signed, bad)
    assert (status, out) == (2, "")
    assert f"{bad}/agreement.yaml: {ALTERED[what][2]}; get the signed file again" in err
    assert err.count("\n") == 1
    assert sorted(signed.rglob("*")) == before


@pytest.mark.parametrize("what", ALTERED)
@pytest.mark.parametrize("words", KEPT)
def test_an_altered_agreement_is_refused_in_a_kept_book(signed: Path, words: str, what: str) -> None:
    """The run under it is no longer read."""
    kept = signed / "run" / "book" / "0-test" / "agreement.yaml"
    kept.write_bytes(alter(kept.read_bytes(), what))
    status, out, err = call(words, signed, signed / "good")
    assert (status, out) == (2, "")
    assert ALTERED[what][2] in err


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_agreement_is_not_tried_on_days(signed: Path, what: str) -> None:
    """Neither as it stands nor with a change."""
    bad = write_text(signed / "bad", alter((signed / "good" / "agreement.yaml").read_bytes(), what)).parent
    ended = CliRunner().invoke(whatif, ["--agreement", str(bad), "--set", "rate.base=6CNY", "--days",
                                        str(signed / "run" / "day")])
    assert isinstance(ended.exception, AlteredError)
    assert ALTERED[what][2] in str(ended.exception)


@pytest.mark.parametrize("what", ALTERED)
def test_verify_gives_the_reason_and_status_1(signed: Path, what: str) -> None:
    """It is the command that is asked."""
    bad = write_text(signed / "bad", alter((signed / "good" / "agreement.yaml").read_bytes(), what)).parent
    status, out, err = call("agreement verify {0}", signed, bad)
    assert (status, err) == (1, "")
    assert ALTERED[what][2] in out
    assert call("agreement verify {1}", signed, bad)[0] == 0


@pytest.mark.parametrize("words", ["agreement check {1}", "agreement diff {1} {1}", "settle {2}", "audit {2}",
                                   "agreement try {1} --days {2}", "agreement coverage {1}"])
def test_a_signed_agreement_is_read(signed: Path, words: str) -> None:
    """As an unsigned one is."""
    status, _, err = call(words, signed, signed / "good")
    assert (status in (0, 1), err) == (True, "")
