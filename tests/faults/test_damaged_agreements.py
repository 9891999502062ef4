"""Random damage to agreement files ends in an agreement or in one sentence with file and line, never in a traceback."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.faults.test_damaged_days import damage
from tests.nuantu.agreement.agreement_text import ROOT, SHIPPED
from tests.nuantu.agreement.test_reader import MUTATIONS
from tests.nuantu.settle.plain_words import write_book

from nuantu.agreement.book import load_book
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.skeleton import Head, write_skeleton
from nuantu.core.errors import AgreementError

FEW = 3_000
MANY = 100_000


def gather_texts(folder: Path) -> list[str]:
    """Sound files of every kind: the page's example, a skeleton of each type, the clauses of the worked cases, and the
    shipped agreements that are short."""
    texts = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "agreement-format.md").read_text(encoding="utf-8"),
                       re.DOTALL)
    texts += [write_skeleton(Head("a", "试", "a trial"), [name]) for name in CLAUSE_TYPES]
    for number, path in enumerate(sorted((ROOT / "tests" / "cases").glob("*/*.yaml"))):
        sheet: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        case = sheet if isinstance(sheet, dict) else sheet[0]
        if path.parent.name in ("pay", "verdicts"):
            (folder / str(number)).mkdir()
            write_book(case["clauses"], case.get("currency", "CNY"), folder / str(number))
            texts += [_write_plainly(file) for file in sorted((folder / str(number)).glob("platform.yaml"))]
    shipped = [(one / "agreement.yaml").read_text(encoding="utf-8") for one in sorted(SHIPPED.iterdir())]
    return texts + [text for text in shipped if len(text) < 6_000]


def _write_plainly(file: Path) -> str:
    """As people write it: a line a key, not one line of JSON."""
    return yaml.safe_dump(json.loads(file.read_text(encoding="utf-8")), allow_unicode=True, sort_keys=False)


def harm(text: str, rng: random.Random) -> bytes:
    """Bytes flipped, cut and repeated, or lines and values as a hurried hand leaves them."""
    if rng.random() < 0.4:
        return damage(text.encode(), rng)
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 2, 3))):
        if len(lines) > 2:
            rng.choice(MUTATIONS)(lines, rng)
    return "\n".join(lines).encode()


def count_refusals(texts: Sequence[str], rounds: int, file: Path) -> int:
    """Damage one of the texts after another; how many were refused, each as it should be.

    What is no AgreementError ends the test with its traceback.
    """
    refused = 0
    for seed in range(rounds):
        rng = random.Random(seed)
        file.write_bytes(harm(rng.choice(texts), rng))
        said = read_damaged(file)
        refused += said is not None
        told = str(said)
        assert said is None or (said.file, bool(said.line)) == (str(file), True), (seed, told)
        assert (len(told.splitlines()), len(told) < 1_500) == (1, True), (seed, told)
    return refused


def read_damaged(file: Path) -> AgreementError | None:
    """The refusal of a file, ``None`` where it is still an agreement; anything else goes on as a traceback."""
    try:
        load_book(file, allow_open=True)
    except AgreementError as error:
        return error
    return None


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The sound files, read once."""
    return gather_texts(tmp_path_factory.mktemp("sound"))


def test_every_sound_text_can_be_read(texts: list[str], tmp_path: Path) -> None:
    """Otherwise nothing would be shown by damaging it."""
    file = tmp_path / "agreement.yaml"
    for text in texts:
        file.write_text(text, encoding="utf-8")
        load_book(file, allow_open=True)
    assert len(texts) > len(CLAUSE_TYPES)


def test_damaged_agreements_are_refused_with_file_and_line(texts: list[str], tmp_path: Path) -> None:
    """Some thousand of them in the fast suite."""
    assert count_refusals(texts, FEW, tmp_path / "agreement.yaml") > FEW // 2


@pytest.mark.slow
def test_a_hundred_thousand_damaged_agreements_are_refused_with_file_and_line(
    texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    """No traceback, every refusal with its place; the figure is printed."""
    refused = count_refusals(texts, MANY, tmp_path / "agreement.yaml")
    with capsys.disabled():
        sys.stdout.write(f"\n{MANY:,} damaged agreements: {refused:,} refused by file and line, "
                         f"{MANY - refused:,} still sound, 0 tracebacks\n")
    assert refused > MANY // 2
