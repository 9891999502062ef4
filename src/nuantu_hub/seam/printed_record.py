"""A record on A4 paper: a title, paragraphs, tables of words, and lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.core.errors import InputError
from nuantu.rights.font import find_faces
from nuantu.rights.paper import INK, MUTED, WIDTH_MM, Paper
from nuantu_hub.seam.errors import RunError

ROW_MM = 5.6


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, and rows of a table with the width of each column as a share of the page."""

    heading: str
    lines: Sequence[str] = ()
    widths: Sequence[float] = ()
    rows: Sequence[Sequence[str]] = ()


def print_record(title: str, sections: Sequence[Section], signers: Sequence[str] = ()) -> bytes:
    """The PDF. Raises RunError where no installed font has Chinese characters."""
    try:
        regular, bold = find_faces()
    except InputError as fault:
        raise RunError(fault.what, fix=fault.fix or "") from fault
    pages = 1
    while True:
        paper = Paper(regular, bold, title, pages=pages)
        try:
            _fill(paper, title, sections, signers)
            if paper.page_no() == pages:
                return bytes(paper.output())
            pages = paper.page_no()
        finally:
            paper.close_fonts()


def _fill(paper: Paper, title: str, sections: Sequence[Section], signers: Sequence[str]) -> None:
    paper.add_page()
    paper.set_ink(16, bold=True)
    paper.write_lines(title, height=8)
    for section in sections:
        paper.write_heading(section.heading)
        paper.set_ink(9)
        for line in section.lines:
            paper.write_lines(line)
        for number, row in enumerate(section.rows):
            _write_row(paper, section.widths, row, head=number == 0)
    if signers:
        paper.write_heading("签字")
        for signer in signers:
            paper.set_ink(9)
            paper.ln(7)
            paper.write_lines(f"{signer}：　　　　　　　　　　　　日期：")


def _write_row(paper: Paper, widths: Sequence[float], row: Sequence[str], *, head: bool) -> None:
    if paper.will_page_break(ROW_MM):
        paper.add_page()
    paper.set_ink(8 if head else 9, MUTED if head else INK)
    for share, words in zip(widths, row, strict=True):
        room = share * WIDTH_MM
        paper.cell(room, ROW_MM, paper.break_text(words, room - 2)[0])
    paper.ln(ROW_MM)
