"""Small workbooks in the layouts of the official ones, and the figures that stand in them.

Numbers follow rules one can do in the head: a level is its base and 1 % more each month of the year, growth is its base
and 0.1 points more each month, so that parts, totals and sums over time fit as they do in the official tables.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pandas as pd

KEY = ["geography", "indicator", "sector", "period_type", "period", "measure"]
Cell = str | float | None
Rows = list[list[Cell]]
Row = tuple[str, str, str]
_MOM, _YOY = "growth_mom_pct", "growth_yoy_pct"
_UNITS = {"than_da": "Nghìn tấn", "tivi": "Nghìn cái", "total": "Tỷ kwh"}

_LEVELS = {
    ("retail_sales", "goods"): 300_000,
    ("retail_sales", "accommodation_food"): 40_000,
    ("retail_sales", "travel"): 4_000,
    ("retail_sales", "other_services"): 56_000,
    ("exports", "domestic"): 7_000,
    ("exports", "foreign_invested"): 20_000,
    ("exports", "gao"): 300,
    ("exports", "thuy_san"): 700,
    ("export_volume", "gao"): 500,
    ("imports", "domestic"): 8_000,
    ("imports", "foreign_invested"): 18_000,
    ("imports", "ngo"): 200,
    ("import_volume", "ngo"): 900,
    ("product_output", "than_da"): 4_000,
    ("product_output", "tivi"): 1_500,
    ("electricity_output", "total"): 20,
}
_GROWTH = {"total": 7.0, "domestic": 5.0, "mining": 2.0, "manufacturing": 8.0, "coal_mining": 3.0, "than_da": 3.0}
_PARTS = ("goods", "accommodation_food", "travel", "other_services", "domestic", "foreign_invested")
_ELSEWHERE = {"ninh_thuan": 1.5, "an_giang": -2.5}


@dataclass(frozen=True)
class Said:
    """A column: the words above it, and what it holds."""

    words: tuple[str, ...]
    kind: str = ""
    period: str = ""
    measure: str = ""
    role: str = ""


@dataclass
class Book:
    """Sheets by name, the month and language of the book, and the figures that must be read from it."""

    month: str
    sheets: dict[str, Rows] = field(default_factory=dict)
    truth: dict[tuple[str, ...], float] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Save the sheets as an .xlsx file."""
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in self.sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append([cell or None if isinstance(cell, str) else cell for cell in row])
        workbook.save(path)
        return path


def true_value(indicator: str, sector: str, kind: str, period: str, measure: str) -> float:
    """The number of the small world for a figure."""
    month = int(period[5:7]) if kind in ("month", "ytd") else 3 * int(period[-1]) if kind == "quarter" else 12
    if measure == "level":
        return round(sum(_level(indicator, sector, each) for each in _months(kind, month)), 4)
    if measure == "growth_mom_pct":
        return 0.4 if indicator == "cpi" else round(100 * ((100 + month) / (99 + month if month > 1 else 112) - 1), 2)
    slope = {"month": 0.1, "ytd": 0.05, "year": 0.05, "quarter": 0.07}[kind]
    return round(_GROWTH.get(sector, 7.0 + len(sector) / 100) + slope * month, 2)


def _months(kind: str, month: int) -> range:
    return range({"month": month, "quarter": month - 2}.get(kind, 1), month + 1)


def _level(indicator: str, sector: str, month: int) -> float:
    if (indicator, sector) in _LEVELS:
        return _LEVELS[indicator, sector] * (100 + month) / 100
    parts = [base for (own, part), base in _LEVELS.items() if own == indicator and part in _PARTS]
    return sum(parts) * (100 + month) / 100


def shown(rows: pd.DataFrame) -> dict[tuple[str, ...], float]:
    """Figures that were read, by what they are figures of."""
    return {tuple(row[:6]): row[6] for row in rows[[*KEY, "value"]].itertuples(index=False)}


def add_table(book: Book, sheet: str, title: str, unit: str, columns: Sequence[Said], rows: Sequence[Row]) -> None:
    """Write a table as the office does (title, unit, headers over several rows, rows) and note its figures."""
    empty: list[Cell] = [None] * (1 + len(columns))
    head: Rows = [[line, *empty[1:]] for line in title.split("\n")] + [empty, [*empty[1:], unit]]
    for line in range(max(len(column.words) for column in columns)):
        head.append([None, *(column.words[line] if line < len(column.words) else None for column in columns)])
    body = [[label, *(_printed(book, column, *named) for column in columns)] for label, *named in rows]
    book.sheets.setdefault(sheet, []).extend([*head, empty, *body, empty])


