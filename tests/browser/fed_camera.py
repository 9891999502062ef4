"""A camera that sees what a test feeds it: codes as a y4m film, drawn as a phone's screen looks from half an arm away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import segno
from numpy.typing import NDArray

WIDE, TALL, FPS = 640, 480, 10
#: Modules of white around a code.
QUIET = 4
#: Luma of a bright screen, of its dark modules under glass, and of the room around it.
LIGHT, DARK, ROOM = 225, 40, 96
#: A patch in the corner that is light while a code is shown, so that a probe can tell from when on.
PATCH = 24
Frame = NDArray[np.uint8]


def draw_frame(text: str | None, *, share: float = 0.86, noise: int = 6, seed: int = 1) -> Frame:
    """One picture as luma, ``TALL`` × ``WIDE``: a code in the middle (None for none), a little noise as cameras have it."""
    frame = np.full((TALL, WIDE), ROOM, np.int16)
    if text is not None:
        matrix = np.array([list(row) for row in segno.make(text, error="m", mode="alphanumeric", micro=False).matrix])
        dark = np.pad(matrix.astype(bool), QUIET)
        scale = int(TALL * share) // len(dark)
        code = np.kron(np.where(dark, DARK, LIGHT), np.ones((scale, scale), np.int16))
        top, left = (TALL - len(code)) // 2, (WIDE - len(code)) // 2
        frame[top:top + len(code), left:left + len(code)] = code
        frame[:PATCH, :PATCH] = 255
    frame += np.random.default_rng(seed).integers(-noise, noise + 1, frame.shape, np.int16)
    return frame.clip(0, 255).astype(np.uint8)


def write_film(path: Path, scenes: Iterable[tuple[str | None, float]]) -> Path:
    """A film of scenes, each a text (or None) and its seconds; a browser plays it round and round as its camera.

    Started with ``--use-file-for-fake-video-capture``, a browser reads it anew each time that its camera is opened.
    """
    colourless = np.full((TALL // 2) * (WIDE // 2) * 2, 128, np.uint8).tobytes()
    aside = path.with_name(f".{path.name}.fresh")
    with aside.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDE} H{TALL} F{FPS}:1 Ip A1:1 C420jpeg\n".encode())
        for number, (text, seconds) in enumerate(scenes):
            frame = draw_frame(text, seed=number).tobytes()
            for _frame in range(max(1, round(seconds * FPS))):
                film.write(b"FRAME\n" + frame + colourless)
    aside.replace(path)
    return path


def list_flags(film: Path) -> list[str]:
    """What a browser is started with so that its camera is this film and nobody has to allow it."""
    return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}"]
