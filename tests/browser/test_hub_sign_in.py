"""Signing in with a real browser and a real hub: a steward from the invitation to the passkey, a worker by code."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.nuantu_hub.serving import HUB, Served, clean_environment

pytestmark = pytest.mark.browser
PASSWORD = "清晨五点半的豆浆 warm"
ENVIRONMENT = {"NUANTU_HUB_DEV_SMS": "1"}


@pytest.fixture(scope="module")
def invited(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, str]]:
    """A hub of its own, by the name that passkeys need, and the path of its steward's invitation."""
    data = tmp_path_factory.mktemp("hub")
    done = subprocess.run([*HUB, "steward", "--data", str(data), "--login", "chen", "--name", "陈管", "--union",
                           "云港市总工会"], capture_output=True, text=True, check=True, env=clean_environment())
    served = Served(data, environment=ENVIRONMENT).start()
    yield served.url.replace("127.0.0.1", "localhost"), done.stdout.strip()
    served.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser whose every complaint fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 860}, locale="zh-CN")
    fresh = context.new_page()
    complaints: list[str] = []
    fresh.on("pageerror", lambda error: complaints.append(str(error)))
    fresh.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield fresh
    context.close()
    assert complaints == []


def _plug_in_authenticator(page: Page) -> None:
    """A security chip that recognises its user."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})


def test_a_steward_comes_in_by_invitation_and_back_by_passkey(invited: tuple[str, str], page: Page) -> None:
    url, path = invited
    _plug_in_authenticator(page)
    page.goto(f"{url}{path}")
    page.get_by_label("设置密码").fill(PASSWORD)
    page.get_by_label("再输入一次").fill(PASSWORD)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录方式")
    page.goto(f"{url}/deeds/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录方式")

    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("给这把密钥起个名字").fill("办公电脑")
    page.get_by_role("button", name="添加").click()
    page.wait_for_url(lambda where: not where.endswith("/add/"))
    page.goto(f"{url}/deeds/")
    expect(page.get_by_role("heading", level=1)).to_have_text("办事记录")

    page.goto(f"{url}/sign-out/")
    page.get_by_role("button", name="退出").click()
    page.goto(f"{url}/sign-in/staff/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(re.compile("/today/"))
    page.goto(f"{url}/accounts/")
    expect(page.get_by_role("rowheader")).to_contain_text("陈管")


def test_a_stranger_gets_a_message_and_the_same_page(invited: tuple[str, str], page: Page) -> None:
    url, _path = invited
    page.goto(f"{url}/")
    page.get_by_label("手机号").fill("139 0000 0001")
    page.get_by_role("button", name="发送验证码").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("输入验证码")
    page.get_by_role("link", name="看发出的短信").click()
    expect(page.get_by_role("listitem").first).to_contain_text("还没有加入工会")
