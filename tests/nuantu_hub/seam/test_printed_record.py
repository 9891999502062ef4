"""A record on paper: headings, rows, and as many lines as there are signers, on as many pages as it takes."""

from __future__ import annotations

import io

import pypdfium2

from nuantu_hub.seam.printed_record import Section, print_record


def test_all_words_are_on_the_pages_and_the_pages_are_counted() -> None:
    rows = [("号", "姓名"), *((str(number), f"候选人{number}") for number in range(1, 90))]
    document = pypdfium2.PdfDocument(io.BytesIO(print_record("结果", [Section("选区", ["一句"], (0.2, 0.8), rows)],
                                                             ["监票人", "上级工会"])))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]

    assert len(pages) > 1
    assert f"第1页，共{len(pages)}页" in pages[0]
    assert all(f"候选人{number}" in "".join(pages) for number in range(1, 90))
    assert "".join(pages).count("日期：") == 2