def _printed(book: Book, column: Said, indicator: str, sector: str) -> Cell:
    if not indicator or not column.measure:
        return _UNITS.get(sector) if indicator and column.role == "unit" else None
    area, code = ("vietnam", sector) if sector not in _ELSEWHERE else (sector, "total")
    if column.role == "share":
        own, whole = (true_value(indicator, each, column.kind, column.period, "level") for each in (code, "total"))
        return 100 * own / whole
    if column.role == "volume":
        indicator = f"{indicator.removesuffix('s')}_volume"
        if (indicator, code) not in _LEVELS:
            return None
    value = round(true_value(indicator, code, column.kind, column.period, column.measure) + _ELSEWHERE.get(area, 0), 4)
    book.truth[area, indicator, code, column.kind, column.period, column.measure] = value
    return value if column.measure == "level" else round(100 + value, 4)


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
    "CHỈ SỐ GIÁ TIÊU DÙNG": "CONSUMER PRICE INDEXES",
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


def _dates(month: str) -> tuple[int, int, str]:
    year, number = int(month[:4]), int(month[5:])
    return year, number, f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"


def of_2013(month: str = "2013-05") -> Book:
    """Three columns of the index, retail sales with shares, trade titles in an old font."""
    book, (year, number, before) = Book(month), _dates(month)
    ytd = ("ytd", month)
    iip = [
        Said((f"Tháng {number} năm", f"{year} so với", f"tháng {number - 1}", f"năm {year}"), "month", month, _MOM),
        Said((f"Tháng {number} năm", f"{year} so với", f"tháng {number} năm", f"{year - 1}"), "month", month, _YOY),
        Said((f"{number} tháng", f"năm {year} so", "với cùng kỳ", f"năm {year - 1}"), *ytd, _YOY),
    ]
    add_table(book, "02IIP", "2. Chỉ số sản xuất công nghiệp ", "Đơn vị tính: %", iip, IIP)
    products = [
        Said(("Đơn vị", "tính"), role="unit"),
        Said(("Thực hiện", f"{number - 1} tháng", f"năm {year}"), "ytd", before, "level"),
        Said(("Ước tính", f"tháng {number}", "năm", str(year)), "month", month, "level"),
        Said(("Cộng dồn", f"{number} tháng", "năm", str(year)), *ytd, "level"),
        Said((f"Tháng {number} năm", f"{year} so với", f"tháng {number} năm", f"{year - 1} (%)"), "month", month, _YOY),
        Said((f"{number} tháng năm", f"{year} so", "với cùng kỳ", f"năm {year - 1} (%)"), *ytd, _YOY),
    ]
    add_table(book, "SP", "3. Một số sản phẩm chủ yếu của ngành công nghiệp", "", products, PRODUCTS)
    retail = [
        Said((f"Ước tính\ntháng {number:02d}\nnăm {year}\n(Tỷ đồng)",), "month", month, "level"),
        Said((f"Ước tính {number} tháng\nnăm {year}", "Tổng mức\n(Tỷ đồng)"), *ytd, "level"),
        Said(("", "Cơ cấu\n(%)"), *ytd, "level", "share"),
        Said((f"{number} tháng năm\n{year} so với\ncùng kỳ\nnăm {year - 1} (%)",), *ytd, _YOY),
    ]
    add_table(book, "TM", "6. Tổng mức hàng hóa bán lẻ và doanh thu dịch vụ tiêu dùng", "", retail, RETAIL)
    for sheet, title, indicator in (
        ("XK", "7. Hµng ho¸ xuÊt khÈu ", "exports"),
        ("NK", "8. Hµng ho¸ nhËp khÈu ", "imports"),
    ):
        trade = [
            *_pair((f"Thực hiện\ntháng {number - 1:02d}\nnăm {year}", ""), "month", before, "level"),
            *_pair((f"Ước tính\ntháng {number:02d}\nnăm {year}", ""), "month", month, "level"),
            *_pair((f"Cộng dồn\n{number} tháng đầu\nnăm {year}", ""), *ytd, "level"),
            *_pair((f"{number} tháng đầu năm\n{year} so với cùng\nkỳ năm {year - 1} (%)", ""), *ytd, _YOY),
        ]
        add_table(book, sheet, title, "Đơn vị tính: Nghìn tấn, triệu USD", trade, goods(indicator))
    return book


