"""The page: text that can be read out, a font of which only what is used is embedded, one page where it fits."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from tests.nuantu.rights.sheet_cases import list_cases, state_case

from nuantu.agreement.book import load_book
from nuantu.core.errors import InputError
from nuantu.rights.own_copy import Person
from nuantu.rights.page import TITLE, write_page
from nuantu.rights.statement import Statement, find_copy, make_statement

EXAMPLE = Path(__file__).parents[3] / "examples" / "rights"


@cache
def state_example() -> Statement:
    """The statement of the example of two months, found once."""
    return make_statement(find_copy(EXAMPLE / "two-months", Person("YG-10086")), load_book(EXAMPLE / "agreement"))


def read_pages(path: Path) -> list[str]:
    """Text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def test_a_usual_case_stands_on_one_page_whole(tmp_path: Path) -> None:
    """Who, when, under what, what is missing and why, what lacks, the clauses, how to recount, where to sign."""
    write_page(state_example(), tmp_path / "page.pdf")
    pages = read_pages(tmp_path / "page.pdf")
    assert len(pages) == 1
    text = re.sub(r"\s", "", pages[0])
    for words in (TITLE, "YG-10086", "2026-10-30至2026-11-04", "送达8单，3天", "¥129.27", "¥121.78", "¥7.49",
                  "1小时29分×¥27.70/小时=¥41.09（四舍五入），减去已得¥22.50，付¥18.59",
                  "payslips.csv第11行-¥3.00（超时）", "工资单没有列出", "违反YG-4超时不扣款",
                  "《个人信息保护法》第四十五条", "接单时当地有黄色及以上天气预警的，每单另补2.00元", "本项目自拟",
                  "SHA-256", "本人签名", "第1页，共1页"):
        assert words in text, words


def test_only_a_subset_of_the_font_is_embedded(tmp_path: Path) -> None:
    """The file is small, its fonts carry the six letters of a subset, and the same records give the same bytes."""
    statement = state_example()
    write_page(statement, tmp_path / "page.pdf")
    write_page(statement, tmp_path / "again.pdf")
    data = (tmp_path / "page.pdf").read_bytes()
    assert len(data) < 400_000
    names = set(re.findall(rb"/FontName /([^\s/]+)", data))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in names)
    assert (tmp_path / "again.pdf").read_bytes() == data


def test_a_long_case_runs_on_under_a_summary(tmp_path: Path) -> None:
    """Sixty orders short of a fen: the first page sums up, the differences follow, all pages are numbered."""
    orders = [(f"A{number:03}", f"{8 + number // 6:02}:{number % 6}0") for number in range(60)]
    trips = "order_id,accepted,delivered\n" + "".join(
        f"{order},2026-11-20 {clock}:00,2026-11-20 {clock}:59\n" for order, clock in orders)
    slips = "period,order_id,component,amount\n" + "".join(f"2026-11-20,{order},base,5.99\n" for order, _ in orders)
    case = {"clauses": [{"id": "piece", "type": "weekday_distance_band", "params": {"base": "6.00 CNY/order"}}],
            "sheets": {"trips": trips, "payslips": slips}}
    write_page(state_case(case, tmp_path), tmp_path / "page.pdf")
    pages = read_pages(tmp_path / "page.pdf")
    assert len(pages) > 2
    assert "逐笔差额 60 项" in pages[0]
    assert "¥0.60" in pages[0]
    assert "本人签名" in pages[0]
    assert [order for order, _ in orders if order not in "".join(pages[1:])] == []
    assert all(f"第 {number} 页，共 {len(pages)} 页" in page for number, page in enumerate(pages, 1))


def test_without_a_font_nothing_is_written(tmp_path: Path) -> None:
    """One sentence instead."""
    (tmp_path / "fonts").mkdir()
    with pytest.raises(InputError, match="no installed font has Chinese characters"):
        write_page(state_example(), tmp_path / "page.pdf", [str(tmp_path / "fonts")])
    assert not (tmp_path / "page.pdf").exists()


@pytest.mark.parametrize("where", ["", "file/page.pdf"])
def test_a_place_that_cannot_be_written_is_named(where: str, tmp_path: Path) -> None:
    """A folder is no file, and a file no folder."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError):
        write_page(state_example(), tmp_path / where)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in list_cases()[::10]])
def test_every_page_says_the_sums_of_its_statement(case: dict[str, object], tmp_path: Path) -> None:
    """Owed, paid and missing stand on the first page as they stand in the statement."""
    statement = state_case(case, tmp_path)
    write_page(statement, tmp_path / "page.pdf")
    first = read_pages(tmp_path / "page.pdf")[0]
    assert all(statement.money(statement.totals[f"{key}_minor"]) in first for key in ("owed", "paid", "missing"))
