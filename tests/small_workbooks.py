"""Small workbooks in the layouts of the official ones, from 2012 to 2022, Vietnamese and English."""

from collections.abc import Callable, Sequence

from tests.printed_books import LEVEL, MOM, YOY, Book, Row, Said, Table, printed

# ---- what the rows are called

IIP = [
    ("Toàn ngành công nghiệp", "iip", "total"),
    ("Khai khoáng", "iip", "mining"),
    ("Khai thác than cứng và than non", "iip", "coal_mining"),
    ("Công nghiệp chế biến, chế tạo", "iip", "manufacturing"),
    ("Sản xuất, chế biến thực phẩm", "iip", "food_processing"),
    ("Sản xuất và phân phối điện", "iip", "electricity"),
    ("Cung cấp nước; hoạt động quản lý\nvà xử lý rác thải, nước thải", "iip", "water_waste"),
]
BRANCHES = [(label, "industrial_employment", sector) for label, _, sector in IIP]
RETAIL = [
    ("TỔNG SỐ", "retail_sales", "total"),
    ("Bán lẻ hàng hóa", "retail_sales", "goods"),
    ("Dịch vụ lưu trú, ăn uống", "retail_sales", "accommodation_food"),
    ("Du lịch lữ hành", "retail_sales", "travel"),
    ("Dịch vụ khác", "retail_sales", "other_services"),
]
PRODUCTS = [
    ("Than đá (than sạch)", "product_output", "than_da"),
    ("Ti vi", "product_output", "tivi"),
    ("Điện sản xuất", "electricity_output", "total"),
]
TRADE = [
    ("TỔNG TRỊ GIÁ", "total"),
    ("Khu vực kinh tế trong nước", "domestic"),
    ("Khu vực có vốn đầu tư NN", "foreign_invested"),
]
PRICES = [("CHỈ SỐ GIÁ TIÊU DÙNG", "cpi", "total")]
PROVINCES = [
    ("CẢ NƯỚC", "industrial_employment", "total"),
    ("Duyên hải miền Trung", "", ""),
    ("Ninh Thuận", "industrial_employment", "ninh_thuan"),
    ("An Giang", "industrial_employment", "an_giang"),
]
ENGLISH = {
    "Toàn ngành công nghiệp": "WHOLE INDUSTRY",
    "Khai khoáng": "Mining and quarying",
    "Khai thác than cứng và than non": "Mining of coal and lignite",
    "Công nghiệp chế biến, chế tạo": "Manufacturing",
    "Sản xuất, chế biến thực phẩm": "Manufacture of food products",
    "Sản xuất và phân phối điện": "Electricity, gas, steam and air conditioning supply",
    "Cung cấp nước; hoạt động quản lý\nvà xử lý rác thải, nước thải": "Water supply; sewerage, waste activities",
    "TỔNG SỐ": "TOTAL",
    "Bán lẻ hàng hóa": "Retail sale",
    "Dịch vụ lưu trú, ăn uống": "Accommodation and catering service",
    "Du lịch lữ hành": "Traveling service",
    "Dịch vụ khác": "Other services",
    "TỔNG TRỊ GIÁ": "TOTAL VALUE",
    "Khu vực kinh tế trong nước": "Domestic economic sector",
    "Khu vực có vốn đầu tư NN": "FDI sector",
    "MẶT HÀNG CHỦ YẾU": "MAIN ITEMS",
    "Gạo": "Rice",
    "Thủy sản": "Aquatic products",
    "Ngô": "Maize",
    "Than đá (than sạch)": "Coal (pure)",
    "Ti vi": "Television",
    "Điện sản xuất": "Generated electricity",
}


def in_english(rows: Sequence[Row]) -> list[Row]:
    """The same rows with the names of the English edition."""
    return [(ENGLISH[label], *named) for label, *named in rows]


def goods(indicator: str) -> list[Row]:
    """The rows of a trade table."""
    items = {"exports": [("Gạo", "gao"), ("Thủy sản", "thuy_san")], "imports": [("Ngô", "ngo")]}[indicator]
    named = [(label, indicator, sector) for label, sector in TRADE]
    return [*named, ("MẶT HÀNG CHỦ YẾU", "", ""), *((label, indicator, sector) for label, sector in items)]


# ---- the layouts


def _pair(words: str, when: str, measure: str, volume: str = "Lượng", value: str = "Trị giá") -> list[Said]:
    """Volume and value under one heading."""
    below = "|" * (1 + words.count("|"))
    return [Said(f"{words}|{volume}", when, measure, "volume"), Said(f"{below}{value}", when, measure)]


