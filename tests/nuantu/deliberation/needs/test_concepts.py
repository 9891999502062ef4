"""Concepts are joined phrases; a text has the concept that its phrases say most of."""

from __future__ import annotations

from nuantu.deliberation.needs.concepts import Concepts, find_concepts


def test_like_words_become_one_concept_and_rare_ones_none() -> None:
    words = {"火车站": 8, "高铁站": 7, "宾馆": 6, "酒店": 5, "没有热水": 4, "饮水机坏了": 3, "胡同": 2}
    texts = [[word] for word, often in words.items() for _ in range(often)]
    concepts = find_concepts(texts, dict.fromkeys(words, 1.0), ("{}",), 0.1)
    assert concepts.of == {"火车站": 0, "高铁站": 0, "宾馆": 1, "酒店": 1, "没有热水": 2, "饮水机坏了": 2}


def test_the_weightiest_concept_is_chosen_and_the_first_of_equals() -> None:
    concepts = Concepts({"甲": 0, "乙": 1, "丙": 1}, {"甲": 3.0, "乙": 2.0, "丙": 2.0})
    assert concepts.choose(["甲", "乙", "丙"]) == 1
    assert concepts.choose(["甲", "乙", "乙"]) == 0
    assert concepts.choose(["丁"]) == -1


def test_no_phrases_no_concepts() -> None:
    assert find_concepts([], {}, ("{}",), 0.3) == Concepts({}, {})
