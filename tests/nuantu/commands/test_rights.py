"""``nuantu rights``: one person's copy in, a statement out; what cannot be read is refused by file, line, column."""

from __future__ import annotations

import collections
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pypdfium2
import pytest
from tests.nuantu.commands.command_line import Ended, run_main
from tests.nuantu.demo_day import make_demo
from tests.nuantu.rights.sheet_cases import write_sheets

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "rights"
TRIPS = "订单号,接单时间,送达时间\nA1,2026-11-20 11:00:00,2026-11-20 11:25:00\n"
SLIPS = "日期,订单号,项目,金额\n2026-11-20,A1,基础配送费,6.00\n"
ONLINE = "上线时间,下线时间\n"
RIDER = "骑手编号,骑手类型\nW1,众包\n"

#: What stands in the sheets, and file, line, column and defect that the refusal must name.
BAD: dict[str, tuple[dict[str, str | bytes], tuple[str, ...]]] = {
    "an empty file": ({"trips": ""}, ("trips.csv", "empty")),
    "UTF-16": ({"trips": TRIPS.encode("utf-16")}, ("trips.csv, line 1", "UTF-16")),
    "bytes of no encoding": ({"trips": TRIPS.encode() + b"\xff\xff\xfe,\n"}, ("trips.csv, line 3", "neither UTF-8")),
    "a zero byte": ({"trips": TRIPS.encode() + b"A2\0,\n"}, ("trips.csv, line 3", "zero byte")),
    "semicolons": ({"trips": TRIPS.replace(",", ";")}, ("trips.csv, line 1", "not parted by commas")),
    "an unknown column": ({"trips": TRIPS.replace("送达时间", "完成")}, ("trips.csv, line 1", "完成")),
    "a column twice": ({"trips": "订单号,order_id\nA1,A1\n"}, ("trips.csv, line 1", "订单号 (order_id)", "twice")),
    "a missing column": ({"trips": "订单号,送达时间\nA1,2026-11-20 11:25\n"},
                         ("trips.csv, line 1", "接单时间 (accepted)", "missing")),
    "a row too short": ({"trips": TRIPS + "A2,2026-11-20 11:00:00\n"}, ("trips.csv, line 3", "2 cells under 3")),
    "a row too long": ({"trips": TRIPS + "A2,2026-11-20 11:00:00,2026-11-20 11:25:00,x\n"},
                       ("trips.csv, line 3", "4 cells under 3")),
    "an open quotation mark": ({"trips": TRIPS + '"A2,2026-11-20 11:00:00\n'}, ("trips.csv, line 3", "no CSV")),
    "an empty required cell": ({"trips": TRIPS + ",2026-11-20 11:00:00,2026-11-20 11:25:00\n"},
                               ("trips.csv, line 3", "订单号 (order_id)", "empty")),
    "a time in words": ({"trips": TRIPS.replace("2026-11-20 11:00:00", "上午十一点")},
                        ("trips.csv, line 2", "接单时间 (accepted)", "no time")),
    "a date alone": ({"trips": TRIPS.replace(" 11:00:00", "")}, ("trips.csv, line 2", "接单时间", "no time")),
    "a day that is none": ({"trips": TRIPS.replace("2026-11-20 11:00", "2026-11-31 11:00")},
                           ("trips.csv, line 2", "接单时间", "calendar")),
    "a minute that is none": ({"trips": TRIPS.replace("11:25:00", "11:61:00")},
                              ("trips.csv, line 2", "送达时间", "calendar")),
    "a year that cannot be": ({"trips": TRIPS.replace("2026-11-20 11:25", "1926-11-20 11:25")},
                              ("trips.csv, line 2", "送达时间", "year 1926")),
    "an order twice": ({"trips": TRIPS + TRIPS.split("\n")[1] + "\n"},
                       ("trips.csv, line 3", "订单号", "line 2 already")),
    "a trip without an end": ({"trips": TRIPS + "A2,2026-11-20 12:00:00,\n"},
                              ("trips.csv, line 3", "送达时间", "no end")),
    "two ends": ({"trips": "order_id,accepted,delivered,cancelled\nA1,2026-11-20 11:00,2026-11-20 11:20,"
                           "2026-11-20 11:30\n"}, ("trips.csv, line 2", "cancelled", "ends 2 times")),
    "delivered before accepted": ({"trips": TRIPS.replace("11:25:00", "10:25:00")},
                                  ("trips.csv, line 2", "送达时间", "before the acceptance")),
    "placed after accepted": ({"trips": "order_id,created,accepted,delivered\nA1,2026-11-20 11:05,2026-11-20 11:00,"
                                        "2026-11-20 11:20\n"}, ("trips.csv, line 2", "created", "after it was")),
    "picked up after delivered": ({"trips": "order_id,accepted,picked_up,delivered\nA1,2026-11-20 11:00,"
                                            "2026-11-20 11:30,2026-11-20 11:20\n"},
                                  ("trips.csv, line 2", "picked_up", "after the delivery")),
    "a distance in words": ({"trips": "order_id,accepted,delivered,distance_m\nA1,2026-11-20 11:00,2026-11-20 11:20,"
                                      "1.8公里\n"}, ("trips.csv, line 2", "距离（米） (distance_m)", "whole number")),
    "a distance below zero": ({"trips": "order_id,accepted,delivered,distance_m\nA1,2026-11-20 11:00,"
                                        "2026-11-20 11:20,-5\n"}, ("trips.csv, line 2", "distance_m", "cannot be")),
    "no trips at all": ({"trips": "订单号,接单时间,送达时间\n"}, ("trips.csv", "no trip and no time on duty")),
    "more than a year": ({"trips": TRIPS + "A2,2028-11-20 11:00:00,2028-11-20 11:25:00\n"},
                         ("trips.csv", "longer than a year")),
    "an amount in words": ({"trips": TRIPS, "payslips": SLIPS.replace("6.00", "六元")},
                           ("payslips.csv, line 2", "金额 (amount)", "no amount")),
    "parts of a fen": ({"trips": TRIPS, "payslips": SLIPS.replace("6.00", "6.005")},
                       ("payslips.csv, line 2", "金额", "smallest coin")),
    "two dots": ({"trips": TRIPS, "payslips": SLIPS.replace("6.00", "6.0.0")},
                 ("payslips.csv, line 2", "金额", "no amount")),
    "a wild amount": ({"trips": TRIPS, "payslips": SLIPS.replace("6.00", "999999999.00")},
                      ("payslips.csv, line 2", "金额", "beyond any pay slip")),
    "a period that is none": ({"trips": TRIPS, "payslips": SLIPS.replace("2026-11-20", "十一月")},
                              ("payslips.csv, line 2", "日期 (period)", "neither a day nor a month")),
    "a thirteenth month": ({"trips": TRIPS, "payslips": SLIPS.replace("2026-11-20", "2026-13")},
                           ("payslips.csv, line 2", "日期", "calendar")),
    "an order of a month": ({"trips": TRIPS, "payslips": SLIPS.replace("2026-11-20", "2026-11")},
                            ("payslips.csv, line 2", "日期", "belongs to a day")),
    "overlapping duty": ({"trips": TRIPS, "online": ONLINE + "2026-11-20 10:00,2026-11-20 12:00\n"
                          "2026-11-20 11:00,2026-11-20 13:00\n"}, ("online.csv, line 3", "上线时间", "before the one")),
    "duty that ends first": ({"trips": TRIPS, "online": ONLINE + "2026-11-20 12:00,2026-11-20 10:00\n"},
                             ("online.csv, line 2", "下线时间", "ends before")),
    "an alert of no level": ({"trips": TRIPS, "alerts": "kind,level,from,to\nrain,purple,2026-11-20 10:00,"
                              "2026-11-20 12:00\n"}, ("alerts.csv, line 2", "级别 (level)", "purple")),
    "an alert backwards": ({"trips": TRIPS, "alerts": "kind,level,from,to\nrain,red,2026-11-20 12:00,"
                            "2026-11-20 10:00\n"}, ("alerts.csv, line 2", "结束时间", "ends before")),
    "a heir of no alert": ({"trips": TRIPS, "alerts": "kind,level,from,to,supersedes\nrain,red,2026-11-20 10:00,"
                            "2026-11-20 12:00,7\n"}, ("alerts.csv, line 2", "supersedes", "no alert")),
    "another person": ({"trips": TRIPS, "rider": RIDER.replace("W1", "W2")},
                       ("rider.csv, line 2", "骑手编号", "export of W2")),
    "a class that is none": ({"trips": TRIPS, "rider": RIDER.replace("众包", "站长")},
                             ("rider.csv, line 2", "骑手类型", "站长")),
    "two riders": ({"trips": TRIPS, "rider": RIDER + "W1,众包\n"}, ("rider.csv", "2 rows")),
    "a time zone that is none": ({"trips": TRIPS, "rider": "worker_id,tz\nW1,Mars/Olympus\n"},
                                 ("rider.csv", "时区 (tz)", "Mars/Olympus")),
    "a currency that is none": ({"trips": TRIPS, "rider": "worker_id,currency\nW1,XYZ\n"},
                                ("rider.csv", "币种", "XYZ")),
    "an hour told twice": ({"rider": "worker_id,tz,currency\nW1,America/New_York,USD\n",
                            "trips": TRIPS.replace("2026-11-20 11:", "2026-11-01 01:")},
                           ("trips.csv, line 2", "接单时间", "not one moment")),
    "a record of no kind": ({"trips": TRIPS, "records": "at,kind\n2026-11-20 10:00,flight\n"},
                            ("records.csv, line 2", "种类 (kind)", "flight")),
    "a record of no JSON": ({"trips": TRIPS, "records": "at,kind,values\n2026-11-20 10:00,accident,{\n"},
                            ("records.csv, line 2", "内容 (values)", "not JSON")),
    "a record of another": ({"trips": TRIPS, "records": "at,kind,values\n2026-11-20 10:00,accident,"
                             '"{""worker_id"": ""W2""}"\n'}, ("records.csv, line 2", "another person")),
    "a sheet of no name": ({"trips": TRIPS, "trip": TRIPS}, ("trip.csv", "no sheet of an export")),
    "no trips sheet": ({"payslips": SLIPS}, ("no trips.csv",)),
}


