"""Invented names in Chinese and English: districts, roads, compounds, water, green and kitchens.

No name is that of a company; a place of the same name may exist somewhere, none is meant.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Name(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str


_DISTRICTS: dict[str, tuple[Name, ...]] = {
    "middle": (Name("老城", "Old Town"), Name("钟楼前", "Bell Tower"), Name("十字街", "Crossway")),
    "river": (Name("河湾", "Riverbend"), Name("柳堤", "Willow Bank"), Name("清浦", "Clearwater"),
              Name("石桥", "Stone Bridge"), Name("渡口", "Old Ferry"), Name("芦花洲", "Reed Isle")),
    "rail": (Name("机务段", "Depot"), Name("货场", "Goods Yard"), Name("西站前", "West Station"),
             Name("道口", "Crossing Gate")),
    "north": (Name("北苑门", "North Gate"), Name("柳荫里", "Willow Lane"), Name("松岗", "Pine Ridge"),
              Name("云台", "Cloud Terrace"), Name("雁栖坡", "Goose Slope")),
    "east": (Name("东塘", "East Pond"), Name("晨光里", "Dawn Court"), Name("麦田村", "Wheatfield"),
             Name("仓前", "Granary")),
    "plain": (Name("磨坊巷", "Mill Lane"), Name("槐树街", "Locust Street"), Name("南圃", "South Garden"),
              Name("杏林", "Apricot Grove"), Name("书院", "Academy"), Name("砖塔", "Brick Pagoda"),
              Name("竹篱", "Bamboo Hedge"), Name("井沿", "Wellside")),
}
_ROAD_FIRST = (("春", "Chun"), ("夏", "Xia"), ("秋", "Qiu"), ("东", "Dong"), ("南", "Nan"), ("北", "Bei"),
               ("云", "Yun"), ("松", "Song"), ("柳", "Liu"), ("梅", "Mei"), ("兰", "Lan"), ("竹", "Zhu"),
               ("青", "Qing"), ("丹", "Dan"), ("金", "Jin"), ("玉", "Yu"), ("石", "Shi"), ("清", "Qing"),
               ("安", "An"), ("永", "Yong"), ("和", "He"), ("长", "Chang"), ("文", "Wen"), ("景", "Jing"))
_ROAD_SECOND = (("和", "he"), ("安", "an"), ("平", "ping"), ("泉", "quan"), ("溪", "xi"), ("桥", "qiao"),
                ("坡", "po"), ("林", "lin"), ("园", "yuan"), ("台", "tai"), ("河", "he"), ("湖", "hu"),
                ("阳", "yang"), ("远", "yuan"), ("新", "xin"), ("兴", "xing"), ("宁", "ning"), ("福", "fu"),
                ("善", "shan"), ("乐", "le"), ("康", "kang"), ("庆", "qing"), ("丰", "feng"), ("源", "yuan"))
_COMPOUND_FIRST = (("晴川", "Qingchuan"), ("和园", "Heyuan"), ("望春", "Wangchun"), ("锦里", "Jinli"),
                   ("朗庭", "Langting"), ("安泰", "Antai"), ("水木", "Shuimu"), ("碧岭", "Biling"),
                   ("银杏", "Ginkgo"), ("海棠", "Crabapple"), ("丁香", "Lilac"), ("青年", "Youth"),
                   ("红砖", "Red Brick"), ("团结", "Unity"), ("纺织", "Textile"), ("机床厂", "Lathe Works"),
                   ("梧桐", "Plane Tree"), ("荷塘", "Lotus Pond"), ("翠竹", "Green Bamboo"), ("星河", "Starlight"))
_COMPOUND_SECOND = (("花园", "Garden"), ("家园", "Homes"), ("小区", "Estate"), ("公馆", "Residence"),
                    ("苑", "Court"), ("里", "Lane"), ("新村", "New Village"), ("华庭", "Terrace"))
_KITCHEN_FIRST = (("麦子", "Wheat"), ("老井", "Old Well"), ("阿禾", "Ahe"), ("三味", "Three Tastes"),
                  ("半亩", "Half Acre"), ("小满", "Xiaoman"), ("灶火", "Hearth"), ("石磨", "Millstone"),
                  ("山外", "Beyond Hills"), ("渔火", "Fishing Light"), ("巷口", "Lane End"), ("阿婆", "Granny"),
                  ("胖叔", "Uncle Pang"), ("青瓷", "Celadon"), ("铁锅", "Iron Pot"), ("田埂", "Field Ridge"),
                  ("早市", "Morning Market"), ("听雨", "Rain Listening"), ("火塘", "Fire Pit"), ("柴门", "Wicket"),
                  ("野渡", "Wild Ferry"), ("二两", "Two Liang"), ("暖锅", "Warm Pot"), ("杂粮", "Coarse Grain"))


def name_district(word: str, taken: set[str], rng: np.random.Generator) -> Name:
    """A district name that fits the word and is not taken; another word's where none is left."""
    pools = [_DISTRICTS[word], _DISTRICTS["plain"], *_DISTRICTS.values()]
    for pool in pools:
        free = [name for name in pool if name.zh not in taken]
        if free:
            name = free[int(rng.integers(len(free)))]
            taken.add(name.zh)
            return name
    raise AssertionError("there are more names than districts")


def name_roads(kinds: list[str], rng: np.random.Generator) -> list[Name | None]:
    """Names for roads by kind (expressway, arterial, street, bank, ring, diagonal); a lane stays unnamed.

    Names repeat only where a city has more roads than there are names.
    """
    pairs = rng.permutation(len(_ROAD_FIRST) * len(_ROAD_SECOND))
    suffix = {"arterial": ("大街", "Avenue"), "border": ("大街", "Avenue"), "street": ("路", "Road")}
    names: list[Name | None] = []
    used, rings, banks = 0, 0, 0
    for kind in kinds:
        if kind == "":
            names.append(None)
        elif kind == "ring":
            names.append(Name(f"{'二三四五六'[rings]}环路", f"Ring {rings + 2}"))
            rings += 1
        elif kind == "diagonal":
            names.append(Name("京远快速路", "Jingyuan Expressway"))
        elif kind == "bank":
            names.append(Name(("滨河北路", "滨河南路")[banks], ("Riverside North Road", "Riverside South Road")[banks]))
            banks += 1
        else:
            first, second = divmod(int(pairs[used % len(pairs)]), len(_ROAD_SECOND))
            used += 1
            zh, en = suffix[kind]
            names.append(Name(_ROAD_FIRST[first][0] + _ROAD_SECOND[second][0] + zh,
                              f"{_ROAD_FIRST[first][1]}{_ROAD_SECOND[second][1]} {en}"))
    return names


def name_compound(number: int, rng: np.random.Generator) -> Name:
    """A name for a gated compound; a quarter of them are numbered phases of an estate."""
    first = _COMPOUND_FIRST[int(rng.integers(len(_COMPOUND_FIRST)))]
    second = _COMPOUND_SECOND[int(rng.integers(len(_COMPOUND_SECOND)))]
    if rng.uniform() < 0.25:
        phase = 1 + number % 4
        return Name(f"{first[0]}{second[0]}{'一二三四'[phase - 1]}期", f"{first[1]} {second[1]}, Phase {phase}")
    return Name(first[0] + second[0], f"{first[1]} {second[1]}")


def name_kitchen(food: Name, rng: np.random.Generator) -> Name:
    """A name for a kitchen that sells a food."""
    first = _KITCHEN_FIRST[int(rng.integers(len(_KITCHEN_FIRST)))]
    return Name(first[0] + food.zh, f"{first[1]} {food.en}")
