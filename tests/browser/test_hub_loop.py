"""The loop, walked once: from what three riders say about a gate to a verdict on it that each of the three can read.

Everything is done on pages, or by the commands that an operator and a signer run. Where many do the same, a few have a
window and the others hand the same forms in with their own sessions. ``make walk`` runs this and keeps pictures.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM
from tests.browser.loop_scene import AGREEMENTS, PARTNERS, PLATFORM, PROVINCES, RECORDER, ROOT, SIDES, UNION, fill_scene
from tests.browser.loop_walk import PATIENCE_MS, Walk, fetch_file, follow, look_again, press
from tests.nuantu_hub.serving import Served, clean_environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "望和嘉园等门禁的时间没有算进去"
SAID = {"rider-0": "望和嘉园晚高峰进门禁要等七八分钟，等门禁的时间没有算进承诺送达里",
        "rider-1": "望和嘉园晚上等门禁太久，等门禁的时间应该算进去",
        "rider-2": "望和嘉园门禁总要等保安开，等门禁的时间没有算进去，超时算我的"}
TOPIC, CLAUSE = "等门禁的时间算进补时", "PLT-weather-time"
WORDS = "骑手在特殊天气里配送，或者被挡在小区门口的，承诺送达时间延长：{weather}；门禁按实际等候的时间。"
QUESTION = "同意这份定稿"
CHIEFS = {"workers": "zhou", "platform": "shen", "partners": "majun"}
OFFICES = {"workers": "首席代表", "platform": "履约总监", "partners": "总经理"}
PASSPHRASE = "only for this walk"


@pytest.fixture(scope="module")
def walk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """A fresh hub with its people in it, served."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    folder = tmp_path_factory.mktemp("loop") / "hub"
    told = fill_scene(folder)
    served = Served(folder, (), {"NUANTU_HUB_DEV_SMS": "1"}).start()
    try:
        yield Walk(served.url, folder, told, browser)
    finally:
        served.stop()


def test_a_complaint_becomes_a_clause_in_force_and_a_verdict_that_its_riders_read(
        walk: Walk, tmp_path: Path) -> None:
    """The whole way, in the order in which it happens."""
    for rider in SAID:
        say(walk, rider)
    name_problem(walk)
    ask_for_talks(walk)
    seat_delegates(walk)
    reply_and_begin(walk)
    add_topic(walk)
    make_days(walk)
    offer(walk)
    try_offer(walk)
    counter(walk)
    freeze(walk)
    call_venues(walk)
    call_roll(walk)
    vote(walk)
    for side in SIDES:
        sign(walk, side, tmp_path)
    ratify_and_publish(walk)
    dispatch_day(walk, tmp_path)
    link_riders(walk)
    read_verdicts(walk)
    assert walk.complaints == []


def say(walk: Walk, rider: str) -> None:
    """A rider says it, the second one without a name."""
    page = walk.open(rider, 390)
    page.goto(f"{walk.url}/say/")
    page.fill("#id_words", SAID[rider])
    page.locator("label[for=topic-gate]").click()
    if page.is_checked("#id_anonymous") is not (rider == "rider-1"):
        page.locator(".say-anonymous label").click()
    walk.show(page, "say")
    press(page, "提交", within=".say-submit")
    walk.show(page, "said-nameless" if rider == "rider-1" else "said")


def name_problem(walk: Walk) -> None:
    """The officer groups what was said, sees that it is one problem, names it and takes it on."""
    page = walk.open("officer")
    page.goto(f"{walk.url}/needs/")
    walk.show(page, "needs")
    page.goto(f"{walk.url}/problems/")
    press(page, "归并", exact=False)
    look_again(page, f"{walk.url}/problems/?show=found", "a[href^='/problems/'] >> text=门禁")
    with page.expect_navigation():
        page.locator("a[href^='/problems/'] >> text=门禁").first.click()
    expect(page.locator(".said-list li")).to_have_count(3)
    page.fill("#id_name", NAME)
    walk.show(page, "problem-found")
    press(page, "是一个问题")
    press(page, "认领")
    walk.show(page, "problem-named")
    walk.at["problem"] = page.url