_PRODUCTS = "Một số sản phẩm chủ yếu của ngành công nghiệp"
_RETAIL = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng"
_PRICES = "Chỉ số giá tiêu dùng, chỉ số giá vàng, chỉ số giá đô la Mỹ "
_LABOUR = "Chỉ số sử dụng lao động của doanh nghiệp công nghiệp"
UNIT = Said("Đơn vị|tính", role="unit")

# three columns of the index, retail sales with shares, trade titles in an old font
_IIP_2013 = [
    Said("Tháng {month} năm|{year} so với|tháng {last}|năm {year}", "month", MOM),
    Said("Tháng {month} năm|{year} so với|tháng {month} năm|{ago}", "month", YOY),
    Said("{month} tháng|năm {year} so|với cùng kỳ|năm {ago}", "to month", YOY),
]
_PRODUCTS_2013 = [
    UNIT,
    Said("Thực hiện|{last} tháng|năm {year}", "to last", LEVEL),
    Said("Ước tính|tháng {month}|năm|{year}", "month", LEVEL),
    Said("Cộng dồn|{month} tháng|năm|{year}", "to month", LEVEL),
    Said("Tháng {month} năm|{year} so với|tháng {month} năm|{ago} (%)", "month", YOY),
    Said("{month} tháng năm|{year} so|với cùng kỳ|năm {ago} (%)", "to month", YOY),
]
_RETAIL_2013 = [
    Said("Ước tính\ntháng {month:02d}\nnăm {year}\n(Tỷ đồng)", "month", LEVEL),
    Said("Ước tính {month} tháng\nnăm {year}|Tổng mức\n(Tỷ đồng)", "to month", LEVEL),
    Said("|Cơ cấu\n(%)", "to month", LEVEL, "share"),
    Said("{month} tháng năm\n{year} so với\ncùng kỳ\nnăm {ago} (%)", "to month", YOY),
]
_TRADE_2013 = [
    *_pair("Thực hiện\ntháng {last:02d}\nnăm {year}|", "last", LEVEL),
    *_pair("Ước tính\ntháng {month:02d}\nnăm {year}|", "month", LEVEL),
    *_pair("Cộng dồn\n{month} tháng đầu\nnăm {year}|", "to month", LEVEL),
    *_pair("{month} tháng đầu năm\n{year} so với cùng\nkỳ năm {ago} (%)|", "to month", YOY),
]
_ALIKE_2013 = [
    Table("SP", f"3. {_PRODUCTS}", "", _PRODUCTS_2013, PRODUCTS),
    Table("TM", "6. Tổng mức hàng hóa bán lẻ và doanh thu dịch vụ tiêu dùng", "", _RETAIL_2013, RETAIL),
    Table("XK", "7. Hµng ho¸ xuÊt khÈu ", "Đơn vị tính: Nghìn tấn, triệu USD", _TRADE_2013, goods("exports")),
    Table("NK", "8. Hµng ho¸ nhËp khÈu ", "Đơn vị tính: Nghìn tấn, triệu USD", _TRADE_2013, goods("imports")),
]
OF_2013 = [Table("02IIP", "2. Chỉ số sản xuất công nghiệp ", "Đơn vị tính: %", _IIP_2013, IIP), *_ALIKE_2013]

# the index to date of a month ago first, employment by branch
_IIP_2016 = [
    Said("{last} tháng năm|{year} so với|cùng kỳ |năm {ago}", "to last", YOY),
    Said("Tháng {month} năm|{year} so với|tháng {last}|năm {year}", "month", MOM),
    Said("Tháng {month} năm|{year} so với|cùng kỳ |năm {ago}", "month", YOY),
    Said("{month} tháng năm|{year} so với|cùng kỳ |năm {ago}", "to month", YOY),
]
_DATED_2016 = "Chỉ số sử dụng|lao động thời điểm|01/{month}/{year}|so với|cùng thời điểm"
_EMPLOYMENT_2016 = [
    Said(f"{_DATED_2016}|tháng trước", "month", MOM),
    Said(_DATED_2016 + "|năm {ago}", "month", YOY),
]
OF_2016 = [
    *_ALIKE_2013,
    Table("IIP", "2. Chỉ số sản xuất công nghiệp ", "Đơn vị tính:%", _IIP_2016, IIP),
    Table("LAO DONG", f"5. {_LABOUR} ", "%", _EMPLOYMENT_2016, BRANCHES),
]

