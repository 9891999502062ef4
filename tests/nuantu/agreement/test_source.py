"""Files are read as bare structure, and every defect is one sentence with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import write_text

from nuantu.agreement.source import MOST_BYTES, read_source
from nuantu.core.errors import AgreementError


@pytest.mark.parametrize(("content", "line", "what"), [
    (b"", 1, "the file is empty"),
    (b"# only a comment\n", 1, "the file is empty"),
    (b"a: 1\n\tb: 2\n", 2, "the line is indented with a tab"),
    (b"a: 1\nb: [1, 2\n", 3, "the text cannot be parsed"),
    (b"a: 1\n b: 2\n", 2, "the text cannot be parsed"),
    (b"a: &x 1\nb: 2\n", 1, "anchors and aliases are not read"),
    (b"a: 1\nb: *x\n", 2, "anchors and aliases are not read"),
    (b"a: !!python/object/apply:os.system [ls]\n", 1, "tags are not read"),
    (b"a: 1\n---\nb: 2\n", 2, "a second document begins"),
    (b"a: 1\na: 2\n", 2, "the key 'a' stands twice"),
    (b"? [a, b]\n: 1\n", 1, "a key is a list or a mapping"),
    (b"- a\n- b\n", 1, "a mapping of keys to values is expected here"),
    (b"just text\n", 1, "a mapping of keys to values is expected here"),
    (b"a: 1\nb: \xff\xfe\n", 2, "the text is not UTF-8"),
    ("a: 1\n".encode("utf-16"), 1, "the text is not UTF-8"),
    (b"a: 1\nb: x\x00y\n", 2, "the line holds a control character"),
    (b"a: " + b"[" * 5000 + b"]" * 5000, 1, "the text is nested more than 12 levels deep"),
    (b"a" * (MOST_BYTES + 1), None, "the file is larger than 1,000,000 bytes"),
])
def test_a_defective_file_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int | None, what: str) -> None:
    """One sentence names the file, the line where there is one, and the defect."""
    file = write_text(tmp_path, content)

    with pytest.raises(AgreementError) as caught:
        read_source(file)[0].finish()

    assert caught.value.what.startswith(what)
    assert (caught.value.file, caught.value.line) == (str(file), line)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The reason comes from the system, the path from the user."""
    with pytest.raises(AgreementError, match="cannot be read"):
        read_source(tmp_path / "absent.yaml")


def test_nothing_is_guessed_from_the_look_of_a_value(tmp_path: Path) -> None:
    """Words that YAML would turn into other things stay what was written."""
    section, _ = read_source(write_text(tmp_path, "on: yes\ntime: 12:30\nnumber: 0x10\ndate: 2025-12-31\n"))

    assert [section.text(name).value for name in section.names()] == ["yes", "12:30", "0x10", "2025-12-31"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    """Both come from common editors."""
    section, _ = read_source(write_text(tmp_path, b"\xef\xbb\xbfa: one\r\nb: two\r\n"))

    assert (section.string("a"), section.string("b")) == ("one", "two")


def test_a_key_that_nobody_asked_for_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen gets an answer that helps."""
    section, _ = read_source(write_text(tmp_path, "title: x\nstrenght: must\n"))
    section.string("title")
    section.has("strength")

    with pytest.raises(AgreementError) as caught:
        section.finish()

    assert str(caught.value).endswith(
        "agreement.yaml, line 2, column 1, field strenght: the key 'strenght' is not known here; "
        "did you mean strength.")


@pytest.mark.parametrize(("text", "what"), [
    ("a: [x]", "a single value is expected here"), ("a: null", "the value is missing"),
    ("a: ''", "the value is missing"),
    ("b: 1", "the key 'a' is missing"),
])
def test_text_must_be_one_plain_value(tmp_path: Path, text: str, what: str) -> None:
    """Lists, nothing and emptiness are not text."""
    section, _ = read_source(write_text(tmp_path, text))

    with pytest.raises(AgreementError, match=what):
        section.string("a")


def test_a_date_is_read_or_refused(tmp_path: Path) -> None:
    """Only real calendar dates in one form."""
    section, _ = read_source(write_text(tmp_path, "a: 2025-12-31\nb: 2025-02-30\nc: 31.12.2025\n"))

    assert section.date("a").isoformat() == "2025-12-31"
    for name in ("b", "c"):
        with pytest.raises(AgreementError, match="is not a date"):
            section.date(name)


def test_a_list_may_be_one_bare_word(tmp_path: Path) -> None:
    """``kinds: rain`` means a list of one; anything nested is refused."""
    section, _ = read_source(write_text(tmp_path, "a: rain\nb: [rain, [snow]]\nc: {x: y}\n"))

    assert [text.value for text in section.texts("a")] == ["rain"]
    for name in ("b", "c"):
        with pytest.raises(AgreementError, match="is expected here"):
            section.texts(name)


def test_a_long_choice_is_told_by_its_nearest_words(tmp_path: Path) -> None:
    """Nobody reads a sentence with a hundred names in it."""
    section, _ = read_source(write_text(tmp_path, "type: zzz\n"))

    with pytest.raises(AgreementError, match="use one of the 40 known ones, such as"):
        section.word("type", [f"word{number}" for number in range(40)])
