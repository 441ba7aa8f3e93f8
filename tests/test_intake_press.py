"""Press sentences become candidate figures; what a sentence leaves open is asked, never assumed."""

import time
import unicodedata

import pandas as pd
import pytest
from benchmarks.press import Row, expected, figure_outcomes, mutations, outcome, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ledger import COLUMNS, DATA
from analysis.ledger.problems import LedgerError
from analysis.ledger.vocabulary import Vocabulary
from analysis.model.reliability import is_approximate
from analysis.readers.grids import text_of
from analysis.readers.phrases import phrases
from analysis.readers.spoken import Spoken, dated, read_number
from analysis.readers.text import read_text, read_text_and_asides
from analysis.readers.text.answers import settled
from analysis.wording import number, sentence

quick = settings(deadline=None, derandomize=True, max_examples=100)
DAY = "2022-08-09"
WORDS = sorted({step for _, phrase in phrases() for step in phrase if step[0] != "{"})


def read(text: str, published: str = DAY) -> pd.DataFrame:
    return read_text(text, published)


def only(text: str, published: str = DAY) -> pd.Series:
    """The one figure of a sentence."""
    table = read(text, published)
    assert len(table) == 1
    return table.iloc[0]


def asks(figure: pd.Series, key: str) -> bool:
    """Whether a question, apart from the words that fill it, is put about a figure."""
    pieces = sentence(key, "vi", read="\0", unit="\0", words="\0").split("\0")
    return all(piece in figure["unsure"] for piece in pieces)


# The test set


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["sentence"][:60])
def test_a_sentence_is_read_right_or_asked_about(row: Row) -> None:
    assert outcome(row) != "wrong"


@pytest.mark.parametrize("part", ["design", "held_out"])
def test_nine_sentences_in_ten_are_read(part: str) -> None:
    outcomes = [outcome(row) for row in rows() if row["part"] == part]
    assert len(outcomes) >= 40
    assert outcomes.count("read") >= 0.9 * len(outcomes)


@pytest.mark.parametrize("part", ["cases", "kept_back_1", "kept_back_2", "kept_back_3", "kept_back_4"])
def test_three_figures_in_four_are_right_unasked_and_nineteen_in_twenty_right_or_asked(part: str) -> None:
    outcomes = [outcome for row in rows() if row["part"] == part for outcome in figure_outcomes(row)]
    right, asked = outcomes.count("right"), outcomes.count("asked")
    assert right >= 0.75 * len(outcomes)
    assert right + asked >= 0.95 * len(outcomes)
    assert "silent" not in outcomes


def test_a_changed_sentence_is_never_read_as_something_else() -> None:
    assert [row["sentence"] for _, row in mutations(rows())[::5] if outcome(row) == "wrong"] == []


def test_the_test_set_says_which_sentences_must_be_asked_about() -> None:
    assert [row for row in rows() if (row["unsure"] == "yes") != bool(expected(row)[1])] == []


# One figure


def test_a_figure_comes_in_the_columns_of_the_ledger_with_its_sentence() -> None:
    figure = only("Chỉ số sản xuất công nghiệp tháng 7 tăng 10,37% so với cùng kỳ năm trước.")
    assert list(figure.index) == [*COLUMNS, "sentence", "unsure"]
    assert figure["sentence"] == "Chỉ số sản xuất công nghiệp tháng 7 tăng 10,37% so với cùng kỳ năm trước."
    assert (figure["published"], figure["source_id"], figure["note"], figure["unsure"]) == (DAY, "", "", "")