# last month's index again in the first column, retail sales of last month, employment by province, prices
_IIP_2022 = [
    Said("Tháng {last}|năm {year}|so với|cùng kỳ|năm trước", "last", YOY),
    Said("Tháng {month}|năm {year}|so với|tháng |trước", "month", MOM),
    Said("Tháng {month}|năm {year}|so với|cùng kỳ|năm trước", "month", YOY),
    Said("{whole}|{of_year}|so với|cùng kỳ|năm trước", "whole", YOY),
]
_LEVELS_2022 = [
    Said("Thực hiện|tháng {last}|năm|{year}", "last", LEVEL),
    Said("Ước tính|tháng {month}|năm|{year}", "month", LEVEL),
    Said("{total}|{in_whole}|{of}|{year}", "whole", LEVEL),
]
_GROWTH_2022 = [
    Said("Tháng {month}|năm {year}|so với cùng kỳ |năm trước (%)", "month", YOY),
    Said("{whole}|{of_year}|so với cùng kỳ |năm trước (%)", "whole", YOY),
]
_RETAIL_2022 = [*_LEVELS_2022, Said("||||Cơ cấu (%)", "whole", LEVEL, "share"), *_GROWTH_2022]
_TRADE_2022 = [
    *_pair("Ước tính|tháng {month}|năm {year}", "month", LEVEL),
    *_pair("{total}|{in_whole}|{of_year}", "whole", LEVEL),
    *_pair("Tháng {month} năm {year}|so với cùng kỳ|năm trước (%)", "month", YOY),
    *_pair("{whole} {of_year}|so với cùng kỳ|năm trước (%)", "whole", YOY),
]
_PRICES_2022 = [
    Said("Tháng {month} năm {year} so với:|Tháng {month}|năm {ago}", "month", YOY),
    Said("|Tháng {last}|năm {year}", "month", MOM),
    Said("Bình quân {in_whole}| năm {year} so với|cùng kỳ năm {ago}", "whole", YOY),
]
_DATED_2022 = "Chỉ số sử dụng lao động| thời điểm 1/{month}/{year} so với"
_EMPLOYMENT_2022 = [
    Said(f"{_DATED_2022}|cùng thời điểm tháng trước", "month", MOM),
    Said(f"{_DATED_2022}|cùng thời điểm năm trước", "month", YOY),
]
OF_2022 = [
    Table("7.IIPthang", "2. Chỉ số sản xuất công nghiệp\n phân theo ngành công nghiệp", "%", _IIP_2022, IIP),
    Table("9.SPCNthang", f"3. {_PRODUCTS}", "", [UNIT, *_LEVELS_2022, *_GROWTH_2022], PRODUCTS),
    Table("Tongmuc", f"13. {_RETAIL}", "Tỷ đồng", _RETAIL_2022, RETAIL),
    Table("exports", "14. Hàng hóa xuất khẩu", "Nghìn tấn; Triệu USD", _TRADE_2022, goods("exports")),
    Table("imports", "15. Hàng hóa nhập khẩu", "Nghìn tấn; Triệu USD", _TRADE_2022, goods("imports")),
    Table("CPI", f"16. {_PRICES}", "%", _PRICES_2022, [*PRICES, ("Chỉ số giá vàng", "", "")]),
    Table("4.LĐCN", f"4. {_LABOUR}", "%", _EMPLOYMENT_2022, BRANCHES),
    Table("5. LĐCN_DP", f"5. {_LABOUR} \n   phân theo địa phương", "%", _EMPLOYMENT_2022, PROVINCES),
]

# two columns of the index and nothing to date; of the level, December's beside January's
_IIP_JANUARY = [
    Said("Tháng 1 năm {year}|so với tháng trước", "month", MOM),
    Said("Tháng 1 năm {year}|so với cùng kỳ năm trước", "month", YOY),
]
_LEVELS_JANUARY = [
    Said("Thực hiện|tháng 12|năm {ago}", "last", LEVEL),
    Said("Ước tính|tháng 01|năm {year}", "month", LEVEL),
]
_ON_DECEMBER = Said("Tháng 1/{year}|so với |tháng trước (%)", "month", MOM)
_ON_THE_YEAR = Said("Tháng 1/{year}|so với cùng kỳ|năm trước (%)", "month", YOY)
_PRICES_JANUARY = [
    Said("Tháng 01 năm {year} so với:|Tháng 01|năm {ago}", "month", YOY),
    Said("|Tháng 12|năm {ago}", "month", MOM),
]
OF_JANUARY = [
    Table("IIP", "2. Chỉ số sản xuất công nghiệp tháng 1 năm {year}", "%", _IIP_JANUARY, IIP),
    Table("SP", f"3. {_PRODUCTS}", "", [UNIT, *_LEVELS_JANUARY, _ON_DECEMBER, _ON_THE_YEAR], PRODUCTS),
    Table("Tongmuc", f"13. {_RETAIL}", "Tỷ đồng", [*_LEVELS_JANUARY, _ON_THE_YEAR], RETAIL),
    Table("CPI", "14. Chỉ số giá tiêu dùng", "%", _PRICES_JANUARY, PRICES),
]