def ask_for_talks(walk: Walk) -> None:
    """From the problem: a written request to the platform and the companies that work for it."""
    page = walk.open("officer")
    page.goto(walk.at["problem"])
    follow(page, re.compile("协商：和平台谈成条款"))
    page.locator("[name=platform]").fill(PLATFORM)
    page.locator("[name=partners]").fill(PARTNERS)
    page.locator("[name=base]").select_option(value=AGREEMENTS[0])
    page.locator("[name=words]").fill("骑手反映，等门禁的时间没有算进承诺送达，超时算到骑手头上。请就此协商。")
    walk.show(page, "talk-ask")
    press(page, "开始")
    expect(page.locator("main")).to_contain_text("书面要约")
    walk.at["talk"] = page.url


def seat_delegates(walk: Walk) -> None:
    """Three people of each side and a recorder, the chiefs first."""
    page = walk.open("officer")
    page.goto(f"{walk.at['talk']}seats/")
    seats = [(side, "delegate" if place else "chief", login) for side, people in SIDES.items()
             for place, login in enumerate(people)]
    for side, role, login in [*seats, ("neutral", "recorder", "recorder")]:
        page.locator("select[name=side]").select_option(value=side)
        page.locator("select[name=role]").select_option(value=role)
        page.locator("input[name=login]").fill(login)
        press(page, "请到桌上")
    names = [name for people in (*SIDES.values(), RECORDER) for name in people.values()]
    for name in names:
        expect(page.locator("main")).to_contain_text(name)
    walk.show(page, "seats")


def reply_and_begin(walk: Walk) -> None:
    """The platform's chief answers in writing; the officer begins the talk."""
    platform, page = walk.open(CHIEFS["platform"]), walk.open("officer")
    platform.goto(walk.at["talk"])
    platform.locator("[name=accepted][value=yes]").check()
    platform.locator("#reply_words").fill("同意就门禁等候协商，由履约总监带队。")
    walk.show(platform, "talk-reply")
    press(platform, "记下答复")
    expect(platform.locator(".talk-letters")).to_contain_text("同意就门禁等候协商")
    page.goto(walk.at["talk"])
    press(page, "开始协商")
    walk.show(page, "talk-begun")


def add_topic(walk: Walk) -> None:
    """The problem comes to the talk that is under way, as a change of a clause of the agreement in force."""
    page = walk.open("officer")
    page.goto(walk.at["problem"])
    follow(page, re.compile("加进正在谈的协商"))
    page.locator("[name=clause_type]").select_option(value=f"base:{AGREEMENTS[0]}:{CLAUSE}")
    page.locator("[name=title]").fill(TOPIC)
    walk.show(page, "topic-from-problem")
    press(page, "开始")
    expect(page.locator("main")).to_contain_text(TOPIC)
    walk.show(page, "topic-new")
    walk.at["topic"] = page.url
    page.goto(walk.at["problem"])
    expect(page.get_by_role("link", name=TOPIC)).to_be_visible()
    walk.show(page, "problem-begun")


def make_days(walk: Walk) -> None:
    """Days on which offers are tried, generated by the hub."""
    page = walk.open("officer")
    page.goto(f"{walk.url}/bargaining/days/")
    form = page.locator("form", has=page.locator("input[value=make]"))
    for name, told in (("key", "walk-6"), ("name", "生成的六天"), ("n_days", "6"), ("orders", "40")):
        form.locator(f"[name={name}]").fill(told)
    press(page, "生成", within="form:has(input[value=make])")
    look_again(page, f"{walk.url}/bargaining/days/", "tr:has-text('生成的六天'):has-text('可以用')")
    walk.show(page, "days")


def put_offer(walk: Walk, login: str, weather: str, note: str) -> Page:
    """Fill in an offer for the clause and put it on the table."""
    page = walk.open(login)
    page.goto(walk.at["topic"])
    form = page.locator("form[action$='/act/offer/']")
    form.locator("[name=words]").fill(WORDS.format(weather=weather))
    for cause in ("weather", "gate"):
        form.locator(f"[name=causes][value={cause}]").check()
    form.locator("[name=added]").fill(f"{{weather: {weather}, gate: actual}}")
    form.locator("[name=note]").fill(note)
    walk.show(page, f"offer-form-{login}")
    press(page, "提出报价")
    expect(page.locator(".table-moves")).to_contain_text(weather)
    return page


