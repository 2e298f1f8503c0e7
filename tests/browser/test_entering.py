"""Refused, sent twice, edited by two: nothing typed is lost and nothing is stored twice."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from campaigns.shifts import last_begun
from tests.browser.conftest import PHONE, Open
from tests.browser.station import fill_patrol, log_patrol, officers_field, send, tomorrow, village
from tests.browser.visits import COMMUNE
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser


def lose_the_answer(route: Route) -> None:
    """The server has the entry, the phone does not know."""
    route.fetch(max_redirects=0)
    route.abort("aborted")


def patrols_today(page: Page) -> int:
    """How many patrols of the day of the last shift the list holds."""
    day, _shift = last_begun()
    answer = page.request.get(f"{reverse('record_list')}?unit={COMMUNE}&kind=patrol&from={day}&to={day}")
    match = re.search(r"(\d+) phiếu", answer.text())
    return int(match[1]) if match else 0


def test_a_refused_patrol_keeps_what_was_typed(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    fill_patrol(page, officers=7, day=tomorrow())
    village(page).check()
    send(page)
    field = page.locator(".field[data-error]").filter(has=page.get_by_label("Ngày", exact=True))
    expect(field).to_contain_text("ngày không được sau hôm nay")
    expect(page.get_by_label("Ngày", exact=True)).to_have_value(tomorrow())
    expect(officers_field(page)).to_have_value("7")
    expect(village(page)).to_be_checked()


def test_a_patrol_of_nobody_is_refused_beside_the_forces(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    for number in page.locator("[name^=forces_]").all():
        number.evaluate("input => { input.value = '' }")
    page.get_by_role("textbox", name="Lượt nhắc nhở").fill("4")
    send(page)
    expect(page.locator(".field[data-error]")).to_contain_text("ít nhất một lực lượng")
    expect(page.get_by_role("textbox", name="Lượt nhắc nhở")).to_have_value("4")


def test_the_refused_page_is_as_clean_as_any(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    watch = Watch(page)
    fill_patrol(page, day=tomorrow())
    send(page)
    expect(page.locator("[data-errors]")).to_be_focused()
    hold(watch.look())


def test_sending_again_after_a_lost_answer_gives_one_record(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.clock.install()
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    before = patrols_today(page)
    fill_patrol(page)
    page.route("**/patrols/add", lose_the_answer)
    send(page)
    page.unroute("**/patrols/add")
    page.clock.fast_forward(5_000)  # until the button may be pressed again
    send(page)
    page.locator("#receipt-code").wait_for()
    expect(page.get_by_role("status").first).to_contain_text("đã được nhận trước đó")
    assert patrols_today(page) == before + 1


def test_an_impatient_thumb_sends_once(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    fill_patrol(page, officers=37)  # as in no other story: one just like another would be asked about
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Gửi", exact=True).dblclick()
    page.locator("#receipt-code").wait_for()
    assert len(sent) == 1


def test_the_second_of_two_editors_is_told_and_sees_the_difference(open_as: Open) -> None:
    officer, head = open_as("lan"), open_as("dung")
    address = log_patrol(officer)
    for page in (officer, head):
        page.goto(address)
        page.get_by_role("link", name="Sửa").click()
    for page, number in ((head, "4"), (officer, "5")):
        officers_field(page).fill(number)
        page.get_by_role("button", name="Lưu", exact=True).click()
    watch = Watch(officer)
    expect(officer.get_by_role("heading", name="Phiếu vừa được người khác sửa")).to_be_visible()
    expect(officer.get_by_role("row", name=re.compile(r"Lực lượng.*: 4.*: 5"))).to_be_visible()
    hold(watch.look())
    officer.get_by_role("button", name="Lưu bản vừa nhập").click()
    expect(officer.get_by_role("main")).to_contain_text("Công an cấp xã: 5")


def test_a_deleted_record_says_why(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    log_patrol(page)
    page.get_by_role("link", name="Xóa").click()
    page.get_by_role("radio", name="Ghi nhầm ngày").check()
    page.get_by_role("button", name="Xóa phiếu").click()
    expect(page.get_by_role("main")).to_contain_text("Lý do: Ghi nhầm ngày")
