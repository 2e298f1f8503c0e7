"""Why something was taken back: a reason, never a person."""

import pytest

from campaigns.actions import Refused, delete_record
from campaigns.forms.deletion import DeletionForm, ReasonForm
from tests.campaigns.entries import recorded
from tests.world import World

NAMING = [
    "ông Nguyễn Văn A nhập nhầm",
    "do Nguyễn Văn An ghi",
    "gọi 0912 345 678",
    "Trần Quang Khánh",  # a name and nothing else
    "nhầm nhà Hoàng Long",
]


@pytest.mark.parametrize("typed", NAMING)
def test_a_reason_names_nobody(typed: str) -> None:
    assert list(ReasonForm({"reason": typed}).errors) == ["reason"]
    assert list(DeletionForm({"version": "1", "why": "other", "note": typed}).errors) == ["note"]


def test_a_reason_may_name_a_place() -> None:
    assert ReasonForm({"reason": "Nhầm sang xã Bằng Thành"}).is_valid()


def test_the_action_asks_again(world: World) -> None:
    record = recorded(world.lan, world.commune)
    with pytest.raises(Refused) as refused:
        delete_record(by=world.lan, record=record, version=1, reason="Trần Quang Khánh")
    assert refused.value.field == "reason"