def test_a_text_without_figures_gives_an_empty_table_with_the_same_columns() -> None:
    table = read("Sản xuất tiếp tục ổn định.")
    assert table.empty
    assert list(table.columns) == [*COLUMNS, "sentence", "unsure"]
    assert table.dtypes.equals(read("IIP tháng 7 tăng 1%.").dtypes)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("hơn 71,3 triệu USD", "source says more than"),
        ("khoảng 71,3 triệu USD", "source says about"),
        ("gần 71,3 triệu USD", "source says nearly"),
        ("dưới 71,3 triệu USD", "source says less than"),
        ("7,1 tỷ USD", "about, since printed as 7.1 tỷ usd"),
    ],
)
def test_a_figure_that_is_only_near_says_so_in_its_note(words: str, note: str) -> None:
    table = read(f"Kim ngạch xuất khẩu 7 tháng đạt {words}.")
    assert list(table["note"]) == [note]
    assert is_approximate(table).all()


def test_digits_that_survive_a_change_of_unit_are_as_exact_as_before() -> None:
    table = read("Kim ngạch xuất khẩu 7 tháng đạt 0,0713 tỷ USD.")
    assert list(table["value"]) == [71.3]
    assert not is_approximate(table).any()


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("tháng 7 đạt 103,7%", "press_reached"),
        ("tháng 7 tăng 103,7% so với cùng kỳ", "press_large"),
        ("tháng 7 giảm 86,4% so với cùng kỳ", "press_large"),
        ("tháng 7 tăng 3,7%", "press_base"),
        ("tăng 3,7% so với cùng kỳ", "press_period"),
        ("tháng 7 bằng 98% kế hoạch tháng", "press_plan"),
        ("7 tháng đạt 8% kế hoạch", "press_plan"),
        ("7 tháng đạt 98% kế hoạch", "press_plan"),
        ("tháng 9 tăng 3,7% so với cùng kỳ", "press_year"),
        ("cả năm 2022 tăng 3,7%", "press_future"),
        ("ngành gạo tháng 7 tăng 3,7% so với cùng kỳ", "press_words"),
        ("7 tháng phấn đấu tăng 3,7%", "press_target"),
        ("tháng 7 đạt 2.759,5 tỷ đồng", "press_unit"),
        ("tháng 7 tăng 3,7 điểm phần trăm so với cùng kỳ", "press_points"),
        ("tháng 7 3,7% so với cùng kỳ", "press_verb"),
    ],
)
def test_what_a_sentence_leaves_open_is_asked(words: str, question: str) -> None:
    assert asks(only(f"IIP {words}."), question)


def test_both_ends_of_a_range_are_asked_about() -> None:
    table = read("IIP tháng 7 tăng 3 - 4% so với cùng kỳ.")
    assert list(table["value"]) == [3, 4]
    assert [asks(figure, "press_range") for _, figure in table.iterrows()] == [True, True]


def test_a_question_is_put_in_vietnamese_and_in_english() -> None:
    vietnamese, english = only("IIP tháng 7 đạt 103,7%.")["unsure"].split("\n")
    assert vietnamese == sentence("press_reached", "vi", read="103,7")
    assert english == sentence("press_reached", "en", read="103,7")


def test_thousands_are_sure_only_where_other_numbers_show_the_decimal_mark() -> None:
    alone = only("Kim ngạch xuất khẩu 7 tháng đạt 1.234 triệu USD.")
    assert alone["value"] == 1234 and asks(alone, "press_number")
    beside = read("Kim ngạch xuất khẩu 7 tháng đạt 1.234 triệu USD, tăng 8,4% so với cùng kỳ.")
    assert list(beside["unsure"]) == ["", ""]
    against = read("Kim ngạch xuất khẩu 7 tháng đạt 1.234 triệu USD, tăng 8.4% so với cùng kỳ.")
    assert asks(against.iloc[0], "press_number")


def test_two_numbers_for_one_figure_are_both_asked_about() -> None:
    table = read("IIP 7 tháng tăng 5,6%. Chỉ số sản xuất công nghiệp 7 tháng tăng 6,5%.")
    assert [asks(figure, "press_conflict") for _, figure in table.iterrows()] == [True, True]