def offer(walk: Walk) -> None:
    """The workers' chief offers."""
    walk.show(put_offer(walk, CHIEFS["workers"], "15 min", "门禁不是骑手造成的。"), "offer-standing")


def try_offer(walk: Walk) -> None:
    """The workers' chief has the offer tried on the days, and both sides read what it would do."""
    page = walk.open(CHIEFS["workers"])
    page.goto(walk.at["topic"])
    follow(page, "先试")
    walk.show(page, "try-ask")
    press(page, "先试")
    walk.show(page, "try-running")
    expect(page.locator(".try-card")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".try-table").first).to_contain_text("超时")
    walk.show(page, "try-done")
    walk.at["try"] = page.url
    other = walk.open(CHIEFS["platform"])
    other.goto(walk.at["try"])
    expect(other.locator(".try-card")).to_be_visible()


def counter(walk: Walk) -> None:
    """The platform's chief offers less for weather, and the workers' chief accepts."""
    put_offer(walk, CHIEFS["platform"], "10 min", "门禁照办；天气十分钟。")
    page = walk.open(CHIEFS["workers"])
    page.goto(walk.at["topic"])
    walk.show(page, "counter-offer")
    press(page, "接受对方第 2 版")
    expect(page.locator("main")).to_contain_text("一致")
    walk.show(page, "agreed")
    page.goto(f"{walk.at['talk']}table/")
    walk.show(page, "table")


def read_day() -> datetime:
    """Now, where the union is."""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


def freeze(walk: Walk) -> None:
    """The workers' chief has the text written out, in force from today."""
    walk.at["day"] = f"{read_day():%Y-%m-%d}"
    page = walk.open(CHIEFS["workers"])
    page.goto(f"{walk.at['talk']}signing/")
    page.locator("[name=effective_from]").fill(walk.at["day"])
    walk.show(page, "freeze")
    press(page, "定稿")
    expect(page.locator("main")).to_contain_text("第1稿")
    walk.show(page, "frozen")


def call_venues(walk: Walk) -> None:
    """A meeting with the main venue and one in each of 24 provinces; the representatives get their seats."""
    page = walk.open("officer")
    page.goto(f"{walk.at['talk']}meetings/")
    follow(page, "召集会议")
    page.locator("[name=title]").fill("25 个会场的表决")
    page.locator("[name=starts_at]").fill(f"{read_day() + timedelta(minutes=30):%Y-%m-%dT%H:%M}")
    walk.show(page, "meeting-call")
    press(page, "召集会议", within="main")
    walk.at["meeting"] = re.sub(r"\?.*", "", page.url)
    path = walk.at["meeting"].removeprefix(walk.url)
    officer, names = walk.visit("officer"), walk.told["provinces"]
    for number, (code, name) in enumerate(zip(PROVINCES, names, strict=True)):
        if number:
            officer.hand_in(f"{path}add/venue/", name=f"{name}会场", province=code, keeper="")
            continue
        follow(page, "加会场")
        page.locator("[name=name]").fill(f"{name}会场")
        page.locator("select[name=province]").select_option(value=code)
        walk.show(page, "venue-add")
        press(page, "加会场")
    follow(page, "请当选代表入席")
    page.locator("select[name=venue]").select_option(label="主会场")
    press(page, "请当选代表入席")
    page.goto(walk.at["meeting"])
    walk.show(page, "meeting-called")


