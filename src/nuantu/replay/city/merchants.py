"""Merchants: in malls, along food streets and scattered; what they cook, how fast, and how often they are late."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from nuantu.replay.city.addresses import find_frontage, stand_beside
from nuantu.replay.city.districts import District, locate_districts
from nuantu.replay.city.geometry import Floats, Ints
from nuantu.replay.city.names import Name, name_kitchen
from nuantu.replay.city.streets import Plan

ORDERS_PER_MERCHANT = 28
FEWEST = 12
#: Shares of merchants in malls and food streets; the others are scattered.
MALL_SHARE, FOOD_STREET_SHARE = 0.28, 0.47


@dataclass(frozen=True)
class Food:
    """A kind of kitchen: preparation in minutes, share of kitchens, weight at breakfast, in the day, at night."""

    name: Name
    prep_min: float
    share: float
    hours: tuple[float, float, float]
    weight_g: float


FOODS: tuple[Food, ...] = (
    Food(Name("包子铺", "Buns"), 12, 0.08, (6.0, 0.7, 0.1), 600),
    Food(Name("豆浆油条", "Soy Milk & Crullers"), 10, 0.05, (8.0, 0.2, 0.1), 700),
    Food(Name("牛肉面", "Beef Noodles"), 18, 0.12, (0.6, 1.1, 0.6), 950),
    Food(Name("米线", "Rice Noodles"), 18, 0.09, (0.4, 1.1, 0.7), 950),
    Food(Name("盖饭", "Rice Bowls"), 20, 0.14, (0.1, 1.3, 0.5), 800),
    Food(Name("快炒", "Wok"), 24, 0.12, (0.0, 1.1, 0.7), 1300),
    Food(Name("麻辣香锅", "Spicy Pot"), 28, 0.08, (0.0, 1.0, 1.0), 1500),
    Food(Name("烤鱼", "Grilled Fish"), 34, 0.04, (0.0, 0.9, 1.2), 2600),
    Food(Name("烧烤", "Skewers"), 31, 0.06, (0.0, 0.4, 5.0), 1400),
    Food(Name("炸鸡", "Fried Chicken"), 20, 0.07, (0.0, 1.0, 2.0), 900),
    Food(Name("粥铺", "Congee"), 18, 0.06, (3.0, 0.9, 2.0), 1000),
    Food(Name("轻食", "Salads"), 15, 0.05, (0.3, 1.2, 0.3), 650),
    Food(Name("水饺", "Dumplings"), 22, 0.04, (0.3, 1.1, 0.8), 1100),
)


@dataclass(frozen=True)
class Merchants:
    """Kitchens: place, district number, name, pull on orders by part of the day, preparation and lateness."""

    xy: Floats
    district: Ints
    names: list[Name]
    pull: Floats
    prep_s: Floats
    weight_g: Floats
    late_share: Floats
    late_mean_s: Floats


def make_merchants(plan: Plan, districts: tuple[District, ...], orders: int, rng: np.random.Generator) -> Merchants:
    """Open kitchens for a day of this many orders."""
    count = max(FEWEST, round(orders / ORDERS_PER_MERCHANT))
    xy = _place(plan, districts, count, rng)
    district = locate_districts(districts, xy)
    food = rng.choice(len(FOODS), size=count, p=_food_shares())
    size = rng.lognormal(0, 0.85, count).clip(0.08, 9)
    hours = np.array([kind.hours for kind in FOODS])[food]
    chronic = rng.uniform(size=count) < 0.08
    return Merchants(
        xy=xy,
        district=district,
        names=[_name(int(kind), districts[int(where)], rng) for kind, where in zip(food, district, strict=True)],
        pull=size[:, None] * hours,
        prep_s=np.array([kind.prep_min for kind in FOODS])[food] * 60 * rng.lognormal(0, 0.18, count),
        weight_g=np.array([kind.weight_g for kind in FOODS])[food],
        late_share=np.where(chronic, rng.uniform(0.45, 0.7, count), rng.beta(2, 10, count)),
        late_mean_s=np.where(chronic, rng.uniform(360, 720, count), rng.uniform(150, 360, count)),
    )


def _food_shares() -> Floats:
    shares = np.array([kind.share for kind in FOODS])
    even: Floats = shares / shares.sum()
    return even


def _name(food: int, district: District, rng: np.random.Generator) -> Name:
    name = name_kitchen(FOODS[food].name, rng)
    return Name(f"{name.zh}（{district.name.zh}店）", f"{name.en} ({district.name.en})")


def _place(plan: Plan, districts: tuple[District, ...], count: int, rng: np.random.Generator) -> Floats:
    """Places beside streets: around malls, along food streets, and anywhere."""
    nodes, ends, rank = plan.streets.nodes, plan.streets.ends, plan.streets.rank
    middles = (nodes[ends[:, 0]] + nodes[ends[:, 1]]) / 2
    density = np.array([district.density for district in districts])
    weight = find_frontage(plan) * density[locate_districts(districts, middles)] ** 1.2
    tree = cKDTree(middles)
    edges = []
    mall_weight = weight * (rank == 1)
    for share, each, reach, base in ((MALL_SHARE, 16, 130.0, mall_weight), (FOOD_STREET_SHARE, 9, 320.0, weight)):
        wanted = round(count * share)
        hearts = rng.choice(len(weight), size=max(1, wanted // each), p=base / base.sum())
        for part, heart in enumerate(hearts):
            number = wanted // len(hearts) + (part < wanted % len(hearts))
            near = np.array(sorted(tree.query_ball_point(middles[heart], reach)), dtype=np.int64)
            near = near[weight[near] > 0]
            edges.append(rng.choice(near, size=number, p=weight[near] / weight[near].sum()))
    scattered = count - sum(len(part) for part in edges)
    edges.append(rng.choice(len(weight), size=scattered, p=weight / weight.sum()))
    return stand_beside(plan, np.sort(np.concatenate(edges)).astype(np.int64), rng)