def test_a_figure_told_twice_is_one_figure() -> None:
    assert len(read("IIP 7 tháng tăng 5,66%. Chỉ số sản xuất công nghiệp 7 tháng tăng 5,66%.")) == 1


# What is carried over


def test_a_branch_takes_indicator_and_period_from_its_own_sentence_and_from_the_one_before() -> None:
    table = read("IIP tháng 7 tăng 10% so với cùng kỳ; khai khoáng tăng 3%. Trong đó, chế biến, chế tạo tăng 4%.")
    assert list(table["sector"]) == ["total", "mining", "manufacturing"]
    assert set(table["period"]) == {"2022-07"}
    assert list(table["unsure"]) == ["", "", ""]


def test_a_branch_after_two_periods_is_asked_about() -> None:
    table = read("IIP tháng 7 tăng 10% so với cùng kỳ, 7 tháng tăng 5%; trong đó khai khoáng tăng 3%.")
    assert [asks(figure, "press_carried_period") for _, figure in table.iterrows()] == [False, False, True]


def test_nothing_is_carried_over_a_blank_line() -> None:
    table = read("IIP tháng 7 tăng 10% so với cùng kỳ.\n\nTrong đó, khai khoáng tăng 3%.")
    assert asks(table.iloc[1], "press_carried_period") and asks(table.iloc[1], "press_indicator")


def test_what_stands_in_brackets_is_not_carried_over() -> None:
    table = read("IIP 7 tháng tăng 5% (cùng kỳ năm trước tăng 37%), trong đó khai khoáng tăng 3%.")
    assert list(table["period"]) == ["2022-07", "2021-07", "2022-07"]
    assert list(table["status"]) == ["estimate", "comparison", "estimate"]


def test_a_sentence_goes_on_behind_its_brackets() -> None:
    table = read("Kim ngạch xuất khẩu 7 tháng (cùng kỳ đạt 65,8 triệu USD) đạt 71,3 triệu USD.")
    assert list(table["value"]) == [65.8, 71.3]
    assert list(table["period"]) == ["2021-07", "2022-07"]
    assert list(table["unsure"]) == ["", ""]


def test_a_doubtful_series_stays_doubtful_where_it_is_carried_over() -> None:
    table = read("Kim ngạch xuất khẩu gạo 7 tháng đạt 20,5 triệu USD, tăng 5% so với cùng kỳ.")
    assert (table["unsure"] != "").all()


# Areas


def test_a_figure_without_a_place_belongs_to_the_area_of_the_text() -> None:
    assert only("IIP 7 tháng tăng 5%.")["geography"] == "ninh_thuan"
    assert read_text("IIP 7 tháng tăng 5%.", DAY, "binh_thuan")["geography"].item() == "binh_thuan"


def test_an_unknown_area_is_a_mistake_that_names_it() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        read_text("IIP 7 tháng tăng 5%.", DAY, "atlantis")


# Years


@pytest.mark.parametrize(
    ("period", "published", "year", "question"),
    [
        (Spoken("month", 7), "2022-08-09", 2022, ""),
        (Spoken("month", 7), "2022-07-29", 2022, ""),
        (Spoken("month", 12), "2022-01-04", 2021, ""),
        (Spoken("month", 9), "2022-08-09", 2021, "year"),
        (Spoken("quarter", 4), "2022-01-04", 2021, ""),
        (Spoken("year", 0), "2022-01-04", 2021, ""),
        (Spoken("year", 0, 2022), "2022-08-09", 2022, "future"),
        (Spoken("ytd", 6, 2019), "2022-08-09", 2019, ""),
    ],
)
def test_a_period_without_a_year_is_the_last_one_that_was_over(
    period: Spoken, published: str, year: int, question: str
) -> None:
    assert dated(period, published, frozenset()) == (period.in_year(year), question)


