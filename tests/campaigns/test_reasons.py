"""Why something was taken back: a reason, never a person."""

import pytest

from campaigns.forms.deletion import DeletionForm, ReasonForm


@pytest.mark.parametrize("typed", ["ông Nguyễn Văn A nhập nhầm", "do Nguyễn Văn An ghi", "gọi 0912 345 678"])
def test_a_reason_names_nobody(typed: str) -> None:
    assert list(ReasonForm({"reason": typed}).errors) == ["reason"]
    assert list(DeletionForm({"version": "1", "why": "other", "note": typed}).errors) == ["note"]


def test_a_reason_may_name_a_place() -> None:
    assert ReasonForm({"reason": "Nhầm sang xã Bằng Thành"}).is_valid()