def of_2016(month: str = "2016-07") -> Book:
    """The index to date of a month ago first, employment by branch."""
    book, (year, number, before) = of_2013(month), _dates(month)
    iip = [
        Said((f"{number - 1} tháng năm", f"{year} so với", "cùng kỳ ", f"năm {year - 1}"), "ytd", before, _YOY),
        Said((f"Tháng {number} năm", f"{year} so với", f"tháng {number - 1}", f"năm {year}"), "month", month, _MOM),
        Said((f"Tháng {number} năm", f"{year} so với", "cùng kỳ ", f"năm {year - 1}"), "month", month, _YOY),
        Said((f"{number} tháng năm", f"{year} so với", "cùng kỳ ", f"năm {year - 1}"), "ytd", month, _YOY),
    ]
    del book.sheets["02IIP"]
    add_table(book, "IIP", "2. Chỉ số sản xuất công nghiệp ", "Đơn vị tính:%", iip, IIP)
    date = ("Chỉ số sử dụng", "lao động thời điểm", f"01/{number}/{year}", "so với", "cùng thời điểm")
    employment = [
        Said((*date, "tháng trước"), "month", month, _MOM),
        Said((*date, f"năm {year - 1}"), "month", month, _YOY),
    ]
    rows = [(label, "industrial_employment", sector) for label, _, sector in IIP]
    add_table(book, "LAO DONG", "5. Chỉ số sử dụng lao động của doanh nghiệp công nghiệp ", "%", employment, rows)
    return book


def of_2022(month: str = "2022-07") -> Book:
    """Last month's index again in the first column, retail sales of last month, employment by province, prices."""
    book, (year, number, before) = Book(month), _dates(month)
    year_end, quarter = number == 12, number == 3
    whole = ("year", str(year)) if year_end else ("ytd", month)
    said = "Năm" if year_end else "Quý I" if quarter else f"{number} tháng"
    base = ("so với", "cùng kỳ", "năm trước")
    iip = [
        Said((f"Tháng {number - 1}", f"năm {year}", *base), "month", before, _YOY),
        Said((f"Tháng {number}", f"năm {year}", "so với", "tháng ", "trước"), "month", month, _MOM),
        Said((f"Tháng {number}", f"năm {year}", *base), "month", month, _YOY),
        Said((said, str(year) if year_end else f"năm {year}", *base), *whole, _YOY),
    ]
    add_table(book, "7.IIPthang", "2. Chỉ số sản xuất công nghiệp\n phân theo ngành công nghiệp", "%", iip, IIP)
    total = "Ước tính" if year_end or quarter else "Cộng dồn"
    levels = [
        Said(("Thực hiện", f"tháng {number - 1}", "năm", str(year)), "month", before, "level"),
        Said(("Ước tính", f"tháng {number}", "năm", str(year)), "month", month, "level"),
        Said((total, said.lower().replace("quý i", "quý I"), "" if year_end else "năm", str(year)), *whole, "level"),
    ]
    growth = [
        Said((f"Tháng {number}", f"năm {year}", "so với cùng kỳ ", "năm trước (%)"), "month", month, _YOY),
        Said((said, str(year) if year_end else f"năm {year}", "so với cùng kỳ ", "năm trước (%)"), *whole, _YOY),
    ]
    unit = Said(("Đơn vị", "tính"), role="unit")
    title = "3. Một số sản phẩm chủ yếu của ngành công nghiệp"
    add_table(book, "9.SPCNthang", title, "", [unit, *levels, *growth], PRODUCTS)
    share = Said(("", "", "", "", "Cơ cấu (%)"), *whole, "level", "share")
    title = "13. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng"
    add_table(book, "Tongmuc", title, "Tỷ đồng", [*levels, share, *growth], RETAIL)
    for title, indicator in (("14. Hàng hóa xuất khẩu", "exports"), ("15. Hàng hóa nhập khẩu", "imports")):
        trade = [
            *_pair(("Ước tính", f"tháng {number}", f"năm {year}"), "month", month, "level"),
            *_pair(
                (total, said.lower().replace("quý i", "quý I"), str(year) if year_end else f"năm {year}"),
                *whole,
                "level",
            ),
            *_pair((f"Tháng {number} năm {year}", "so với cùng kỳ", "năm trước (%)"), "month", month, _YOY),
            *_pair(
                (f"{said} {year}" if year_end else f"{said} năm {year}", "so với cùng kỳ", "năm trước (%)"),
                *whole,
                _YOY,
            ),
        ]
        add_table(book, indicator, title, "Nghìn tấn; Triệu USD", trade, goods(indicator))
    _add_prices(book, said, whole)
    _add_provinces(book)
    return book