@pytest.mark.parametrize("published", ["", "9/8/2022", "2022-02-30", "2022-8-9", "nay", None])
def test_a_publication_day_that_is_none_is_refused_in_both_languages(published: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD\n.*YYYY-MM-DD"):
        read_text("IIP tháng 7 tăng 5%.", published)


# Numbers


@quick
@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(["vi", "en"]))
def test_a_number_comes_back_from_its_print(digits: int, decimals: int, language: str) -> None:
    value = digits / 10**decimals
    mark = frozenset({"," if language == "vi" else "."})
    assert read_number(number(value, decimals, language), mark)[0] == value


@quick
@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(["vi", "en"]))
def test_a_number_that_is_sure_without_the_others_is_right(digits: int, decimals: int, language: str) -> None:
    value = digits / 10**decimals
    read_value, sure = read_number(number(value, decimals, language))
    assert not sure or read_value == value


@pytest.mark.parametrize("printed", ["1.23.4", "1,2,3", "1.234,567.8", "0123", "1" * 16, "1.2345,6"])
def test_a_number_that_no_habit_writes_is_never_sure(printed: str) -> None:
    assert not read_number(printed)[1]


# Whom a figure is of


@pytest.mark.parametrize(
    "before",
    [
        "Huyện Ninh Phước thu hút đầu tư.",
        "Công ty cổ phần muối cho biết đơn hàng đã trở lại.",
        "Khu công nghiệp Thành Hải có 19 dự án.",
        "Nhóm hàng nông sản gặp khó.",
        "Ngành khai khoáng gặp khó.",
        "Khánh Hòa đứng đầu vùng.",
        "Theo kịch bản tăng trưởng đã ban hành.",
        "Cơ sở Trung Nam vận hành tốt.",
        "Năm 2020 đầy khó khăn.",
        "Cùng kỳ năm trước khó khăn.",
        "Cả nước có 61 tỉnh tăng.",
        "Thị trường Mỹ phục hồi.",
        "Muối được giá.",
        "Ninh Phước thu ngân sách 120 tỷ đồng.",
    ],
)
def test_who_is_named_one_sentence_earlier_is_asked_about(before: str) -> None:
    figures = "IIP tháng 7 tăng 10% so với cùng kỳ. Kim ngạch xuất khẩu 7 tháng đạt 71,3 triệu USD."
    assert (read(f"{before} {figures}")["unsure"] != "").all()
    assert (read(figures)["unsure"] == "").all()


@pytest.mark.parametrize("source", ["Ban Quản lý các khu công nghiệp", "UBND huyện Thuận Nam", "phương án cao"])
def test_a_source_that_speaks_for_less_than_the_province_is_asked_about(source: str) -> None:
    assert only(f"Theo {source}, IIP 7 tháng tăng 5% so với cùng kỳ.")["unsure"]


def test_a_reason_is_not_who_a_figure_is_of() -> None:
    table = read("IIP 7 tháng tăng 5%, nhờ các nhà máy điện gió. Kim ngạch xuất khẩu 7 tháng đạt 7,5 triệu USD.")
    assert list(table["unsure"]) == ["", ""]


@pytest.mark.parametrize("heading", ["1. Chỉ số sản xuất công nghiệp (IIP)", "I. CHỈ SỐ SẢN XUẤT CÔNG NGHIỆP"])
def test_a_heading_names_the_series_of_what_follows(heading: str) -> None:
    figure = only(f"{heading}\nTháng 7 ước tăng 12,4% so với cùng kỳ.")
    assert (figure["indicator"], figure["unsure"]) == ("iip", "")


def test_the_province_named_again_ends_the_doubt() -> None:
    table = read("Huyện Ninh Phước thu hút đầu tư. IIP tháng 7 toàn tỉnh tăng 10% so với cùng kỳ. IIP 7 tháng tăng 5%.")
    assert list(table["unsure"]) == ["", ""]