# a month's tables and the same by quarter
_IIP_QUARTERS = [
    Said("Thực hiện quý I|năm {year}|so với cùng kỳ|năm trước", "first quarter", YOY),
    Said("Ước tính quý II|năm {year}|so với cùng kỳ|năm trước", "second quarter", YOY),
]
_QUARTERS = [
    Said("Thực hiện|quý I|năm {year}", "first quarter", LEVEL),
    Said("Ước tính|quý II|năm {year}", "second quarter", LEVEL),
    Said("So với cùng kỳ năm trước (%)|Quý I|năm {year}", "first quarter", YOY),
    Said("|Quý II|năm {year}", "second quarter", YOY),
]
OF_QUARTER_END = [
    *OF_2022,
    Table("10.IIPquy", "10. Chỉ số sản xuất công nghiệp các quý năm {year}", "%", _IIP_QUARTERS, IIP),
    Table("12.SPCNquy", f"12. {_PRODUCTS} các quý năm {{year}}", "", [UNIT, *_QUARTERS], PRODUCTS),
    Table("22-23.Tongmuc", f"26. {_RETAIL}\n      các quý năm {{year}}", "Tỷ đồng", _QUARTERS, RETAIL),
]

# the English edition of a September
_IIP_ENGLISH = [
    Said(" August {year}|versus|same period|last year", "last", YOY),
    Said(" September {year}|versus|last month", "month", MOM),
    Said(" September {year}|versus|same period|last year", "month", YOY),
    Said("{month} months of {year}|versus|same period|last year", "whole", YOY),
]
_LEVELS_ENGLISH = [
    Said("Performance|August|in|{year}", "last", LEVEL),
    Said("Estimate|September|in|{year}", "month", LEVEL),
    Said("Accumulation {month} months|in {year}|Total", "whole", LEVEL),
]
_GROWTH_ENGLISH = [
    Said("Compared to same |period last year (%)|September|in {year}", "month", YOY),
    Said("||{month} months|in {year}", "whole", YOY),
]
_PRODUCTS_ENGLISH = [Said("|Unit", role="unit"), *_LEVELS_ENGLISH, *_GROWTH_ENGLISH]
_RETAIL_ENGLISH = [*_LEVELS_ENGLISH, Said("|| Structure ", "whole", LEVEL, "share"), *_GROWTH_ENGLISH]
_TRADE_ENGLISH = [
    *_pair("Estimate|September|{year}", "month", LEVEL, "Volume", "Value"),
    *_pair("Estimate|{month} months|of {year}", "whole", LEVEL, "Volume", "Value"),
    *_pair("September of {year}|versus same period|last year (%)", "month", YOY, "Volume", "Value"),
    *_pair("{month} months of {year}|versus same period|last year (%)", "whole", YOY, "Volume", "Value"),
]
_SPAN = "September and {month} months"
IN_ENGLISH = [
    Table("7", f"7. Index of industrial production of {_SPAN} in {{year}}", "%", _IIP_ENGLISH, in_english(IIP)),
    Table("9", f"9. Some key industrial products of {_SPAN} {{year}}", "", _PRODUCTS_ENGLISH, in_english(PRODUCTS)),
    Table("23-24", "23. Retail sales of good and servicess ", "Mill. dongs", _RETAIL_ENGLISH, in_english(RETAIL)),
    Table("25", "25. Exports of goods", "1000 tons, Mill. USD", _TRADE_ENGLISH, in_english(goods("exports"))),
    Table("27", "27. Imports of goods", "1000 tons, Mill. USD", _TRADE_ENGLISH, in_english(goods("imports"))),
]


def of_2022(month: str = "2022-07") -> Book:
    """The book of any month but a January in the layout of 2022."""
    return printed(month, OF_2022)


def of_january() -> Book:
    """A January, which is the year to date, too, though of prices alone the ledger has it."""
    book = printed("2022-01", OF_JANUARY)
    prices = ("vietnam", "cpi", "total")
    book.truth[*prices, "ytd", "2022-01", YOY] = book.truth[*prices, "month", "2022-01", YOY]
    return book


LAYOUTS: dict[str, Callable[[], Book]] = {
    "2013": lambda: printed("2013-05", OF_2013),
    "2016": lambda: printed("2016-07", OF_2016),
    "2022": of_2022,
    "January": of_january,
    "first quarter": lambda: of_2022("2022-03"),
    "quarter-end": lambda: printed("2022-06", OF_QUARTER_END),
    "year-end": lambda: of_2022("2021-12"),
    "English": lambda: printed("2020-09", IN_ENGLISH),
}
