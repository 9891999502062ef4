"""An event loop of its own, whatever else of the same process already runs one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_aside(story: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine gives, run in a thread of its own: browser tests keep a loop in the main one."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, story).result()