def test_who_is_named_in_a_title_is_meant_to_the_end_and_in_a_paragraph_to_its_end() -> None:
    figure = "IIP 7 tháng tăng 5% so với cùng kỳ."
    exports = "Kim ngạch xuất khẩu 7 tháng đạt 7,5 triệu USD."
    titled = read(f"Doanh nghiệp trong các khu công nghiệp vượt khó\n\n{figure}\n\n{exports}")
    assert (titled["unsure"] != "").all()
    later = read(f"{figure}\n\nHuyện khá. Kim ngạch nhập khẩu 7 tháng đạt 3,5 triệu USD.\n\n{exports}")
    assert list(later["unsure"] != "") == [False, True, False]


def test_a_text_headed_by_another_province_or_from_its_office_is_of_that_province() -> None:
    figure = "chỉ số sản xuất công nghiệp 7 tháng tăng 5% so với cùng kỳ."
    for text in (f"Khánh Hòa: Kinh tế khởi sắc\n\n{figure}", f"Theo Cục Thống kê tỉnh Khánh Hòa, {figure}"):
        assert (only(text)["geography"], only(text)["unsure"]) == ("khanh_hoa", "")


def test_a_caption_speaks_of_no_one() -> None:
    table = read("IIP 7 tháng tăng 5%.\n\nẢnh: Công nhân một nhà máy.\n\nIIP tháng 7 tăng 5% so với cùng kỳ.")
    assert list(table["unsure"]) == ["", ""]


# What the ledger has no place for


@pytest.mark.parametrize("text", ["Thu ngân sách 8 tháng đạt 2.610,5 tỷ đồng", "Bán lẻ hàng hóa chiếm 77,9% tổng mức"])
def test_a_figure_of_no_known_series_is_listed_and_stops_nothing(text: str) -> None:
    table, asides = read_text_and_asides(f"{text}. IIP 7 tháng tăng 5%.", DAY, file="bao.txt")
    assert list(table["indicator"]) == ["iip"]
    (aside,) = asides
    assert text in str(aside) and str(aside).startswith("bao.txt")


def test_products_that_rose_are_counted() -> None:
    figure = only("Trong 7 tháng, có 11/21 sản phẩm công nghiệp chủ yếu tăng so với cùng kỳ.")
    assert (figure["indicator"], figure["value"], figure["note"]) == ("key_products_growing", 11, "of 21")


# Periods that are not over, and bases


@pytest.mark.parametrize(("published", "asked"), [("2022-08-09", True), ("2022-08-24", True), ("2022-08-25", False)])
def test_a_month_that_is_not_over_is_asked_about(published: str, asked: bool) -> None:
    for words in ("tháng 8", "8 tháng"):
        assert asks(only(f"IIP {words} tăng 5% so với cùng kỳ.", published), "press_future") is asked


@pytest.mark.parametrize("words", ["so với quý trước", "so với tháng 5", "so với cùng kỳ năm 2019", "so với mục tiêu"])
def test_growth_on_a_base_the_ledger_does_not_have_is_asked_about(words: str) -> None:
    assert only(f"IIP tháng 7 tăng 5% {words}.")["unsure"]


def test_two_rates_in_a_row_without_bases_are_proposed_on_the_month_and_on_the_year() -> None:
    first = "IIP tháng 7 tăng 2% so với tháng trước và tăng 10% so với cùng kỳ"
    table = read(f"{first}; khai khoáng giảm 1% và tăng 4%.")
    assert list(table["measure"]) == ["growth_mom_pct", "growth_yoy_pct"] * 2
    assert [asks(figure, "press_base") for _, figure in table.iterrows()] == [False, False, True, True]


# How numbers, units and texts are written


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("71 triệu 304 nghìn USD", 71.304),
        ("2\u00a0813,7 triệu USD", 2813.7),
        ("2\u202f813,7 triệu USD", 2813.7),
        ("2 813,7 triệu USD", 2813.7),
        ("７１,３ triệu USD", 71.3),
        ("71,3/130 triệu USD", 71.3),
        ("0,0713 tỷ đô la Mỹ", 71.3),
        ("71,3&nbsp;triệu USD", 71.3),
        ("US$71,3 million", 71.3),
    ],
)
def test_a_number_is_read_however_it_is_grouped(words: str, value: float) -> None:
    figure = only(f"Kim ngạch xuất khẩu 7 tháng đạt {words}.")
    assert (figure["value"], figure["unit"], figure["unsure"]) == (value, "million_usd", "")


