"""A4 paper: fonts, margins, page numbers, and lines of Chinese broken where they may be."""

from __future__ import annotations

import re
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from nuantu.rights.font import Face

Align = Literal["L", "R", "C"]
Colour = tuple[int, int, int]

INK: Final[Colour] = (28, 36, 43)
MUTED: Final[Colour] = (98, 110, 118)
RULE: Final[Colour] = (203, 211, 216)
PALE: Final[Colour] = (243, 246, 247)
ACCENT: Final[Colour] = (24, 92, 104)
ALARM: Final[Colour] = (160, 44, 36)
MARGIN_MM: Final = 18.0
WIDTH_MM: Final = 210.0 - 2 * MARGIN_MM
BOTTOM_MM: Final = 17.0
#: A number with its sign, a Latin word or a digest hold together; every other character stands alone.
_PIECE: Final = re.compile(r"[-−]?[¥$€]?[\w.,:/@%#+-]+(?<![\u3000-\u9fff\uff00-\uffef])|\s+|.", re.ASCII)
#: Never at the head of a line, never at its end.
_NOT_FIRST: Final = "，。；：、！？）》”’】%"
_NOT_LAST: Final = "（《“‘【¥"


class Paper(FPDF):
    """A document in one family of faces; lengths in millimetres, type in points.

    ``pages`` is how many it will have in all, for the foot of each; ``tight`` sets it closer, to fit on one.
    """

    def __init__(self, regular: Face, bold: Face, running_head: str, *, pages: int = 1, tight: bool = False) -> None:
        super().__init__(format="A4")
        self.running_head = running_head
        self.pages_in_all = pages
        self.tight = tight
        self.set_margins(MARGIN_MM, 12 if tight else 16, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=BOTTOM_MM)
        for style, face in (("", regular), ("B", bold)):
            collection = face.number if face.path.suffix.lower() in (".ttc", ".otc") else 0
            self.add_font("page", style, fname=str(face.path), collection_font_number=collection)
        self.set_text_shaping(use_shaping_engine=False)
        self.c_margin = 0.0
        self.alias_nb_pages("")
        self.set_ink(9)

    def close_fonts(self) -> None:
        """Close the files of the faces."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def set_ink(self, size: float, colour: Colour = INK, *, bold: bool = False) -> None:
        """Type and colour of what is written next."""
        self.set_font("page", "B" if bold else "", size)
        self.set_text_color(*colour)

    def header(self) -> None:
        """From the second page on: whose statement it is."""
        if self.page_no() > 1:
            self.set_ink(7.5, MUTED)
            self.cell(WIDTH_MM, 4, self.running_head, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.draw_rule(0.5)
            self.ln(3)

    def footer(self) -> None:
        """Number of the page, and how many there are."""
        self.set_y(-13)
        self.set_ink(7.5, MUTED)
        self.cell(WIDTH_MM, 4, f"第 {self.page_no()} 页，共 {self.pages_in_all} 页", align="C")

    def draw_rule(self, gap: float = 1.5) -> None:
        """A fine line across the page."""
        self.ln(gap)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(MARGIN_MM, self.get_y(), MARGIN_MM + WIDTH_MM, self.get_y())
        self.ln(gap)

    def write_heading(self, text: str) -> None:
        """A section's heading, kept with what follows it."""
        if self.will_page_break(18):
            self.add_page()
        self.ln(1.8 if self.tight else 3.2)
        self.set_ink(10 if self.tight else 10.5, ACCENT, bold=True)
        self.cell(WIDTH_MM, 5 if self.tight else 5.4, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(0.2 if self.tight else 0.8)

    def write_lines(self, text: str, *, height: float = 4.4, indent: float = 0.0, width: float = 0.0) -> None:
        """A paragraph, broken where Chinese and numbers may be."""
        room = (width or WIDTH_MM) - indent
        for line in self.break_text(text, room):
            self.set_x(MARGIN_MM + indent)
            self.cell(room, height, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def break_text(self, text: str, room: float) -> list[str]:
        """Lines no wider than ``room``; punctuation never opens a line, and numbers are never torn."""
        lines, line = [], ""
        for piece in (part for raw in _PIECE.findall(text) for part in self._cut(raw, room)):
            if line and piece not in _NOT_FIRST and self.get_string_width((line + piece).rstrip()) > room:
                carried = line[-1] if line[-1] in _NOT_LAST else ""
                lines.append(line[:len(line) - len(carried)].rstrip())
                line = carried + piece.lstrip()
            else:
                line += piece
        return [*lines, line.rstrip()] if line.strip() else lines or [""]

    def _cut(self, piece: str, room: float) -> list[str]:
        """A piece that no line holds, such as a digest, in parts."""
        if self.get_string_width(piece) <= room:
            return [piece]
        return list(piece)

    def write_row(self, cells: list[str], widths: list[float], aligns: str, height: float = 5.0) -> None:
        """One row of cells of a line each; what is too wide is set smaller. Without height the row is not ended."""
        for text, width, align in zip(cells, widths, aligns, strict=True):
            size = self.font_size_pt
            while self.get_string_width(text) > width - 1 and self.font_size_pt > 5:
                self.set_font_size(self.font_size_pt - 0.25)
            self.cell(width, height or 4.8, text, align=align)
            self.set_font_size(size)
        self.ln(height)