def call_roll(walk: Walk) -> None:
    """Delegates are called in the main venue, representatives say on their phones that they are there."""
    page, path = walk.open("officer"), walk.at["meeting"].removeprefix(walk.url)
    page.goto(walk.at["meeting"])
    follow(page, re.compile("主会场"))
    walk.show(page, "roll")
    for _one in range(sum(map(len, SIDES.values()))):
        press(page, "点到")
    expect(page.get_by_role("button", name="点到", exact=True)).to_have_count(0)
    for number, login in enumerate(walk.told["elected"][:-2]):
        if number >= 3:
            walk.visit(login).hand_in(path, f"{path}here/")
            continue
        phone = walk.open(login, 390)
        phone.goto(walk.at["meeting"])
        if not number:
            walk.show(phone, "phone-meeting")
        press(phone, "我到了")
        expect(phone.locator("main")).to_contain_text("在场")
    page.goto(walk.at["meeting"])
    walk.show(page, "meeting-present")
    press(page, "开会")


def vote(walk: Walk) -> None:
    """A vote by name on the frozen text: all who are there cast, three of them and both chiefs in a window."""
    page = walk.open("officer")
    page.goto(walk.at["meeting"])
    follow(page, "开始表决")
    page.locator("[name=question]").fill(QUESTION)
    page.locator("[name=text]").select_option(index=1)
    page.locator("[name=minutes]").fill("60")
    walk.show(page, "vote-open")
    press(page, "开始表决", within="main")
    follow(page, QUESTION, within="main")
    walk.at["vote"] = page.url
    path, there = page.url.removeprefix(walk.url), walk.told["elected"][:-2]
    for number, login in enumerate([*there[:3], CHIEFS["workers"], CHIEFS["platform"]]):
        window = walk.open(login, 390 if number < 3 else 1440)
        window.goto(walk.at["vote"])
        if number in (0, 3):
            walk.show(window, "vote-phone" if not number else "vote-desk")
        press(window, "同意")
        expect(window.locator(".casting [aria-pressed=true]")).to_have_text("同意")
    rest = [login for people in SIDES.values() for login in people if login not in (
        CHIEFS["workers"], CHIEFS["platform"])]
    for number, login in enumerate([*there[3:], *rest]):
        walk.visit(login).hand_in(path, choice="no" if number == 5 else "yes")
    page.goto(walk.at["vote"])
    press(page, "现在结束表决")
    cast = len(there) + sum(map(len, SIDES.values()))
    told = json.loads(walk.visit("officer").read(f"{path}result.json"))
    assert (told["yes"], told["no"]) == (cast - 1, 1), told
    walk.show(page, "vote-result")


def run_command(*words: str, folder: Path) -> str:
    """One of the project's commands, as somebody types it in a folder of their own."""
    ended = subprocess.run([sys.executable, "-c", "from nuantu.cli import main; main()", *words], cwd=folder, text=True,
                           capture_output=True, check=False, env=clean_environment())
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def sign(walk: Walk, side: str, folder: Path) -> None:
    """A side's chief takes the text along, signs it with a key drawn on the own machine, and hands it in."""
    own = folder / side
    own.mkdir()
    login = CHIEFS[side]
    page = walk.open(login)
    page.goto(f"{walk.at['talk']}signing/")
    text = fetch_file(page, page.get_by_role("link", name="下载文本").click, own / "text.yaml")
    phrase = own / "phrase"
    phrase.touch(0o600)
    phrase.write_text(PASSPHRASE)
    kept = ("--passphrase-file", str(phrase))
    run_command("keys", "signer", "new", f"{side}.key", "--name", SIDES[side][login], "--office", OFFICES[side], *kept,
                folder=own)
    run_command("agreement", "sign", str(text), "--key", f"{side}.key", "--side", side, "--signature-only",
                f"{side}.json", *kept, folder=own)
    page.locator("[name=file]").set_input_files(own / f"{side}.json")
    walk.show(page, f"sign-{side}")
    press(page, "验签并交上")
    expect(page.locator(".sign-sides")).to_contain_text(SIDES[side][login])


def ratify_and_publish(walk: Walk) -> None:
    """The vote ratifies the text, the officer publishes it, and the hub enters it in the log of agreements."""
    page = walk.open("officer")
    page.goto(f"{walk.at['talk']}signing/")
    page.locator("form:has(input[value=ratify_vote]) input[type=radio]").first.check()
    walk.show(page, "ratify")
    press(page, "用这次表决")
    walk.show(page, "ratified")
    press(page, "公布")
    follow(page, "看签署的协议")
    walk.at["signed"] = page.url
    public = walk.open()
    look_again(public, walk.at["signed"], "text=已记入日志")
    walk.show(public, "in-force")
    assert walk.visit("officer").read(f"{walk.at['signed'].removeprefix(walk.url)}receipt.json")