def test_a_month_beside_a_number_is_no_part_of_it() -> None:
    assert only("Điện sản xuất tháng 7 712,4 triệu kWh.")["value"] == 712.4


def test_an_amount_comes_in_a_unit_the_ledger_has() -> None:
    for words in ("18.431.700 triệu đồng", "18,4317 nghìn tỷ đồng", "18.431,7 tỷ"):
        figure = only(f"Tổng mức bán lẻ 7 tháng đạt {words}, tăng 24,3% so với cùng kỳ.".split(", tăng")[0] + ".")
        assert (figure["value"], figure["unit"]) == (18431.7, "billion_vnd")


@pytest.mark.parametrize(
    ("words", "period_type", "period"),
    [
        ("tháng Bảy", "month", "2022-07"),
        ("tháng Năm", "month", "2022-05"),
        ("bảy tháng", "ytd", "2022-07"),
        ("tính đến 31/7/2022", "ytd", "2022-07"),
        ("trong tháng", "month", "2022-07"),
        ("quý II", "quarter", "2022-Q2"),
        ("nửa đầu năm", "ytd", "2022-06"),
        ("7 tháng năm nay", "ytd", "2022-07"),
    ],
)
def test_a_period_is_read_however_it_is_said(words: str, period_type: str, period: str) -> None:
    figure = only(f"IIP {words} tăng 5% so với cùng kỳ.")
    assert (figure["period_type"], figure["period"]) == (period_type, period)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_unicode_is_read_whatever_its_form(name: str) -> None:
    assert text_of("IIP 7 tháng tăng 5%, quý II tăng 4%".encode(name)).startswith("IIP")


def test_a_text_in_another_code_is_refused_by_name() -> None:
    with pytest.raises(LedgerError, match=r"bao\.txt.*UTF-8"):
        text_of("sản".encode()[:-1] + b"\xff\xfe", "bao.txt")


def test_controls_of_a_terminal_are_shown_not_obeyed() -> None:
    figure = only("IIP 7 tháng\x1b[2K tăng 5%.")
    assert figure["sentence"] == "IIP 7 tháng␛[2K tăng 5%." and figure["unsure"]


# Answers


def answered(text: str, *answers: str) -> pd.DataFrame:
    told = iter(answers)
    return settled(read(text), lambda row, wrong: next(told))[0]


@pytest.mark.parametrize(
    ("answer", "column", "value"),
    [
        ("tháng 6/2022", "period", "2022-06"),
        ("tháng 7, Khánh Hòa", "geography", "khanh_hoa"),
        ("2022-06", "period", "2022-06"),
        ("quý II, so với cùng kỳ", "period", "2022-Q2"),
        ("tháng 7, so với tháng trước", "measure", "growth_mom_pct"),
        ("tháng 7, khai khoáng", "sector", "mining"),
        ("tháng 7, 12,5%", "value", 12.5),
        ("tháng 7, giảm", "value", -5),
    ],
)
def test_an_answer_puts_right_what_it_names_and_is_kept(answer: str, column: str, value: object) -> None:
    figure = answered("IIP tăng 5% so với cùng kỳ.", answer).iloc[0]
    assert (figure[column], figure["unsure"]) == (value, "")
    assert answer in figure["note"]


def test_an_answer_in_another_unit_changes_the_value_too() -> None:
    assert list(answered("Kim ngạch xuất khẩu đạt 71,3 triệu USD.", "7 tháng, 0,0712 tỷ USD")["value"]) == [71.2]


