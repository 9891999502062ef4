"""A model finds the cell of a text from known phrases alone, and is the same after it was told and read."""

from __future__ import annotations

import json

import pytest

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.concepts import Concepts
from nuantu.deliberation.needs.made.opinions import make_opinions
from nuantu.deliberation.needs.model import FEWEST, Model, learn_model
from nuantu.deliberation.needs.slots import PhraseKinds

KINDS = PhraseKinds({"医院": 0.9, "诊所": 0.8}, {"医院": -1, "诊所": -1, "没电梯": -1, "爬楼": -1, "谢谢": 1.5})
MODEL = Model({"医院": 40, "诊所": 30, "没电梯": 20, "爬楼": 9, "谢谢": 50}, KINDS,
              Concepts({"医院": 0, "诊所": 0}, {"医院": 0.9, "诊所": 0.8}),
              Concepts({"谢谢": 0, "没电梯": 1, "爬楼": 1},
                       {phrase: KINDS.weigh_matter(phrase) for phrase in ("谢谢", "没电梯", "爬楼")}))


@pytest.mark.parametrize(("text", "cell"), [
    ("診所沒電梯，謝謝！", (0, 1)),
    ("医院要爬楼😭谢谢谢谢", (0, 1)),
    ("没店梯", (-1, 1)),
    ("医院", (0, -1)),
    ("别的事", (-1, -1)),
])
def test_place_and_matter_are_found_whatever_the_script(text: str, cell: tuple[int, int]) -> None:
    assert MODEL.find_cell(text) == cell


def test_told_and_read_it_is_the_same() -> None:
    assert Model.read_told(json.loads(json.dumps(MODEL.tell(), ensure_ascii=False))) == MODEL


def test_a_learnt_model_is_the_same_after_telling() -> None:
    texts = [one.text for one in make_opinions(FEWEST + 60, 12)]
    model = learn_model(texts)
    again = Model.read_told(json.loads(json.dumps(model.tell())))
    assert len(model.counts) > 50
    assert [again.find_cell(text) for text in texts] == [model.find_cell(text) for text in texts]


def test_few_texts_teach_nothing() -> None:
    assert learn_model(["没电"] * (FEWEST - 1)).tell() == {"format": 1, "phrases": {}}


@pytest.mark.parametrize("told", [[], {}, {"format": 2, "phrases": {}}, {"format": 1, "phrases": []}])
def test_what_is_no_model_is_refused(told: object) -> None:
    with pytest.raises(InputError, match="field model"):
        Model.read_told(told)