def dispatch_day(walk: Walk, folder: Path) -> None:
    """A day of the date from which it holds is dispatched under the published file, paid, audited, and taken in."""
    page = walk.open()
    page.goto(walk.at["signed"])
    file = folder / "published.yaml"
    file.write_text(walk.visit("officer").read(f"{walk.at['signed'].removeprefix(walk.url)}agreement.yaml"))
    run_command("city", "--out", "day", "--orders", "120", "--date", walk.at["day"], "--json", folder=folder)
    layers = [word for name in AGREEMENTS[1:] for word in ("--layer", str(ROOT / "agreements" / name))]
    run_command("replay", "day", "--agreement", file.name, *layers, "--out", "run", "--json", folder=folder)
    run_command("hub", "--data", str(walk.data), "take", "run", "--day", "day", "--platform", PLATFORM, "--union",
                UNION, folder=folder)
    walk.at["run"] = str(folder / "run")


def find_held(walk: Walk) -> list[str]:
    """Three workers whose orders were held at a gate and prolonged for it, by their pseudonyms."""
    import pyarrow.parquet as parquet

    file = next(Path(walk.at["run"]).rglob("events*.parquet"))
    rows = parquet.read_table(file, columns=["kind", "reason", "worker_id"]).to_pylist()
    held = [str(row["worker_id"]) for row in rows if row["kind"] == "eta_extended" and row["reason"] == "gate"]
    found = list(dict.fromkeys(held))
    assert len(found) >= 3, "the day held fewer than three riders at a gate"
    return found[:3]


def link_riders(walk: Walk) -> None:
    """The platform's one-time codes come as hashes; each rider links the own number by a code."""
    codes = {rider: f"HELD{number}2026XYZ" for number, rider in enumerate(SAID)}
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["code_sha256", "worker_id"])
    for code, worker in zip(codes.values(), find_held(walk), strict=True):
        rows.writerow([hashlib.sha256(f"{PLATFORM}\n{code}".encode()).hexdigest(), worker])
    page = walk.open("officer")
    page.goto(f"{walk.url}/link-codes/")
    page.locator("[name=platform]").fill(PLATFORM)
    page.locator("input[type=file]").set_input_files(
        {"name": "codes.csv", "mimeType": "text/csv", "buffer": table.getvalue().encode()})
    press(page, "收下")
    for rider, code in codes.items():
        phone = walk.open(rider, 390)
        phone.goto(f"{walk.url}/my/links/")
        phone.locator("[name=code]").fill(code)
        phone.locator("#code_consent, #code_agreed").first.check()
        walk.show(phone, "link")
        press(phone, "关联")


def read_verdicts(walk: Walk) -> None:
    """Both sides read the week's sums; each rider reads on the phone what became of the clause, one in English."""
    for login in (CHIEFS["workers"], CHIEFS["platform"]):
        page = walk.open(login)
        page.goto(f"{walk.url}/bargaining/verdicts/")
        expect(page.locator("main")).to_contain_text("补时")
    walk.show(page, "verdicts")
    for rider in SAID:
        phone = walk.open(rider, 390)
        phone.goto(f"{walk.url}/my/week/")
        own = phone.locator(".own-clause", has_text="补时")
        expect(own.first).to_be_visible()
        expect(own.first).to_contain_text("已兑现")
        # Of the gate, by the sentence that the three sides signed.
        expect(own.first).to_contain_text("因小区门岗耽误")
        expect(own.first).to_contain_text("被挡在小区门口")
        expect(own.first.get_by_role("link", name="各方签的协议")).to_be_visible()
        walk.show(phone, "my-week")
    phone = walk.open("rider-0", 390, "en")
    phone.goto(f"{walk.url}/my/week/")
    expect(phone.locator(".own-clause").first).to_be_visible()
    walk.show(phone, "my-week-english", english=True)