@pytest.mark.parametrize("wrong", ["xyz", "so với quý trước", "tỷ đồng", "yes"])
def test_an_answer_that_cannot_be_taken_is_asked_for_again(wrong: str) -> None:
    asked: list[str] = []

    def ask(row: pd.Series, why: str) -> str:
        asked.append(why)
        return "tháng 7" if why else wrong

    assert list(settled(read("IIP tăng 5% so với cùng kỳ."), ask)[0]["period"]) == ["2022-07"]
    assert asked[0] == "" and "\n" in asked[1]
    assert "period_type" not in asked[1]


def test_yes_takes_no_leaves_out_and_all_takes_the_rest_of_the_sentence() -> None:
    text = "Huyện khá. Kim ngạch xuất khẩu 7 tháng đạt 71,3 triệu USD, tăng 5%, đạt 54,8% kế hoạch năm."
    assert list(answered(text, "yes", "no", "có")["measure"]) == ["level", "share_of_plan_pct"]
    assert len(answered(text, "all")) == 3
    assert answered(text, "", "", "").empty


# Whatever the text


@quick
@given(st.lists(st.sampled_from([*WORDS, "7", "2022", "5,1", "%", "(", ")", ".", "\n", "\n\n"]), max_size=40))
def test_any_heap_of_known_words_gives_a_table_that_keeps_to_the_vocabulary(words: list[str]) -> None:
    table = read(" ".join(words))
    sure = table[table["unsure"] == ""]
    vocabulary = Vocabulary(DATA)
    for figure in sure.itertuples():
        assert figure.unit in vocabulary.units(figure.indicator, figure.measure)
        assert figure.period and figure.sector in vocabulary.known("sector")


@quick
@given(st.text())
def test_any_text_gives_a_table(text: str) -> None:
    assert list(read(text).columns) == [*COLUMNS, "sentence", "unsure"]


@quick
@given(st.text(), st.text(max_size=12))
def test_any_publication_day_is_taken_or_refused(text: str, published: str) -> None:
    try:
        read_text(text, published)
    except ValueError:
        assert not published.startswith("2022-08-0")


def test_capitals_accents_and_line_ends_change_nothing() -> None:
    text = "Chỉ số sản xuất công nghiệp tháng 7 tăng 10,37% so với cùng kỳ năm trước."
    plain = read(text).drop(columns="sentence")
    for other in (text.upper(), unicodedata.normalize("NFD", text), text.replace(" ", "\n"), text.replace(" ", "  ")):
        pd.testing.assert_frame_equal(read(other).drop(columns="sentence"), plain)


@pytest.mark.parametrize("piece", [" ", "1", "1.1", "\n ", "a", "1,2,", "e\u0301"])
def test_a_megabyte_of_anything_is_read_in_bounded_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    assert read(text).empty
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("piece", ["(", "tăng 5% ", "so với cùng kỳ năm ", "chế biến, ", "IIP tháng 7 tăng 5%. "])
def test_twice_the_text_takes_twice_the_time(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        read(piece * times)
        return time.process_time() - begun

    assert seconds(6000) < 6 * seconds(3000) + 0.5


# The table of words


def test_no_phrase_has_two_meanings() -> None:
    """Of those that only headers have, none has two there."""
    meanings: dict[tuple[bool, tuple[str, ...]], set[tuple[str, str, str]]] = {}
    for meaning, phrase in phrases():
        meanings.setdefault((meaning[0].startswith("header "), phrase), set()).add(meaning)
    assert {phrase: told for phrase, told in meanings.items() if len(told) > 1} == {}


def test_every_code_of_the_words_is_one_of_the_ledger() -> None:
    vocabulary = Vocabulary(DATA)
    for kind in ("indicator", "sector", "unit", "geography", "status"):
        codes = {code for (told, code, _), _ in phrases() if told == kind} - {"home", "", "times"}
        assert codes <= vocabulary.known(kind)
