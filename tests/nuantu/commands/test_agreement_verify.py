"""``agreement verify`` says who signed, what was altered and whose key it was; ``check`` and ``show`` say who."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import write_text
from tests.nuantu.agreement.signed_text import DATA, KEYS, put, sign_all, write_data, write_signed
from tests.nuantu.commands.command_line import run_main

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.signature import SIDES

PUBLIC = {side: key.public_key().public_bytes_raw().hex() for side, key in KEYS.items()}


def test_a_signed_agreement_holds(tmp_path: Path) -> None:
    """All facts as JSON, in words for people."""
    folder = write_signed(tmp_path)
    digests = digest_agreement(write_data(DATA))
    told = json.loads(run_main("agreement", "verify", folder, "--json").out)
    first = told["signatures"][0]

    assert (told["agreement"], told["effective_from"], told["sound"], told["reason"]) == (
        "signed", "2025-01-01", True, None)
    assert [told[key] for key in ("digest", "identity_sha256", "text_sha256", "terms_sha256")] == [
        digests.digest, digests.identity_sha256, digests.text_sha256, digests.terms_sha256]
    assert told["signed"] == list(SIDES)
    assert (first["side"], first["name"], first["office"], first["signed_at"], first["public_key"]) == (
        "workers", "张三", "工会主席", "2026-03-01T08:00:00Z", PUBLIC["workers"])
    for lang, words in (("zh", ("劳动者方  张三  工会主席", "成立")), ("en", ("workers  张三  工会主席", "it holds"))):
        ended = run_main("agreement", "verify", folder, "--lang", lang)
        assert (ended.status, [word for word in words if word not in ended.out]) == (0, [])


@pytest.mark.parametrize(("sides", "need", "status"), [
    (SIDES, 3, 0), (SIDES[:2], 3, 1), (SIDES[:2], 2, 0), ((), 3, 1), ((), 0, 0)])
def test_so_many_sides_must_have_signed(tmp_path: Path, sides: tuple[str, ...], need: int, status: int) -> None:
    """Three where nothing else is said."""
    folder = write_signed(tmp_path, sides=sides) if sides else write_text(tmp_path, write_data(DATA)).parent
    ended = run_main("agreement", "verify", folder, "--need", str(need), "--lang", "en")
    assert ended.status == status
    if status:
        assert f"{len(sides)} of 3 sides have signed; " in ended.out


def test_only_named_keys_count(tmp_path: Path) -> None:
    """Once one is named."""
    folder = write_signed(tmp_path)
    named = [word for side in SIDES for word in ("--key", PUBLIC[side])]
    assert run_main("agreement", "verify", folder, *named).status == 0
    ended = run_main("agreement", "verify", folder, *named[:4], "--lang", "en")
    assert (ended.status, "the side partners signed with the key" in ended.out) == (1, True)
    assert run_main("agreement", "verify", folder, "--key", "zz").status == 2


def test_an_altered_file_gives_1_and_an_unreadable_one_2(tmp_path: Path) -> None:
    """With the reason as JSON too."""
    bad = write_text(tmp_path / "bad", sign_all(write_data(DATA)).replace(b"4.00 CNY", b"4.01 CNY")).parent
    ended = run_main("agreement", "verify", bad, "--json")
    told = json.loads(ended.out)
    assert (ended.status, told["sound"]) == (1, False)
    assert "the terms of clause rate are not those that were signed" in told["reason"]
    for data in (b"", b"id: [", b"\xff"):
        assert run_main("agreement", "verify", write_text(tmp_path / "no", data)).status == 2
    assert run_main("agreement", "verify", tmp_path / "none").status == 2


@pytest.mark.parametrize(("sides", "told", "zh", "en"), [
    ((), False, "未签署", "unsigned"), (("workers", "partners"), ["workers", "partners"], "劳动者方、合作商方",
                                     "workers, partners")])
def test_check_and_show_say_who_signed(tmp_path: Path, sides: tuple[str, ...], told: object, zh: str, en: str) -> None:
    """A line, and a field of the JSON."""
    folder = write_signed(tmp_path, sides=sides) if sides else write_text(tmp_path, write_data(DATA)).parent
    for command in ("check", "show"):
        assert json.loads(run_main("agreement", command, folder, "--json").out)["signed"] == told
        assert zh in run_main("agreement", command, folder).out
        assert en in run_main("agreement", command, folder, "--lang", "en").out


def test_a_receipt_stands_for_the_very_agreement_and_key(tmp_path: Path) -> None:
    """Held without the log: another agreement, another log's key, an altered leaf are named."""
    folder, log, other_log = write_signed(tmp_path / "a"), tmp_path / "log", tmp_path / "other"
    run_main("log", "new", log)
    stranger = run_main("log", "new", other_log).out.strip()
    entry = json.loads(run_main("agreement", "enter", folder, "--log", log, "--json").out)["entry"]
    receipt, key = tmp_path / "receipt.json", entry["log_key"]
    receipt.write_text(json.dumps(entry), encoding="utf-8")
    told = run_main("agreement", "verify", folder, "--receipt", receipt, "--log-key", key, "--json")
    assert (told.status, json.loads(told.out)["seq"]) == (0, 0)

    other = write_signed(tmp_path / "b", write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")))
    refused = run_main("agreement", "verify", other, "--receipt", receipt, "--log-key", key, "--lang", "en")
    assert (refused.status, "another text of signed" in refused.out) == (1, True)
    later = write_signed(tmp_path / "c", write_data(put(DATA, ("effective", "from"), "2027-01-01")))
    refused = run_main("agreement", "verify", later, "--receipt", receipt, "--log-key", key, "--lang", "en")
    assert (refused.status, "not of this one" in refused.out) == (1, True)
    refused = run_main("agreement", "verify", folder, "--receipt", receipt, "--log-key", stranger)
    assert (refused.status, "no trusted key" in refused.err) == (2, True)
    assert run_main("agreement", "verify", folder, "--receipt", receipt).status == 2
    receipt.write_text(json.dumps(entry | {"leaf": entry["leaf"][:-8] + "AAAAAAA="}), encoding="utf-8")
    refused = run_main("agreement", "verify", folder, "--receipt", receipt, "--log-key", key)
    assert (refused.status, "another leaf" in refused.err) == (2, True)
    receipt.write_text("[]", encoding="utf-8")
    assert run_main("agreement", "verify", folder, "--receipt", receipt, "--log-key", key).status == 2
