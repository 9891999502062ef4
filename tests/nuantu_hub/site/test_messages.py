"""The hub's English is complete, is compiled as gettext reads it, and a fault in it is named by file and line."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from tests.nuantu_hub.wording import hear_chinese, is_chinese, list_english, list_missing

from nuantu_hub.site.messages import WordingError, compile_messages, list_sources, pack_catalogue, read_catalogue

TEXT = '''msgid ""
msgstr "Content-Type: text/plain\\n"

# --- part
msgid "%(n)d 条"
msgid_plural "%(n)d 条"
msgstr[0] "%(n)d clause"
msgstr[1] "%(n)d clauses"

msgctxt "verb"
msgid "读"
msgstr "read"

msgid "说了\\"好\\""
msgstr ""
"said "
"\\"yes\\""

msgid "没译"
msgstr ""
'''


def _write(folder: Path, text: str) -> Path:
    path = folder / "app" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_people_write_is_what_gettext_reads(tmp_path: Path) -> None:
    _write(tmp_path, TEXT)
    written = compile_messages(tmp_path)
    with written[0].open("rb") as file:
        words = gettext.GNUTranslations(file)

    assert [words.ngettext("%(n)d 条", "%(n)d 条", n) for n in (1, 2)] == ["%(n)d clause", "%(n)d clauses"]
    assert words.pgettext("verb", "读") == "read"
    assert words.gettext('说了"好"') == 'said "yes"'
    assert words.gettext("没译") == "没译"


def test_compiling_again_writes_nothing_until_words_change(tmp_path: Path) -> None:
    path = _write(tmp_path, TEXT)

    assert len(compile_messages(tmp_path)) == 1
    assert compile_messages(tmp_path) == []
    path.write_text(TEXT.replace("read", "learn"), encoding="utf-8")
    assert compile_messages(tmp_path) == [path.with_suffix(".mo")]


@pytest.mark.parametrize(("text", "said"), [
    ('msgid "甲"\nmsgstr "a"\n\nmsgid "甲"\nmsgstr "b"\n', r"django.po:4: '甲' is translated twice, and differently"),
    ("msgid 甲\n", "django.po:1: this is neither a comment nor a message"),
    ('"甲"\n', "django.po:1: words that belong to no message"),
    ('msgid "a\\"\n', "django.po:1: the quotes of")])
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WordingError, match=said):
        read_catalogue(_write(tmp_path, text))


def test_the_same_words_give_the_same_bytes() -> None:
    assert pack_catalogue({"b": "2", "a": "1"}) == pack_catalogue({"a": "1", "b": "2"})


def test_nothing_that_the_hub_says_lacks_english() -> None:
    assert {word: sorted(path.name for path in places) for word, places in list_missing().items()} == {}


def test_english_is_english_and_carries_every_figure_of_the_chinese() -> None:
    def fields(words: str) -> set[str]:
        return {part.split(")")[0] for part in words.split("%(")[1:]}

    # One thing need not be counted in figures: "One place has no headcount".
    wrong = [word for word, english in list_english().items() if is_chinese(english) or
             fields(word) != fields(english.split("\x00")[-1]) or not fields(english.split("\x00")[0]) <= fields(word)]

    assert wrong == []


def test_one_message_has_one_english_in_all_apps() -> None:
    said: dict[str, set[str]] = {}
    for source in list_sources():
        for key, words in read_catalogue(source).items():
            if key:
                said.setdefault(key.split("\x00")[0], set()).add(words.split("\x00")[0])

    assert {key: sorted(words) for key, words in said.items() if len(words) > 1} == {}


def test_chinese_on_an_english_page_is_heard_unless_it_is_marked() -> None:
    page = '<html lang="en"><p>ok <span lang="zh-Hans">云港</span></p><p title="没">你</p><script>"好"</script></html>'

    assert hear_chinese(page) == ["没", "你"]
