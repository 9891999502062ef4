"""Organising as it happens at the desk: an enterprise gets its union, a visit is held, and the figures are shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import copy_demonstration
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NAME, STREET = "晨光同城配送", "将台地区总工会"
ASKED = "货车进五环的通行证怎么办"
PLACE = "将台西路十号院门口"


class Desk:
    """A fresh hub of the demonstration, and windows of the people in it."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser
        self.people = {person.role: person for person in list_people(address)}
        self.complaints: list[str] = []

    def sit(self, role: str) -> Page:
        """A desk window in which the first person of a role has signed in."""
        context = self.browser.new_context(viewport=DESK, locale="zh-CN", reduced_motion="reduce")  # type: ignore[arg-type]
        _visitor, jar = sign_in(self.address, self.people[role])
        context.add_cookies(list_cookies(jar, self.address))  # type: ignore[arg-type]
        return self._watch(context)

    def take_phone(self) -> Page:
        """A phone on which nobody has signed in."""
        return self._watch(self.browser.new_context(viewport=PHONE, has_touch=True, locale="zh-CN",  # type: ignore[arg-type]
                                                    reduced_motion="reduce"))

    def _watch(self, context: BrowserContext) -> Page:
        page = context.new_page()
        # What a verb refuses is answered with 422, which the browser's console repeats.
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning")
                and "422" not in said.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


@pytest.fixture
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A hub of one's own: the demonstration's folder, copied."""
    data = copy_demonstration(tmp_path_factory, "organising")
    with serve_hub(data, NUANTU_HUB_DEV_SMS="1") as address:
        made = Desk(address, browser)
        yield made
        assert made.complaints == []


def _enter(page: Page, address: str) -> None:
    """From the tree to the street's page, and a new line in its ledger."""
    page.goto(f"{address}/units/")
    page.get_by_role("link", name=STREET).click()
    page.get_by_role("link", name="登记企业").click()
    page.get_by_label("企业全称").fill(NAME)
    page.get_by_label("类型").select_option(label="平台企业")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("h1")).to_have_text(NAME)


def _meet(page: Page, present: str) -> None:
    page.get_by_label("地点").fill("会议室")
    page.get_by_label("应到会员").fill("30")
    page.get_by_label("实到会员").fill(present)
    page.get_by_label("当选人").fill("林晓 主席 21\n赵大河 委员 18")
    page.get_by_role("button", name="记下会议").click()


def test_an_enterprise_goes_from_first_contact_to_a_union_in_the_tree(desk: Desk) -> None:
    """Entered, prepared, elected by enough of its members, submitted; approved by the officer from today's page."""
    organiser = desk.sit("organiser")
    _enter(organiser, desk.address)
    organiser.get_by_role("button", name="筹备").click()
    organiser.get_by_role("button", name="选举").click()
    organiser.get_by_role("link", name="记录会员大会").click()
    _meet(organiser, "19")
    expect(organiser.locator(".errors")).to_contain_text("不到应到30人的三分之二（20人）")
    _meet(organiser, "24")
    expect(organiser.locator("main")).to_contain_text("会议有效")
    organiser.get_by_label("文号或凭证").first.fill("请〔2026〕1号")
    organiser.get_by_role("button", name="报批中").click()
    expect(organiser.locator(".steps [aria-current=step]")).to_contain_text("报批中")

    officer = desk.sit("officer")
    officer.goto(f"{desk.address}/today/")
    row = officer.locator(".due-row", has_text=NAME)
    expect(row).to_contain_text("无人")
    row.get_by_role("button", name="认领").click()
    officer.locator(".due-row", has_text=NAME).locator(".act").get_by_role("link").click()
    officer.get_by_label("批复成立").check()
    officer.get_by_label("批复文号").fill("批〔2026〕7号")
    officer.get_by_role("button", name="答复").click()
    expect(officer.locator(".steps [aria-current=step]")).to_contain_text("已批复")
    officer.locator("aside").get_by_role("link", name=f"{NAME}工会").click()
    expect(officer.locator("h1")).to_have_text(f"{NAME}工会")
    expect(officer.locator(".trail")).to_contain_text("批〔2026〕7号")


