"""Layout does not count under the digest; every character of every value does."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.agreement.agreement_text import ROOT, SHIPPED
from tests.nuantu.agreement.signed_text import DATA, get, list_texts, put, sign_all, write_data

from nuantu.agreement.digest import digest_agreement, write_canonical
from nuantu.core.errors import AgreementError

PATHS = list(list_texts(DATA))
PLAIN = digest_agreement(write_data(DATA))
#: What can be written in a file, without halves of characters.
SIGNS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])


def sha(text: str) -> str:
    """SHA-256 of a text in UTF-8, by the library alone."""
    return hashlib.sha256(text.encode()).hexdigest()


def shuffle(value: Any) -> Any:
    """The same keys in the opposite order."""
    if isinstance(value, dict):
        return {key: shuffle(value[key]) for key in reversed(value)}
    return [shuffle(one) for one in value] if isinstance(value, list) else value


def test_the_worked_example_of_the_documents_is_what_is_computed() -> None:
    """Every digest of docs/signing.md, from canonical bytes that are written out there by hand."""
    blocks = dict(re.findall(r"<!-- example: (\w+) -->\n```\w*\n(.*?)```",
                             (ROOT / "docs" / "signing.md").read_text(encoding="utf-8"), re.S))
    found = digest_agreement(blocks["file"].encode())
    lines = blocks["canonical"].splitlines()
    told = dict(line.split(" = ") for line in blocks["digests"].splitlines())

    assert [sha(line) for line in lines] == [
        found.identity_sha256, found.provisions[0][1], found.text_head_sha256, found.text_sha256, found.clauses[0][1],
        found.terms_head_sha256, found.terms_sha256, found.digest]
    assert told == {"identity_sha256": found.identity_sha256, "text_sha256": found.text_sha256,
                    "terms_sha256": found.terms_sha256, "digest": found.digest}


def test_layout_comments_and_the_order_of_keys_do_not_count() -> None:
    """JSON, block YAML, other quotes, comments, a byte order mark, other line ends: one digest."""
    block = yaml.safe_dump(DATA, allow_unicode=True, sort_keys=False, width=10**6)
    for written in (block.encode(), ("# a comment\n" + block).encode(), block.replace("\n", "\r\n").encode(),
                    b"\xef\xbb\xbf" + block.encode(), yaml.safe_dump(DATA, indent=4, default_style="'").encode(),
                    yaml.safe_dump(DATA, default_flow_style=True).encode(), write_data(shuffle(DATA))):
        assert digest_agreement(written) == PLAIN


def test_signatures_do_not_count() -> None:
    """A signed file has the digest that was signed."""
    assert digest_agreement(sign_all(write_data(DATA))) == PLAIN


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), st.data())
def test_any_character_of_any_value_counts(path: tuple[Any, ...], data: st.DataObject) -> None:
    """One character replaced, put in or taken out."""
    text = get(DATA, path)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from(["", "replace", "insert"])).replace(
        "replace", data.draw(SIGNS)).replace("insert", data.draw(SIGNS) + text[at]) + text[at + 1:]
    if changed == text or (path == ("id",) and not changed.strip()):
        return
    assert digest_agreement(write_data(put(DATA, path, changed))).digest != PLAIN.digest


@pytest.mark.parametrize("change", [
    lambda data: data["clauses"].reverse(), lambda data: data["provisions"].pop(),
    lambda data: data["provisions"].reverse(), lambda data: data.update(supersedes=["other"]),
    lambda data: data["clauses"].append(dict(data["clauses"][0])), lambda data: data.pop("currency"),
    lambda data: data["parties"].update(partner_company={"zh": "合作商", "en": "partners"}),
    lambda data: data["clauses"][0].update(selector=None), lambda data: data.update(colour="red"),
])
def test_what_is_added_removed_or_moved_counts(change: Any) -> None:
    """Also a key that nobody knows, and null."""
    data = put(DATA, ("source",), DATA["source"])
    change(data)
    assert digest_agreement(write_data(data)).digest != PLAIN.digest


def test_null_is_not_the_word_null() -> None:
    """A plain null and the quoted word are two values."""
    head = "id: a\nsource: "
    assert digest_agreement(f"{head}null\n".encode()) != digest_agreement(f'{head}"null"\n'.encode())


def test_each_part_has_its_own_digest() -> None:
    """A changed term leaves text and identity as they were."""
    other = digest_agreement(write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")))
    assert (other.text_sha256, other.identity_sha256) == (PLAIN.text_sha256, PLAIN.identity_sha256)
    assert other.clauses[0] != PLAIN.clauses[0]
    assert other.clauses[1:] == PLAIN.clauses[1:]
    assert [name for name, _ in PLAIN.clauses] == ["rate", "stop"]
    assert (PLAIN.agreement_id, PLAIN.effective_from) == ("signed", "2025-01-01")


@pytest.mark.parametrize(("data", "said"), [
    (b"", "empty"), (b"- a\n", "mapping"), (b"id: a\nid: b\n", "stands twice"), (b"x: 1\n", "'id' is missing"),
    (b'id: a\nsource: "\\ud800"\n', "half a character"), (b"id: a\nscope: {zh: a, zh: b}\n", "stands twice"),
    (b"\xff\n", "UTF-8"), (b"id: a\nscope: {[a]: b}\n", "a key is a list"), (b"a: " + b"x" * 1_000_001, "larger"),
])
def test_what_is_no_agreement_is_refused(data: bytes, said: str) -> None:
    """In one sentence."""
    with pytest.raises(AgreementError, match=said):
        digest_agreement(data)


def test_the_canonical_form_is_plain_json() -> None:
    """Sorted keys, no spaces, UTF-8, the escapes of JSON and no others."""
    assert write_canonical({"b": ["甲\n\"", None], "a": {}}) == '{"a":{},"b":["甲\\n\\"",null]}'.encode()


def test_no_two_shipped_agreements_share_a_digest() -> None:
    """And all have one."""
    found = {digest_agreement((folder / "agreement.yaml").read_bytes()).digest for folder in SHIPPED.iterdir()}
    assert len(found) == len(list(SHIPPED.iterdir()))
