"""The words, periods, numbers and names of official tables, each read in one way or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from analysis.readers.letters import as_written, decoded, plain
from analysis.readers.workbook.columns import read_columns
from analysis.readers.workbook.figures import numbers
from analysis.readers.workbook.kinds import free_code, geography_of, sector_of
from analysis.readers.workbook.rows import scale_of, unit_code
from analysis.readers.workbook.whose import places_in


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("Tháng 01/2022", "level month 2022-01"),
        ("7 tháng đầu năm 2022", "level ytd 2022-07"),
        ("Cộng dồn 12 tháng năm 2014", "level year 2014"),
        ("quý IV năm năm 2018", "level quarter 2018-Q4"),
        ("September of 2020", "level month 2020-09"),
        ("as of Sept. 1,2019", "level month 2019-09"),
        ("nine months of 2020", "level ytd 2020-09"),
        ("thirsd quarter năm 2020", "level quarter 2020-Q3"),
        ("Quý I năm 2022 so với quý I năm 2021", "growth_yoy_pct quarter 2022-Q1"),
        ("Tháng 6 năm 2022 so với tháng trước", "growth_mom_pct month 2022-06"),
        ("Tháng 6 năm 2022 so với tháng 5 năm 2022", "growth_mom_pct month 2022-06"),
        ("Tháng 6 năm 2012 so với tháng 6 năm 2011", "growth_yoy_pct month 2012-06"),
        ("6 tháng đầu năm 2022 so với cùng kỳ", "growth_yoy_pct ytd 2022-06"),
        ("So với cùng kỳ năm trước (%) Tháng 12 năm 2018", "growth_yoy_pct month 2018-12"),
        ("Năm 2014 so với năm 2013", "growth_yoy_pct year 2014"),
        ("Thực hiện tháng 5 năm 2012 Lượng", "level month 2012-05 volume"),
        (
            "Chỉ số sử dụng lao động thời điểm 1/7/2022 so với cùng thời điểm tháng trước",
            "growth_mom_pct month 2022-07",
        ),
        ("August 2020 versus same period last year", "growth_yoy_pct month 2020-08"),
        ("LEI at 1/9/2020 compared to 1/8/2020", "growth_mom_pct month 2020-09"),
    ],
)
def test_a_columns_words_say_what_it_holds(words: str, column: str) -> None:
    assert [str(read) for read in read_columns({1: plain(words)})] == [column]


@pytest.mark.parametrize(
    "words",
    [
        "Tháng 6 năm 2022 so với kỳ gốc 2019",
        "Tháng 6 năm 2022 so với tháng 12 năm 2021",
        "Tháng 6 năm 2022 so với cùng kỳ năm 2020",
        "Tháng 6 năm 2022 Tháng 7 năm 2022",
        "so với cùng kỳ năm trước",
        "Cùng kỳ năm trước",
        "Tháng 13 năm 2020",
        "Tháng 7",
        "Ghi chú",
    ],
)
def test_words_that_say_no_measure_of_the_ledger_make_no_column(words: str) -> None:
    assert read_columns({1: plain(words)}) == []


@pytest.mark.parametrize(
    ("slipped", "words"),
    [
        ("7 tháng năm 2022 so voicung ky năm trước", "7 tháng năm 2022 so với cùng kỳ năm trước"),
        ("thời điểm 1/5/2021o với cùng thời điểm năm trước", "thời điểm 1/5/2021 so với cùng thời điểm năm trước"),
        ("Tahng 7 năm 2022 so với cùng kỳ", "Tháng 7 năm 2022 so với cùng kỳ"),
        ("T7/2022 so với cùng ki", "Tháng 7 năm 2022 so với cùng kỳ"),
    ],
)
def test_a_slip_in_a_header_is_read_as_meant(slipped: str, words: str) -> None:
    assert read_columns({1: plain(slipped)}) == read_columns({1: plain(words)}) != []


@pytest.mark.parametrize(
    ("text", "value"),
    [("104,5", 104.5), ("104.5", 104.5), ("12", 12.0), ("-3,25", -3.25), ("1.234,5", 1234.5), ("-", None), ("…", None)],
)
def test_text_that_can_be_read_in_one_way_is_a_number(text: str, value: float | None) -> None:
    assert numbers([text]) == {text: value}


@pytest.mark.parametrize("text", ["1.234", "1,234", "10O,9", "#REF!", "12 345 6a", "nan", "1e5", "=1"])
def test_text_that_could_be_two_numbers_is_none(text: str) -> None:
    assert str(numbers([text])[text]) == "nan"


def test_other_numbers_of_a_table_tell_the_decimal_mark() -> None:
    assert numbers(["1.234", "5,6"])["1.234"] == 1234
    assert str(numbers(["1.234", "5,6", "7.8"])["1.234"]) == "nan"


@given(some.floats(-1000, 1000).map(lambda value: round(value, 2)).filter(lambda value: value != int(value)))
def test_a_number_is_the_same_with_a_comma_and_with_a_point(value: float) -> None:
    texts = (f"{value:.2f}", f"{value:.2f}".replace(".", ","))
    assert [numbers([text])[text] for text in texts] == [value, value]


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Hµng ho¸ xuÊt khÈu", "Hàng hoá xuất khẩu"),
        ("MÆt hµng chñ yÕu", "Mặt hàng chủ yếu"),
        ("Kú gèc", "Kỳ gốc"),
        ("Chæ soá saûn xuaát coâng nghieäp", "Chỉ số sản xuất công nghiệp"),
        ("Ñôn vò tính", "Đơn vị tính"),
        ("Thuỷ sản", "Thuỷ sản"),
        ("Television", "Television"),
    ],
)
def test_old_fonts_are_decoded_by_what_can_be_vietnamese(old: str, text: str) -> None:
    assert decoded([old]) == {old: text}


def test_a_cell_that_tells_no_font_is_read_as_its_sheet() -> None:
    assert decoded(["G¹o", "XuÊt khÈu", "Lóa"])["Lóa"] == "Lúa"
    assert decoded(["Gạo", "Xuất khẩu", "Lóa"])["Lóa"] == "Lóa"


def test_letters_of_two_parts_become_one() -> None:
    assert as_written("Qúy  I") == "Qúy I"


@pytest.mark.parametrize(
    ("kind", "label", "code"),
    [
        ("iip", "Khai thác dầu thô", "oil_gas"),
        ("iip", "Sản xuất, phân phối điện, ga, nước", "electricity"),
        ("iip", "Manufacture of food products", "food_processing"),
        ("retail", "Khách sạn, nhà hàng", "accommodation_food"),
        ("exports", "Khu vực có vốn ĐTTTNN", "foreign_invested"),
        ("exports", "Điện thoại các loại và LK", "dien_thoai_va_linh_kien"),
        ("products", "Phân Urê", "phan_u_re"),
    ],
)
def test_spellings_of_one_thing_share_a_code(kind: str, label: str, code: str) -> None:
    assert sector_of(kind, label) == code


def test_a_free_name_has_the_code_of_its_words() -> None:
    assert free_code("SX mỹ phẩm, xà phòng (các loại); chế phẩm") == "san_xuat_my_pham_xa_phong"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Thừa Thiên - Huế", "Thua Thien - Hue"], "thua_thien_hue"),
        (["TP. Hồ Chí Minh", "Ho Chi Minh City"], "ho_chi_minh"),
        (["Đắk Lắk"], "dak_lak"),
    ],
)
def test_provinces_are_known_in_both_languages(names: list[str], code: str) -> None:
    assert {geography_of(name) for name in names} == {code}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Nghìn \ntỷ đồng", "trillion_vnd"), ("‘000 tons", "thousand_tonnes"), ("Tỷ kwh", "billion_kwh"), ("Bó", "")],
)
def test_units_are_read_from_words(text: str, code: str) -> None:
    assert unit_code(text) == code


@pytest.mark.parametrize(
    ("words", "unit", "scale"),
    [
        ("Đơn vị tính: Tỷ đồng", "billion_vnd", 1.0),
        ("Triệu đồng", "billion_vnd", 0.001),
        ("(Triệu đồng)", "billion_vnd", 0.001),
        ("Nghìn tấn; Triệu USD", "million_usd", 1.0),
        ("ĐVT: 1000 USD", "million_usd", 0.001),
        ("%", "million_usd", None),
    ],
)
def test_a_unit_line_says_what_numbers_are_multiplied_by(words: str, unit: str, scale: float | None) -> None:
    assert scale_of(words, unit) == scale


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("CỤC THỐNG KÊ TỈNH NINH THUẬN", ["ninh_thuan"]),
        ("Sở Công Thương Hoà Bình", ["hoa_binh"]),
        ("2022-08-29-ctk_ninh_thuan_iip", ["ninh_thuan"]),
        ("Diễn biến giá tiêu dùng", []),
        ("Số liệu Hà Nội và Hà Nam", ["ha_noi", "ha_nam"]),
    ],
)
def test_places_are_found_in_words(text: str, places: list[str]) -> None:
    assert places_in(text) == places