def _add_prices(book: Book, said: str, whole: tuple[str, str]) -> None:
    year, number, _ = _dates(book.month)
    prices = [
        Said((f"Tháng {number} năm {year} so với:", f"Tháng {number}", f"năm {year - 1}"), "month", book.month, _YOY),
        Said(("", f"Tháng {number - 1}", f"năm {year}"), "month", book.month, _MOM),
        Said(
            (f"Bình quân {said.lower().replace('quý i', 'quý I')}", f" năm {year} so với", f"cùng kỳ năm {year - 1}"),
            *whole,
            _YOY,
        ),
    ]
    title = "16. Chỉ số giá tiêu dùng, chỉ số giá vàng, chỉ số giá đô la Mỹ "
    add_table(book, "CPI", title, "%", prices, [("CHỈ SỐ GIÁ TIÊU DÙNG", "cpi", "total"), ("Chỉ số giá vàng", "", "")])


def _add_provinces(book: Book) -> None:
    year, number, _ = _dates(book.month)
    date = ("Chỉ số sử dụng lao động", f" thời điểm 1/{number}/{year} so với")
    employment = [
        Said((*date, "cùng thời điểm tháng trước"), "month", book.month, _MOM),
        Said((*date, "cùng thời điểm năm trước"), "month", book.month, _YOY),
    ]
    rows = [(label, "industrial_employment", sector) for label, _, sector in IIP]
    add_table(book, "4.LĐCN", "4. Chỉ số sử dụng lao động của doanh nghiệp công nghiệp", "%", employment, rows)
    title = "5. Chỉ số sử dụng lao động của doanh nghiệp công nghiệp \n   phân theo địa phương"
    add_table(book, "5. LĐCN_DP", title, "%", employment, PROVINCES)


def of_january(month: str = "2022-01") -> Book:
    """Two columns of the index and nothing to date; of the level, December's beside January's."""
    book, (year, _, before) = Book(month), _dates(month)
    iip = [
        Said((f"Tháng 1 năm {year}", "so với tháng trước"), "month", month, _MOM),
        Said((f"Tháng 1 năm {year}", "so với cùng kỳ năm trước"), "month", month, _YOY),
    ]
    add_table(book, "IIP", f"2. Chỉ số sản xuất công nghiệp tháng 1 năm {year}", "%", iip, IIP)
    december = Said(("Thực hiện", "tháng 12", f"năm {year - 1}"), "month", before, "level")
    january = Said(("Ước tính", "tháng 01", f"năm {year}"), "month", month, "level")
    growth = Said((f"Tháng 1/{year}", "so với cùng kỳ", "năm trước (%)"), "month", month, _YOY)
    unit = Said(("Đơn vị", "tính"), role="unit")
    products = [
        unit,
        december,
        january,
        Said((f"Tháng 1/{year}", "so với ", "tháng trước (%)"), "month", month, _MOM),
        growth,
    ]
    add_table(book, "SP", "3. Một số sản phẩm chủ yếu của ngành công nghiệp", "", products, PRODUCTS)
    title = "13. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng"
    add_table(book, "Tongmuc", title, "Tỷ đồng", [december, january, growth], RETAIL)
    prices = [
        Said((f"Tháng 01 năm {year} so với:", "Tháng 01", f"năm {year - 1}"), "month", month, _YOY),
        Said(("", "Tháng 12", f"năm {year - 1}"), "month", month, _MOM),
    ]
    add_table(book, "CPI", "14. Chỉ số giá tiêu dùng", "%", prices, [("CHỈ SỐ GIÁ TIÊU DÙNG", "cpi", "total")])
    yoy = book.truth["vietnam", "cpi", "total", "month", month, _YOY]
    book.truth["vietnam", "cpi", "total", "ytd", month, _YOY] = yoy  # January is the year to date
    return book


