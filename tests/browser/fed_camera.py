"""A camera that sees what a test feeds it: codes and screens as a y4m film, as they look from half an arm away."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

WIDE, TALL, FPS = 640, 480, 10
#: Modules of white around a code.
QUIET = 4
#: Luma of a bright screen, of its dark modules under glass, and of the room around it.
LIGHT, DARK, ROOM = 225, 40, 96
#: A patch in the corner that is light while a code is shown, so that a probe can tell from when on.
PATCH = 24
#: How much of the picture's height a code takes, and how far a pixel is off by noise.
SHARE, NOISE = 0.86, 6
Frame = NDArray[np.uint8]


def draw_screen(picture: Image.Image) -> Frame:
    """A screenshot as a camera before it sees it: its luma, as large as fits."""
    share = SHARE * TALL / max(picture.size)
    side = (round(picture.width * share), round(picture.height * share))
    luma = np.asarray(picture.convert("L").resize(side, Image.Resampling.BICUBIC), np.float64)
    return (DARK + luma / 255 * (LIGHT - DARK)).astype(np.uint8)


def draw_text(text: str) -> Frame:
    """A code drawn by nobody's page."""
    matrix = np.array([list(row) for row in segno.make(text, error="m", micro=False).matrix])
    dark = np.pad(matrix.astype(bool), QUIET)
    scale = int(TALL * SHARE) // len(dark)
    return np.kron(np.where(dark, DARK, LIGHT), np.ones((scale, scale), np.uint8)).astype(np.uint8)


def draw_frame(shown: str | Image.Image | None, seed: int = 1) -> Frame:
    """One picture, ``TALL`` × ``WIDE``: a code or a screen in the middle, or neither, with a camera's little noise."""
    frame = np.full((TALL, WIDE), ROOM, np.int16)
    if shown is not None:
        code = draw_text(shown) if isinstance(shown, str) else draw_screen(shown)
        tall, wide = code.shape
        top, left = (TALL - tall) // 2, (WIDE - wide) // 2
        frame[top:top + tall, left:left + wide] = code
        frame[:PATCH, :PATCH] = 255
    frame += np.random.default_rng(seed).integers(-NOISE, NOISE + 1, frame.shape, np.int16)
    return frame.clip(0, 255).astype(np.uint8)


def write_film(path: Path, scenes: Iterable[tuple[str | Image.Image | None, float]]) -> Path:
    """A film of scenes, each a text, a screenshot or None, and its seconds; a browser plays it round and round.

    Started with ``--use-file-for-fake-video-capture``, a browser reads it anew each time that its camera is opened.
    """
    colourless = np.full((TALL // 2) * (WIDE // 2) * 2, 128, np.uint8).tobytes()
    aside = path.with_name(f".{path.name}.fresh")
    with aside.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDE} H{TALL} F{FPS}:1 Ip A1:1 C420jpeg\n".encode())
        for number, (shown, seconds) in enumerate(scenes):
            frame = draw_frame(shown, number).tobytes()
            for _frame in range(max(1, round(seconds * FPS))):
                film.write(b"FRAME\n" + frame + colourless)
    aside.replace(path)
    return path


def wait_until(page: Page, script: str, seconds: float = 20.0) -> None:
    """Wait until a script says true; asked from outside, since the page's own policy evaluates no text."""
    until = time.monotonic() + seconds
    while not page.evaluate(script):
        if time.monotonic() > until:
            raise AssertionError(f"never came true: {script}")
        page.wait_for_timeout(100)


def list_flags(film: Path) -> list[str]:
    """What a browser is started with so that its camera is this film and nobody has to allow it."""
    return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}"]
