"""Which words the hub says, which of them lack English, and whether a page speaks English only.

``python -m tests.nuantu_hub.wording`` lists what is missing, app by app.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

from django.template import engines
from django.template.base import NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from nuantu_hub.site.messages import HUB, list_sources, read_catalogue

#: Names under which gettext is called -> how many of the first arguments are its message.
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: What is to be typed as it stands, whatever the language of the page.
VERBATIM = re.compile(r"「[^」]*」")
IN_EXPRESSION = re.compile(r"""_\(("[^"]+"|'[^']+')\)""")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-name", "data-done", "content")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def list_words_of_code(path: Path) -> set[str]:
    """Messages that a module asks gettext for; what is counted as ``one NUL many``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            told = [one.value for one in node.args[:CALLS.get(name, 0)]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if told:
                found.add("\x00".join(told))
    return found


def list_words_of_template(path: Path) -> set[str]:
    """Messages of a template: its translate and blocktranslate tags, and ``_("…")`` in expressions."""
    text = path.read_text(encoding="utf-8")
    template = engines["django"].from_string(text).template
    found = {word[1:-1] for word in IN_EXPRESSION.findall(text)}
    nodes: NodeList = template.nodelist
    for said in nodes.get_nodes_by_type(TranslateNode):
        literal = said.filter_expression.var
        found.add(str(getattr(literal, "literal", None) or literal))
    for block in nodes.get_nodes_by_type(BlockTranslateNode):
        forms = [tokens for tokens in (block.singular, block.plural) if tokens]
        found.add("\x00".join(block.render_token_list(tokens)[0] for tokens in forms))
    return found


def list_words() -> dict[str, set[Path]]:
    """Every message of the hub that has Chinese in it -> where it is said."""
    said: dict[str, set[Path]] = defaultdict(set)
    for path in sorted(HUB.rglob("*.py")):
        for word in list_words_of_code(path):
            said[word].add(path)
    for path in sorted(HUB.rglob("templates/**/*.*")):
        if path.suffix in (".html", ".txt", ".xml"):
            for word in list_words_of_template(path):
                said[word].add(path)
    return {word: places for word, places in said.items() if HAN.search(word)}


def list_english() -> dict[str, str]:
    """Every message with its English, over all apps."""
    return {key.split("\x04")[-1]: words
            for source in list_sources() for key, words in read_catalogue(source).items() if key}


def list_missing() -> dict[str, set[Path]]:
    """Messages without English -> where they are said."""
    english = list_english()
    return {word: places for word, places in list_words().items() if word not in english}


def is_chinese(words: str) -> bool:
    """Whether words are Chinese, beside what is to be typed as it stands."""
    return bool(HAN.search(VERBATIM.sub("", words)))


class Listener(HTMLParser):
    """Hears what a page says outside elements whose language is Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[bool] = [False]
        self.heard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the language of each open element, and hear its spoken attributes."""
        named = dict(attrs)
        lang = named.get("lang")
        chinese = lang.lower().startswith("zh") if lang else self.stack[-1]
        if tag in ("script", "style", "title"):
            chinese = True
        if not chinese:  # an attribute cannot say its language: a name among English words is let pass
            self.heard += [words for name, words in attrs
                           if name in SPOKEN and words and is_chinese(words) and not re.search("[A-Za-z]{2}", words)]
        if tag not in VOID:
            self.stack.append(chinese)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID and len(self.stack) > 1:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        """Hear words."""
        if not self.stack[-1] and is_chinese(data):
            self.heard.append(" ".join(data.split()))


def hear_chinese(page: str) -> list[str]:
    """Chinese that an English page says outside elements marked ``lang="zh…"``."""
    listener = Listener()
    listener.feed(page)
    return listener.heard


if __name__ == "__main__":
    import django

    django.setup()
    for missing, places in sorted(list_missing().items(), key=lambda pair: sorted(map(str, pair[1]))):
        print(sorted(str(place.relative_to(HUB)) for place in places)[0], repr(missing))  # noqa: T201