def of_quarter_end(month: str = "2022-06") -> Book:
    """A month's tables and the same by quarter."""
    book, (year, number, _) = of_2022(month), _dates(month)
    first, second = f"{year}-Q{number // 3 - 1}", f"{year}-Q{number // 3}"
    roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}
    names = [(f"quý {roman[quarter[-1]]}", quarter) for quarter in (first, second)]
    iip = [
        Said((f"{how} {name}", f"năm {year}", "so với cùng kỳ", "năm trước"), "quarter", quarter, _YOY)
        for how, (name, quarter) in zip(("Thực hiện", "Ước tính"), names, strict=True)
    ]
    add_table(book, "10.IIPquy", f"10. Chỉ số sản xuất công nghiệp các quý năm {year}", "%", iip, IIP)
    levels = [
        Said((how, name, f"năm {year}"), "quarter", quarter, "level")
        for how, (name, quarter) in zip(("Thực hiện", "Ước tính"), names, strict=True)
    ]
    head = ("So với cùng kỳ năm trước (%)", "")
    growth = [
        Said(
            (head[at], name.capitalize().replace("ii", "II").replace("i", "I"), f"năm {year}"), "quarter", quarter, _YOY
        )
        for at, (name, quarter) in enumerate(names)
    ]
    title = f"12. Một số sản phẩm chủ yếu của ngành công nghiệp các quý năm {year}"
    unit = Said(("Đơn vị", "tính"), role="unit")
    add_table(book, "12.SPCNquy", title, "", [unit, *levels, *growth], PRODUCTS)
    title = f"26. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng\n      các quý năm {year}"
    add_table(book, "22-23.Tongmuc", title, "Tỷ đồng", [*levels, *growth], RETAIL)
    return book


def of_year_end(month: str = "2021-12") -> Book:
    """A December: the year instead of the year to date."""
    return of_2022(month)


def in_english_of_2020(month: str = "2020-09") -> Book:
    """The English edition of a September."""
    book, (year, number, before) = Book(month), _dates(month)
    names = ("August", "September")
    whole, last = ("ytd", month), ("same period", "last year")
    iip = [
        Said((f" {names[0]} {year}", "versus", *last), "month", before, _YOY),
        Said((f" {names[1]} {year}", "versus", "last month"), "month", month, _MOM),
        Said((f" {names[1]} {year}", "versus", *last), "month", month, _YOY),
        Said((f"{number} months of {year}", "versus", *last), *whole, _YOY),
    ]
    title = f"7. Index of industrial production of September and {number} months in {year}"
    add_table(book, "7", title, "%", iip, in_english(IIP))
    levels = [
        Said(("Performance", names[0], "in", str(year)), "month", before, "level"),
        Said(("Estimate", names[1], "in", str(year)), "month", month, "level"),
        Said((f"Accumulation {number} months", f"in {year}", "Total"), *whole, "level"),
    ]
    growth = [
        Said(("Compared to same ", "period last year (%)", names[1], f"in {year}"), "month", month, _YOY),
        Said(("", "", f"{number} months", f"in {year}"), *whole, _YOY),
    ]
    title = f"9. Some key industrial products of September and {number} months {year}"
    products = [(ENGLISH[label], *named) for label, *named in PRODUCTS]
    add_table(book, "9", title, "", [Said(("", "Unit"), role="unit"), *levels, *growth], products)
    retail = [*levels, Said(("", "", " Structure "), *whole, "level", "share"), *growth]
    add_table(book, "23-24", "23. Retail sales of good and servicess ", "Mill. dongs", retail, in_english(RETAIL))
    for sheet, title, indicator in (
        ("25", "25. Exports of goods", "exports"),
        ("27", "27. Imports of goods", "imports"),
    ):
        trade = [
            *_pair(("Estimate", names[1], str(year)), "month", month, "level", ("Volume", "Value")),
            *_pair(("Estimate", f"{number} months", f"of {year}"), *whole, "level", ("Volume", "Value")),
            *_pair(
                (f"{names[1]} of {year}", "versus same period", "last year (%)"),
                "month",
                month,
                _YOY,
                ("Volume", "Value"),
            ),
            *_pair(
                (f"{number} months of {year}", "versus same period", "last year (%)"), *whole, _YOY, ("Volume", "Value")
            ),
        ]
        add_table(book, sheet, title, "1000 tons, Mill. USD", trade, in_english(goods(indicator)))
    return book


def _pair(
    words: tuple[str, ...], kind: str, period: str, measure: str, names: tuple[str, str] = ("Lượng", "Trị giá")
) -> list[Said]:
    """Volume and value under one heading."""
    empty = ("",) * len(words)
    volume = Said((*words, names[0]), kind, period, measure, "volume")
    return [volume, Said((*empty, names[1]), kind, period, measure)]


LAYOUTS: dict[str, Callable[[], Book]] = {
    "2013": of_2013,
    "2016": of_2016,
    "2022": of_2022,
    "January": of_january,
    "first quarter": lambda: of_2022("2022-03"),
    "quarter-end": of_quarter_end,
    "year-end": of_year_end,
    "English": in_english_of_2020,
}
