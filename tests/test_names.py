"""Names are typed as people know them, and a slip is answered with the nearest."""

import pytest

from analysis.ledger.names import resolve


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("geography", "ninh_thuan", "ninh_thuan"),
        ("geography", "Ninh Thuận", "ninh_thuan"),
        ("geography", "tỉnh NINH THUAN", "ninh_thuan"),
        ("geography", "Việt Nam", "vietnam"),
        ("geography", "TP Hồ Chí Minh", "ho_chi_minh"),
        ("indicator", "IIP", "iip"),
        ("indicator", "Xuất khẩu", "exports"),
        ("indicator", "retail sales", "retail_sales"),
        ("sector", "Khai khoáng", "mining"),
        ("day", "31/12/2022", "2022-12-31"),
        ("day", "ngày 9 tháng 8 năm 2022", "2022-08-09"),
        ("day", "2022-8-9", "2022-08-09"),
        ("month", "tháng 8/2022", "2022-08"),
        ("period", "quý II/2022", "2022-Q2"),
        ("period", "2022", "2022"),
    ],
)
def test_a_name_is_known_however_people_write_it(kind: str, typed: str, code: str) -> None:
    assert resolve(kind, typed) == code


@pytest.mark.parametrize(
    ("kind", "typed", "nearest"), [("geography", "Ninh Thuậm", "ninh_thuan"), ("indicator", "ipp", "iip")]
)
def test_a_slip_is_answered_with_the_nearest_name(kind: str, typed: str, nearest: str) -> None:
    with pytest.raises(KeyError, match=f"{typed}.*{nearest}"):
        resolve(kind, typed)


def test_a_name_like_none_is_not_answered_with_a_long_list() -> None:
    with pytest.raises(KeyError) as refused:
        resolve("geography", "Paris France")
    assert len(str(refused.value)) < 150


def test_two_letters_inside_a_name_do_not_propose_it() -> None:
    with pytest.raises(KeyError, match="no name is near"):
        resolve("geography", "NT")


@pytest.mark.parametrize(
    ("kind", "typed"), [("day", "31/02/2022"), ("day", "hôm nay"), ("month", "13/2022"), ("period", "")]
)
def test_a_day_or_month_that_is_none_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(ValueError, match=r"đọc được|hãy ghi"):
        resolve(kind, typed)
