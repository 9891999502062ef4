"""Components of a worker's pay that clauses count or add a share of: one list of words for all of them."""

from __future__ import annotations

from typing import Final

#: Parts of an order's price: what a share (night, holidays) is taken of.
PLAIN: Final = ("base", "distance", "weather", "difficulty")
#: What a floor of the day may count.
DAILY: Final = (*PLAIN, "night", "holiday", "seniority", "winter", "overrun", "equipment", "wait_pay", "rest_pay",
                "cancel_comp")
#: What a floor of a longer period may count.
LONGER: Final = (*DAILY, "floor_topup")
#: What a share is taken of where the text is silent.
SHARED: Final = frozenset({"base", "distance"})
#: What floors count where the text is silent.
COUNTED: Final = frozenset({"base", "distance", "weather"})
