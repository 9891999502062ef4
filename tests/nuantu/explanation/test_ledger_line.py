"""The words of a ledger line are enough to compute it again."""

from __future__ import annotations

import pytest

from nuantu.core.times import Lang
from nuantu.explanation.ledger_line import tell_line
from nuantu.explanation.record import Line


def _line(quantity: int, unit: str, rate: int, per: int, less: int, amount: int, rounding: str = "half_up") -> Line:
    return Line(1, "2026-11-20", "worker_pay", "W1", None, "floor_topup", None, "floor", quantity, unit, rate, per,
                rounding, less, amount, "CNY")


@pytest.mark.parametrize(("line", "lang", "told"), [
    (_line(1, "order", 400, 1, 0, 400), "zh", "1 单 × ¥4.00 = ¥4.00"),
    (_line(1, "order", 400, 1, 0, 400), "en", "1 × ¥4.00 = ¥4.00"),
    (_line(3960, "second", 2500, 3600, 2000, 750), "zh", "1小时6分 × ¥25.00/小时 = ¥27.50，减去已得 ¥20.00，付 ¥7.50"),
    (_line(3960, "second", 2500, 3600, 2000, 750), "en",
     "1 h 06 min × ¥25.00/h = ¥27.50, less ¥20.00 already earned: ¥7.50"),
    (_line(3601, "second", 2770, 3600, 0, 2771), "zh", "1小时1秒 × ¥27.70/小时 = ¥27.71（四舍五入）"),
    (_line(3601, "second", 2770, 3600, 0, 2770, "down"), "en", "1 h 1 s × ¥27.70/h = ¥27.70 (down)"),
    (_line(1500, "minor", 200, 1000, 0, 300), "zh", "¥15.00 × 20% = ¥3.00"),
    (_line(14_880_000, "minor_second", 1, 3600, 2000, 2133), "zh",
     "各秒所在地每小时下限之和 ¥148,800.00 ÷ 3,600 = ¥41.33（四舍五入），减去已得 ¥20.00，付 ¥21.33"),
    (_line(2001, "metre", 100, 1000, 0, 200, "down"), "en", "2,001 metre × ¥1.00/1,000 metre = ¥2.00 (down)"),
])
def test_a_line_is_told_with_its_whole_arithmetic(line: Line, lang: Lang, told: str) -> None:
    """Quantity to the second, rate, rounding where it mattered, what is taken off, the amount."""
    assert tell_line(line, lang) == told
