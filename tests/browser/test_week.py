"""A week of the paper logbook goes in by Tab and Enter, or out of a spreadsheet in one paste."""

import re
import secrets
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.station import send
from tests.browser.visits import COMMUNE
from tests.browser.watching import Watch, hold, watched

pytestmark = pytest.mark.browser

# What a spreadsheet puts on the clipboard goes to the cell that has the focus.
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""  # noqa: E501


def monday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday() + 7)


def open_week(page: Page, kind: str = "patrol") -> None:
    page.goto(f"{reverse('week_entry', args=[COMMUNE, kind])}?from={monday()}")
    expect(cell(page, "Ngày", 1)).to_be_focused()


def press(page: Page, *keys: str) -> None:
    """Type words; names of keys begin with a capital letter."""
    for key in keys:
        if re.fullmatch("Tab|Enter|Arrow.*|Control.*", key):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def cell(page: Page, column: str, row: int) -> Locator:
    return page.get_by_role("cell", name=f"{column} Dòng {row}", exact=True).locator("input")


def text(page: Page, column: str, row: int) -> str:
    return cell(page, column, row).input_value()


def receipts(page: Page) -> int:
    return page.locator(".week-records tr").count()


def test_a_week_is_typed_with_tab_and_enter(open_as: Open) -> None:
    page = open_as("lan")
    with watched(page):
        open_week(page)
        before = receipts(page)
        press(page, "t2", "Tab", "d", "Tab", "na muong", "Tab", "2", "Tab", "3", "Enter")
        press(page, "t3", "Control+d", "Enter", "t4", "Tab", "s", "Tab", "khuoi le", "Tab", "4")
        assert text(page, "Khu dân cư", 1) == "Thôn Nà Muồng"
        assert (text(page, "Ca", 2), text(page, "Công an cấp xã", 2)) == ("Đêm", "2")
        send(page)
        expect(page.get_by_role("status").filter(has_text="Đã nhận 3 phiếu")).to_be_visible()
        assert receipts(page) == before + 3


def test_enter_on_the_last_row_makes_one_more(open_as: Open) -> None:
    page = open_as("lan")
    open_week(page)
    press(page, *["ArrowDown"] * 6, "Enter", "9")
    assert text(page, "Ngày", 8) == "9"


def never_written() -> tuple[str, str]:
    """How many came, of two forces: as in no other row, and not so many that one is asked."""
    return str(20 + secrets.randbelow(40)), str(1 + secrets.randbelow(59))


def test_a_block_is_pasted_and_what_is_not_understood_stays(open_as: Open) -> None:
    page = open_as("lan")
    open_week(page)
    before = receipts(page)
    good = "\t".join([f"{monday():%d/%m/%Y}", "Tối", "Nà Muồng, Khuổi Lè", *never_written()])
    bad = "\t".join([f"{monday():%d/%m/%Y}", "Tối", "Bản Xa", "hai", ""])
    page.evaluate(PASTE, "\n".join([good] * 8 + [bad]) + "\n")
    send(page)
    expect(page.locator("[data-errors]")).to_contain_text("Còn 1 dòng chưa gửi được")
    expect(page.locator("[data-errors]")).to_contain_text("7 dòng giống hệt phiếu đã có")
    assert receipts(page) == before + 1
    page.get_by_role("radio", name="Phải, những lần khác nhau").check()
    send(page)
    expect(page.locator(".week-doubled")).to_have_count(0)
    assert receipts(page) == before + 8
    # The row keeps the number that it had when it was pasted, and new ones go on after it.
    assert (text(page, "Khu dân cư", 9), text(page, "Công an cấp xã", 9)) == ("Bản Xa", "hai")
    page.get_by_role("button", name="Thêm dòng").click()
    expect(cell(page, "Ngày", 10)).to_be_focused()
    watch = Watch(page)
    hold(watch.look())


def test_a_block_pasted_twice_is_dropped_when_its_writer_says_so(open_as: Open) -> None:
    page = open_as("lan")
    line = "\t".join([f"{monday():%d/%m/%Y}", "Tối", "Khuổi Lè", *never_written()])
    for _ in range(2):
        open_week(page)
        page.evaluate(PASTE, f"{line}\n")
        send(page)
        page.wait_for_load_state()
    stored = receipts(page)
    watch = Watch(page)
    expect(page.locator("[data-errors]")).to_contain_text("có phải hai lần khác nhau?")
    hold(watch.look())
    page.get_by_role("radio", name="Không, ghi trùng").check()
    send(page)
    expect(page.get_by_text("Đã bỏ 1 dòng ghi trùng.")).to_be_visible()
    assert receipts(page) == stored


def test_going_back_and_sending_again_stores_nothing_twice(open_as: Open) -> None:
    page = open_as("lan")
    open_week(page)
    press(page, "cn", "Tab", "c", "Tab", "Tab", "5")
    send(page)
    expect(page.get_by_role("status").filter(has_text="Đã nhận 1 phiếu")).to_be_visible()
    stored = receipts(page)
    page.go_back()
    send(page)
    page.wait_for_load_state()
    open_week(page)
    assert receipts(page) == stored


def test_what_is_typed_is_not_left_by_accident(open_as: Open) -> None:
    page = open_as("lan")
    open_week(page)
    press(page, "t2", "Tab", "d")
    with page.expect_event("dialog") as asked:
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
    assert asked.value.type == "beforeunload"


def test_the_phone_offers_single_entries(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("week_entry", args=[COMMUNE, "patrol"]))
    page.get_by_role("link", name="Ghi từng phiếu").tap()
    expect(page).to_have_url(re.compile("/patrols/add"))