@pytest.mark.parametrize("defect", sorted(BAD))
def test_a_defective_sheet_is_refused_in_one_sentence(defect: str, tmp_path: Path) -> None:
    """The sentence names file, line and column; nothing is printed and no page written."""
    sheets, words = BAD[defect]
    folder = tmp_path / "export"
    folder.mkdir()
    for name, content in sheets.items():
        (folder / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    page = tmp_path / "page.pdf"

    ended = run_main("rights", "--worker", "W1", "--log", folder, "--agreement", EXAMPLE / "agreement", "--pdf", page)

    assert (ended.status, ended.out, page.exists()) == (2, "", False)
    assert ended.err.count("\n") == 1
    assert [word for word in words if word not in ended.err] == []


def state_example(*words: str | Path) -> Ended:
    """Run the command on the example of two months."""
    return run_main("rights", "--worker", "YG-10086", "--log", EXAMPLE / "two-months", "--agreement",
                    EXAMPLE / "agreement", *words)


def test_the_example_says_what_two_months_came_to() -> None:
    """41.09 + 47.09 + 41.09 are owed; 2.49 of a floor, a subsidy of 2.00 and a deduction of 3.00 are missing."""
    told = json.loads(state_example("--json").out)

    assert told["totals"] == {"owed_minor": 12927, "paid_minor": 12178, "missing_minor": 749, "over_minor": 0,
                              "unknown": 0}
    assert [(one["period"], one["order_id"], one["component"], one["missing_minor"]) for one in told["entries"]
            if one["answer"] == "short"] == [
        ("2026-10-30", None, "floor_topup", 249), ("2026-11-03", "1103-01", "adjustment", 300),
        ("2026-11-03", "1103-03", "weather", 200)]
    assert {one["clause_id"] for one in told["verdicts"] if one["verdict"] == "violated"} == {"YG-2", "YG-3", "YG-4"}


@pytest.mark.parametrize(("lang", "words"), [("zh", ("少付 ¥2.49", "缺证", "违反 YG-4")),
                                             ("en", ("¥2.49 is missing", "lacking:", "violated YG-4"))])
def test_the_printed_words_say_it_in_both_languages(lang: str, words: tuple[str, ...]) -> None:
    """Sums, differences with their arithmetic, breaches and what is lacking."""
    ended = state_example("--lang", lang)

    assert (ended.status, ended.err) == (0, "")
    assert [word for word in words if word not in ended.out.replace("\n", "")] == []


def test_the_page_says_the_numbers_of_the_json(tmp_path: Path) -> None:
    """Every sum and every difference of the JSON stands on the page as text."""
    page = tmp_path / "page.pdf"
    told = json.loads(state_example("--json", "--pdf", page).out)

    with pypdfium2.PdfDocument(page) as document:
        text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    amounts = [one[f"{key}_minor"] for one in (told["totals"], *told["components"].values())
               for key in ("owed", "paid", "missing")]
    amounts += [one["missing_minor"] for one in told["entries"] if one["missing_minor"]]
    written = [f"{'-' if minor < 0 else ''}¥{abs(minor) // 100}.{abs(minor) % 100:02d}" for minor in amounts]
    assert [one for one in written if one not in text] == []
    assert [one["sha256"] for one in told["files"] if one["sha256"] not in text] == []


def test_a_folder_of_sheets_needs_an_agreement(tmp_path: Path) -> None:
    """Without one it says so, and how to name it."""
    folder = write_sheets(tmp_path / "export", {"trips": TRIPS})
    ended = run_main("rights", "--worker", "W1", "--log", folder)

    assert (ended.status, ended.out) == (2, "")
    assert "--agreement" in ended.err


def test_a_true_export_of_a_replayed_day_has_nothing_missing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The best paid rider of a replayed day takes the records along as sheets: they say the same as the log, line by
    line, verdict by verdict, and nothing is missing to the fen."""
    out = tmp_path / "out"
    shutil.copytree(make_demo(tmp_path_factory)[0], out)
    ledger = json.loads(run_main("settle", out, "--json").out)
    assert ledger["lines"] > 0
    worker = find_busiest(out)
    exported = run_main("rights", "--worker", worker, "--log", out, "--export", tmp_path / "export")
    assert (exported.status, exported.err) == (0, "")
    book = [word for name in sorted((out / "book").glob("[1-9]-*")) for word in ("--layer", name)]
    words = ("--agreement", next((out / "book").glob("0-*")), *book, "--json")

    own = json.loads(run_main("rights", "--worker", worker, "--log", out, "--json").out)
    taken = json.loads(run_main("rights", "--worker", worker, "--log", tmp_path / "export", *words).out)

    differing = [key for key in own if own[key] != taken[key]]
    assert differing in (["files"], ["files", "entries"])
    assert _strip(own["entries"]) == _strip(taken["entries"])
    assert (taken["totals"]["missing_minor"], taken["totals"]["over_minor"]) == (0, 0)
    assert taken["totals"]["owed_minor"] > 0
    assert taken["counts"]["violated"] == 0


def _strip(entries: list[dict[str, object]]) -> list[dict[str, object]]:
    """Without the places at which a slip stands."""
    return [{**one, "arithmetic": None} for one in entries]


def find_busiest(out: Path) -> str:
    """The worker with most ledger lines."""
    workers = pq.read_table(out / "ledger.parquet")["worker_id"].to_pylist()
    return str(collections.Counter(workers).most_common(1)[0][0])


def test_a_stranger_to_the_log_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A number that the log does not know is named."""
    out, _ = make_demo(tmp_path_factory)
    ended = run_main("rights", "--worker", "nobody", "--log", out)

    assert (ended.status, ended.out) == (2, "")
    assert "the log knows no worker nobody" in ended.err


def test_an_export_never_overwrites(tmp_path: Path) -> None:
    """Where something stands, nothing is written."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "note").write_text("mine", encoding="utf-8")
    ended = state_example("--export", tmp_path / "there")

    assert (ended.status, ended.out) == (2, "")
    assert [one.name for one in (tmp_path / "there").iterdir()] == ["note"]
