"""What the engine refuses is told as a refusal of the hub."""

from __future__ import annotations

import pytest

from nuantu_hub.days.errors import RunRefused, tell_refusals
from nuantu_hub.seam.errors import RunError


def test_an_error_of_the_engine_keeps_its_words_and_its_remedy() -> None:
    with pytest.raises(RunRefused) as caught, tell_refusals("file"):
        raise RunError("line 3 is no time", fix="write a time", where="trips.csv")
    assert (caught.value.what, caught.value.fix, caught.value.field) == ("trips.csv: line 3 is no time", "write a time",
                                                                      "file")
    with pytest.raises(RunRefused) as other, tell_refusals():
        raise RunError("it is empty", fix="fill it")
    assert other.value.what == "it is empty"