def _plan(page: Page, address: str) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    page.goto(f"{address}/units/")
    page.get_by_role("link", name=STREET).click()
    page.get_by_role("link", name="计划走访").click()
    page.get_by_label("主题").fill("院门口双沟通")
    page.get_by_label("场所").select_option(label="站点或驿站")
    page.get_by_label("地点").fill(PLACE)
    page.get_by_label("开始").fill(now.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("结束").fill((now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("邀请对象").fill("附近骑手 12")
    page.get_by_role("button", name="计划").click()
    expect(page.locator("h1")).to_have_text("院门口双沟通")


def test_a_visit_is_planned_scanned_into_asked_at_and_reported(desk: Desk) -> None:
    """The sign on the wall is read by a phone; who signs in asks, joins on the spot, and stands in the report."""
    organiser = desk.sit("organiser")
    _plan(organiser, desk.address)
    visit = organiser.url
    organiser.get_by_role("link", name="签到码").click()
    code, = zxingcpp.read_barcodes(Image.open(io.BytesIO(organiser.locator(".qr").screenshot())))

    phone = desk.take_phone()
    phone.goto(code.text)
    phone.get_by_label("姓名").fill("钱多多")
    phone.get_by_label("手机号").fill("13900007777")
    phone.get_by_role("button", name="签到").tap()
    expect(phone.locator("h1")).to_have_text("已签到")
    phone.get_by_label("主题").select_option(label="通行与停车")
    phone.get_by_label("问题", exact=True).fill(f"{ASKED}？")
    phone.get_by_role("button", name="提交").tap()
    expect(phone.locator(".messages")).to_contain_text("问题已记下")
    phone.get_by_role("link", name="现在入会").tap()
    expect(phone).to_have_url(re.compile(r"/join/\w+/$"))
    expect(phone.locator("main")).to_contain_text(PLACE)

    organiser.goto(f"{visit}sheets/")
    table = "姓名,手机号,主题,问题\n孙一,13900008888,,\n周二,12345,,\n".encode()
    organiser.get_by_label("签到表（CSV）").set_input_files(
        {"name": "签到.csv", "mimeType": "text/csv", "buffer": table})
    organiser.get_by_role("button", name="导入").click()
    expect(organiser.locator("main")).to_contain_text("新增 1 人，已有 0 人，有问题 1 行")
    organiser.goto(visit)
    expect(organiser.locator(".figures")).to_contain_text("2签到，预计 12 人")
    organiser.get_by_label("小结").fill("来了两个人，问了通行证。")
    organiser.get_by_role("button", name="保存小结").click()
    organiser.get_by_role("link", name=ASKED).click()
    expect(organiser.locator(".desk-head .sub")).to_contain_text(re.compile(r"[2-9] 次走访"))
    organiser.get_by_label("要做的事").fill("请交管部门来讲一次")
    organiser.get_by_label("期限").fill(datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d"))
    organiser.get_by_role("button", name="定下").click()
    organiser.goto(f"{desk.address}/today/")
    row = organiser.locator(".due-row", has_text="请交管部门来讲一次")
    row.get_by_role("button", name="认领").click()
    expect(organiser.locator(".due-row", has_text="请交管部门来讲一次").locator(".owner")).not_to_have_text("无人")


def test_everybody_may_see_the_figures_and_staff_what_is_behind_them(desk: Desk) -> None:
    """Rates stand with their sources, places without a headcount by name, and small counts nowhere in public."""
    steward, stranger = desk.sit("steward"), desk.take_phone()
    steward.goto(f"{desk.address}/rates/")
    expect(steward.locator("main")).to_contain_text("3 处没有从业人数，算不出入会率")
    expect(steward.locator(".tiles .tile")).to_have_count(16)
    steward.locator(".tiles a", has_text="朝阳").click()
    expect(steward.locator(".desk-head .sub")).to_contain_text("朝阳区总工会")
    stranger.goto(f"{desk.address}/figures/")
    expect(stranger.locator("main")).to_contain_text("只有地名是真的")
    row = stranger.locator("tbody tr", has_text="延庆区总工会")
    expect(row).to_contain_text("不公布")
    counts = [int(text) for text in stranger.locator("tbody td[data-name=会员]").all_inner_texts() if text.isdigit()]
    assert counts
    assert min(counts) >= 10
