"""The block carries signatures, leaves the text as it was, and gives away every alteration."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.nuantu.agreement.agreement_text import SHIPPED, write_text
from tests.nuantu.agreement.signed_text import (
    AT_S,
    DATA,
    KEYS,
    get,
    list_texts,
    put,
    sign_all,
    sign_by,
    write_data,
    write_signed,
)
from tests.oracles.json_schema import find_faults

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.json_schema import build_schema
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import SIDES, AlteredError, list_sides, sign_statement
from nuantu.agreement.signature_block import join_signatures, strip_signatures
from nuantu.core.errors import AgreementError

PLAIN = yaml.safe_dump(DATA, allow_unicode=True, sort_keys=False).encode()
SIGNED = yaml.load(sign_all(PLAIN), Loader=yaml.BaseLoader)
WRITTEN = sign_all(PLAIN).decode()
PATHS = list(list_texts(SIGNED))
OWN = [path for path in PATHS if path[0] != "signatures"]
SIGNS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_every_shipped_agreement_can_be_signed(folder: Path, tmp_path: Path) -> None:
    """Byte for byte the same below three signatures, and read by the reader."""
    data = (folder / "agreement.yaml").read_bytes()
    signed = sign_all(data)
    found = read_agreement(write_text(tmp_path, signed))
    assert signed.startswith(data)
    assert strip_signatures(signed) == data
    assert list_sides(found.signatures) == list(SIDES)
    assert list(find_faults(yaml.load(signed, Loader=yaml.BaseLoader), build_schema(), build_schema())) == []


@pytest.mark.parametrize("data", [PLAIN, write_data(DATA), b"\xef\xbb\xbf" + PLAIN, PLAIN.rstrip(),
                                  PLAIN.replace(b"\n", b"\r\n"), "# \u2028# a line\n".encode() + PLAIN])
def test_signatures_join_one_by_one_or_at_once(data: bytes) -> None:
    """In any order and any layout, with the same bytes at the end."""
    made = [sign_by(data, side) for side in SIDES]
    slowly = data
    for one in reversed(made):
        slowly = join_signatures(slowly, [one, one])
    assert slowly == join_signatures(data, made)
    assert digest_agreement(strip_signatures(slowly)) == digest_agreement(data)
    assert strip_signatures(data) == data


def test_a_signature_under_another_text_does_not_join() -> None:
    """All or none: the others are not taken either."""
    other = sign_by(write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")), "platform")
    with pytest.raises(AlteredError, match="the side platform signed another text or other terms"):
        join_signatures(PLAIN, [sign_by(PLAIN, "workers"), other])
    with pytest.raises(AlteredError, match="does not hold"):
        join_signatures(PLAIN, [replace(sign_by(PLAIN, "workers"), name="李四")])


def test_divergent_texts_cannot_both_be_signed() -> None:
    """The text that the others signed takes no signature of the text that the workers signed, nor the reverse."""
    other = write_data(put(DATA, ("provisions", 0, "zh"), "另一句话"))
    two = sign_all(other, ["platform", "partners"])
    with pytest.raises(AlteredError):
        join_signatures(two, [sign_by(PLAIN, "workers")])
    with pytest.raises(AlteredError):
        join_signatures(sign_all(PLAIN, ["workers"]), [sign_by(other, "platform")])


def test_a_side_or_a_key_does_not_sign_twice() -> None:
    """Not even at another moment or for another side."""
    digests = digest_agreement(PLAIN)
    again = sign_statement(KEYS["workers"], digests, "workers", "张三", "工会主席", AT_S + 1)
    for_two = sign_statement(KEYS["workers"], digests, "platform", "李四", "代表", AT_S)
    for second, said in ((again, "signs twice"), (for_two, "signs for workers and for platform")):
        with pytest.raises(AgreementError, match=said):
            join_signatures(sign_all(PLAIN, ["workers"]), [second])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(OWN), st.data())
def test_any_character_changed_after_signing_is_refused(
    tmp_path: Path, path: tuple[Any, ...], data: st.DataObject,
) -> None:
    """In any printed text and any value of the terms; replaced, put in or taken out."""
    text = get(SIGNED, path)
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(SIGNS.filter(lambda one: one != text[at]))
    changed = text[:at] + data.draw(st.sampled_from(["", sign, sign + text[at]])) + text[at + 1:]
    with pytest.raises(AgreementError if path == ("id",) else AlteredError):
        read_agreement(write_text(tmp_path, json.dumps(put(SIGNED, path, changed))))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WRITTEN) - 1), st.characters(exclude_categories=["Cs"]), st.integers(0, 2))
def test_any_character_of_the_file_is_layout_or_counts(tmp_path: Path, at: int, sign: str, how: int) -> None:
    """Whatever is replaced, put in or taken out anywhere: the file is refused, or it says the very same."""
    changed = WRITTEN[:at] + ("", sign, sign + WRITTEN[at])[how] + WRITTEN[at + 1:]
    try:
        found = read_agreement(write_text(tmp_path, changed))
    except AgreementError:
        return
    assert digest_agreement(found.data) == digest_agreement(PLAIN)
    assert found.signatures == read_agreement(write_text(tmp_path, WRITTEN)).signatures


@pytest.mark.parametrize("path", [path for path in PATHS if path[0] == "signatures"], ids=str)
def test_any_value_of_the_block_counts(tmp_path: Path, path: tuple[Any, ...]) -> None:
    """One character of a digest, a name, a key or a signature."""
    text = get(SIGNED, path)
    changed = ("1" if text[0] == "0" else "0") + text[1:]
    with pytest.raises(AgreementError):
        read_agreement(write_text(tmp_path, json.dumps(put(SIGNED, path, changed))))


@pytest.mark.parametrize(("path", "value", "said"), [
    (("provisions", 1, "zh"), "一句。", "the text of provision p2 is not the one that was signed"),
    (("clauses", 0, "params", "base"), "4.01 CNY/order", "the terms of clause rate are not those that were signed"),
    (("clauses", 1, "params", "stop_after"), "12 min", "the terms of clause stop are not"),
    (("clauses", 1, "ambiguities", 0, "chosen"), "B", "the terms of clause stop are not"),
    (("currency",), "USD", "the terms outside the clauses are not those that were signed"),
    (("title", "zh"), "测", "the text outside the provisions is not the one that was signed"),
    (("effective", "from"), "2025-01-02", r"the head \(format, id, layer, parties, procedure or dates\) is not"),
    (("provisions",), DATA["provisions"][:1], "the text of provision p2 is not"),
    (("provisions",), [*DATA["provisions"], {**DATA["provisions"][0], "id": "p3"}], "the text of provision p3 is not"),
    (("clauses",), DATA["clauses"][::-1], "the terms of clause"),
    (("clauses", 0, "id"), "other", "the terms of clause rate are not"),
])
def test_the_refusal_names_what_was_altered(tmp_path: Path, path: tuple[Any, ...], value: Any, said: str) -> None:
    """By provision or clause, whatever else may be wrong with the file then."""
    file = write_text(tmp_path, json.dumps(put(SIGNED, path, value)))
    with pytest.raises(AlteredError, match=said):
        read_agreement(file)


def test_a_new_layout_is_no_alteration(tmp_path: Path) -> None:
    """Comments, quotes and the order of keys may change after signing."""
    again = yaml.safe_dump(SIGNED, allow_unicode=True, sort_keys=True, indent=6, default_style='"')
    assert len(read_agreement(write_text(tmp_path, "# laid out anew\n" + again)).signatures) == 3


def test_an_unsigned_file_reads_as_before(tmp_path: Path) -> None:
    """Without signatures."""
    assert read_agreement(write_text(tmp_path, PLAIN)).signatures == ()
    assert len(read_agreement(write_signed(tmp_path / "one", sides=["platform"])).signatures) == 1


@pytest.mark.parametrize(("path", "value", "said"), [
    (("signatures",), None, "mapping"), (("signatures", "by"), [], "holds no signature"),
    (("signatures", "format"), "nuantu-signatures/2", "words that may stand here"),
    (("signatures", "by"), [SIGNED["signatures"]["by"][0]] * 2, "signs twice"),
    (("signatures", "more"), "x", "not known"), (("signatures", "provisions"), "x", "a list"),
])
def test_a_block_that_is_not_whole_is_refused(tmp_path: Path, path: tuple[Any, ...], value: Any, said: str) -> None:
    """Also an empty one: it does not pass for an unsigned file."""
    with pytest.raises(AgreementError, match=said):
        read_agreement(write_text(tmp_path, json.dumps(put(SIGNED, path, value))))


@pytest.mark.parametrize("data", [PLAIN + b"...\n", b"---\n" + PLAIN + b"---\n",
                                  b"  " + PLAIN.replace(b"\n", b"\n  ").rstrip(b" "), b"# first\n" + write_data(DATA)])
def test_a_file_that_cannot_carry_a_block_is_refused(data: bytes) -> None:
    """In one sentence, and nothing is returned."""
    with pytest.raises(AgreementError):
        join_signatures(data, [sign_by(PLAIN, "workers")])


def test_a_block_in_the_middle_is_not_moved() -> None:
    """What stands after it would be lost."""
    with pytest.raises(AgreementError, match="not where nuantu writes it"):
        strip_signatures(sign_all(PLAIN) + b"supersedes: [other]\n")
    with pytest.raises(AgreementError, match="no signature is to be joined"):
        join_signatures(PLAIN, [])
