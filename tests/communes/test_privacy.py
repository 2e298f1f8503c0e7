"""What looks like the number of a person or a vehicle, and what does not."""

import pytest
from django.core.exceptions import ValidationError

from communes.privacy import no_personal_data, no_personal_data_in_a_paper


@pytest.mark.parametrize(
    "text",
    [
        *("012345678901", "sđt 0912 345 678", "0912_345_678", "(0912) 345 - 678", "٠٩١٢٣٤٥٦٧٨"),
        *("97-B1 123.45", "xe 20A-123.45", "20A 1-2345", "20a12345", "20 A 12 345", "97_B1_12345", "biển_20A-1234"),
    ],
)
def test_numbers_of_people_and_vehicles_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        no_personal_data(text)


@pytest.mark.parametrize(
    "text",
    ["0912&345678", "091+2345678", "09:12:34:56:78", "09,12,34,56,78", "29A(12345)", "29A,12345", "0912345678"],
)
def test_signs_of_papers_hide_no_number_of_a_person(text: str) -> None:
    with pytest.raises(ValidationError):
        no_personal_data_in_a_paper(text)


@pytest.mark.parametrize("text", ["12/KH-UBND, 13/KH-UBND", "1024+1025/KH", "12; 13", "12 & 13", "12/BB-CAX (2)"])
def test_several_papers_are_none(text: str) -> None:
    no_personal_data_in_a_paper(text)


@pytest.mark.parametrize(
    "text",
    ["ngày 12/10/2025 ghi thành 13/10/2025", "20h30 12-10", "Tổ 12A", "12/BB-CAX", "05/2025/BB-CAX", "20 khẩu, 3 kg"],
)
def test_days_hours_and_papers_are_not(text: str) -> None:
    no_personal_data(text)
