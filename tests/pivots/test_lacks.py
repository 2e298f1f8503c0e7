"""What is not due yet is not missing: only what is overdue is hatched, on the page and in its sheet."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import load_workbook

from dashboards.stamps import forget
from pivots.lacks import Lack
from returns.models import Every, ReturnForm
from rollups.models import Indicator
from tests.campaigns.entries import recorded
from tests.dashboards.figures import THAI_NGUYEN, of_unit
from tests.pivots.tables import asked
from tests.returns.filing import tips
from tests.world import World

pytestmark = pytest.mark.django_db
LOG, TIPS = "patrol_sessions", "valuable_tips"
TWO = "from=2026-10-15&to=2026-12-14"  # a reporting month that is over and one that runs
MISSING, LATER, NOTHING_DUE, UNASKED, NONE = Lack.MISSING, Lack.LATER, Lack.NOTHING_DUE, Lack.UNASKED, Lack.NONE
AREAS = f"/tables/units/{THAI_NGUYEN}/"


def why(world: World, query: str) -> list[list[Lack]]:
    return [list(row.why) for row in asked(of_unit(world.tinh, THAI_NGUYEN), query).grid.all_rows]


def form_of_tips(**changes: Any) -> None:
    ReturnForm.objects.filter(key="tips_and_conflicts").update(**changes)
    forget()


def test_a_return_of_a_month_that_runs_is_not_due(world: World) -> None:
    assert why(world, f"{TWO}&rows=indicator&columns=month&figures={LOG}&figures={TIPS}") == [
        # The log is owed from the first day of a month on, a return when it is over.
        [MISSING, MISSING, MISSING], [MISSING, LATER, MISSING],
    ]  # fmt: skip


def test_once_it_is_over_it_is_missing(world: World) -> None:
    assert why(world, f"period=month-2026-11&rows=indicator&figures={TIPS}") == [[MISSING]]
    assert why(world, f"period=month-2026-12&rows=indicator&figures={TIPS}") == [[LATER]]
    assert why(world, f"period=month-2027-1&rows=indicator&figures={TIPS}&figures={LOG}") == [[LATER], [LATER]]


def test_what_came_is_a_number(world: World) -> None:
    recorded(world.lan, world.commune, tips(date(2026, 11, 14), tips=3))
    rows = why(world, f"{TWO}&rows=commune&columns=month&figures={TIPS}")
    assert rows[-1] == [NONE, LATER, NONE]  # the province
    assert sum(row == [NONE, LATER, NONE] for row in rows[:-1]) == 1
    assert {tuple(row) for row in rows[:-1]} == {(NONE, LATER, NONE), (MISSING, LATER, MISSING)}


def test_months_in_which_a_form_of_quarters_is_not_due_are_not_missing(world: World) -> None:
    form_of_tips(every=Every.QUARTER)
    rows = why(world, f"period=quarter-2026-2&rows=month&figures={TIPS}")
    assert [row[0] for row in rows] == [NOTHING_DUE, NOTHING_DUE, MISSING, MISSING]


def test_a_week_that_runs_is_not_due(world: World) -> None:
    form_of_tips(every=Every.WEEK)
    rows = why(world, f"from=2026-11-09&to=2026-11-22&rows=week&figures={TIPS}")
    assert [row[0] for row in rows] == [MISSING, LATER, MISSING]


def test_before_its_first_day_nobody_was_asked(world: World) -> None:
    Indicator.objects.filter(key=TIPS).update(since=date(2026, 11, 1))
    forget()
    rows = why(world, f"from=2026-09-15&to=2026-11-14&rows=month&figures={TIPS}")
    assert [row[0] for row in rows] == [UNASKED, MISSING, MISSING]


def test_after_its_last_day_nobody_is_asked(world: World) -> None:
    query = f"from=2026-09-15&to=2026-12-14&rows=month&figures={TIPS}"
    Indicator.objects.filter(key=TIPS).update(until=date(2026, 10, 14))
    forget()
    assert [row[0] for row in why(world, query)] == [MISSING, Lack.ENDED, Lack.ENDED, MISSING]
    Indicator.objects.filter(key=TIPS).update(until=None)
    form_of_tips(valid_to=date(2026, 10, 14))
    assert [row[0] for row in why(world, query)] == [MISSING, Lack.ENDED, Lack.ENDED, MISSING]
    assert why(world, f"period=month-2027-1&rows=indicator&figures={TIPS}") == [[Lack.ENDED]]


def test_the_form_of_another_province_is_not_asked_here(world: World, browse: Callable[..., Client]) -> None:
    form_of_tips(province=world.foreign.province)
    query = f"{TWO}&rows=area&columns=month&figures={TIPS}"
    assert {one for row in why(world, query) for one in row} == {Lack.ELSEWHERE}
    text = browse(world.tinh).get(f"{AREAS}?{query}").content.decode()
    assert "địa bàn này không áp dụng chỉ tiêu" in text
    assert 'title="Không áp dụng ở đây"' in text


def test_page_and_sheet_tell_them_apart(world: World, browse: Callable[..., Client]) -> None:
    client, query = browse(world.tinh), f"{TWO}&rows=area&columns=month&figures={TIPS}"
    text = client.get(f"{AREAS}?{query}").content.decode()
    assert "Ô “–” không gạch chéo: chưa đến hạn báo cáo." in text
    body = text.partition("<tbody>")[2]
    later = re.findall(r'<td class="num muted" data-value="" title="Chưa đến hạn"><span>–<span class="v', body)
    assert len(later) == len(re.findall(r'<td class="num missing" data-value="">', body)) > 5
    assert '<td class="num muted" title="Chưa đến hạn"' in body.partition("<tfoot>")[2]
    sheet = load_workbook(BytesIO(client.get(f"{AREAS}table.xlsx?{query}").content)).get_sheet_by_index(0).to_python()
    assert sheet[-1][1:] == ["chưa báo cáo", "chưa đến hạn", "chưa báo cáo"]
