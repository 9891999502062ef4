"""Codes on paper: signed for one gate and one hour with a key that is forgotten at once, and set on a sheet of A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import SigningKey, write_point
from nuantu.passes.paper import HOUR_S, PAPER_ZONE, print_code
from nuantu.rights.font import find_faces
from nuantu.rights.paper import MARGIN_MM, MUTED, WIDTH_MM, Paper
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_issuing import Draft, sign_credentials

__all__ = ["HOUR_S", "PaperCode", "set_sheet", "sign_codes"]

GATE_CLASS = 1
ROW_MM, CODE_MM, COLUMNS, ROWS = 82.0, 62.0, 2, 3


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code for an hour (UTC seconds ÷ 3600): the id of its credential, and its text."""

    hour: int
    id: bytes
    text: str


def sign_codes(key: SigningKey, gate: int, zones: Sequence[int], places: Sequence[tuple[int, int, int, int]]
               ) -> list[PaperCode]:
    """Codes for a gate; ``places`` are hour, begin of its window, status list and place. Each has a key of its own."""
    devices = [ec.generate_private_key(ec.SECP256R1()) for _ in places]
    drafts = [Draft(write_point(device.public_key()), start_s, number, place)
              for device, (_hour, start_s, number, place) in zip(devices, places, strict=True)]
    issued = sign_credentials(key, drafts, kind=GATE_CLASS, key_level=0, zones=(*zones, PAPER_ZONE))
    return [PaperCode(place[0], one.id, print_code(one.credential, device, gate, place[0]))
            for place, one, device in zip(places, issued, devices, strict=True)]


def set_sheet(title: str, lines: Sequence[str], codes: Sequence[tuple[str, str]]) -> bytes:
    """A PDF: title, lines, then each code's words and its QR code of level Q, six on a page. Raises RunError where no
    installed font has Chinese characters."""
    try:
        regular, bold = find_faces()
    except InputError as fault:
        raise RunError(fault.what, fix=fault.fix or "") from fault
    paper = Paper(regular, bold, title, pages=max(1, -(-len(codes) // (COLUMNS * ROWS))))
    try:
        for at in range(0, len(codes), COLUMNS * ROWS):
            paper.add_page()
            paper.set_ink(15, bold=True)
            paper.write_lines(title, height=7)
            paper.set_ink(8.5, MUTED)
            for line in lines:
                paper.write_lines(line, height=4)
            top = paper.get_y() + 2
            for place, (words, text) in enumerate(codes[at:at + COLUMNS * ROWS]):
                _set_code(paper, MARGIN_MM + place % COLUMNS * WIDTH_MM / COLUMNS, top + place // COLUMNS * ROW_MM,
                          words, text)
        return bytes(paper.output())
    finally:
        paper.close_fonts()


def _set_code(paper: Paper, left_mm: float, top_mm: float, words: str, text: str) -> None:
    rows = [list(row) for row in segno.make(text, error="q", boost_error=False).matrix]
    module_mm = CODE_MM / (len(rows) + 8)
    paper.set_xy(left_mm, top_mm)
    paper.set_ink(13, bold=True)
    paper.cell(WIDTH_MM / COLUMNS, 7, words)
    paper.set_fill_color(0, 0, 0)
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = next((end for end in range(x, len(row)) if not row[end]), len(row)) - x
            if run:
                paper.rect(left_mm + (x + 4) * module_mm, top_mm + 8 + (y + 4) * module_mm, run * module_mm,
                           module_mm, style="F")
            x += max(run, 1)
