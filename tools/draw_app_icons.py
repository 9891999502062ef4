"""Draws the hub's application icons (PNG) from the mark of the house into its static files.

    python tools/draw_app_icons.py

Plain icons have a transparent ground; maskable ones stand on the warm white ground with the mark inside the safe
circle, so that any shape a phone cuts leaves it whole.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "src" / "nuantu_hub" / "site" / "static" / "site"
WORKER, PINE, INK, GROUND = "#D9480F", "#1F5F4A", "#1E2226", "#FBF9F6"
#: Arcs of the mark in degrees clockwise from three o'clock, as Pillow counts them.
ARCS = ((-84, -15, WORKER), (5, 104, WORKER), (123, 258, PINE))
FINER = 4


def draw_mark(pixels: int, share: float, ground: str | None) -> Image.Image:
    """The mark, ``share`` of the picture wide, on a ground or on none."""
    size = pixels * FINER
    picture = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    unit = size * share / 35.4
    middle, outer = size / 2, 17.7 * unit
    box = (middle - outer, middle - outer, middle + outer, middle + outer)
    for start, end, colour in ARCS:
        pen.arc(box, start, end, fill=colour, width=round(5.4 * unit))
    dot = 3.2 * unit
    pen.ellipse((middle - dot, middle - dot, middle + dot, middle + dot), fill=INK if ground else WORKER)
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def main() -> None:
    """Write every icon."""
    for name, pixels, share, ground in (("app-192.png", 192, 0.94, None), ("app-512.png", 512, 0.94, None),
                                        ("app-maskable-192.png", 192, 0.58, GROUND),
                                        ("app-maskable-512.png", 512, 0.58, GROUND),
                                        ("app-touch.png", 180, 0.68, GROUND)):
        draw_mark(pixels, share, ground).quantize(64).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
