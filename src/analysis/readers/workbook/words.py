"""Vietnamese and English words of a cell in one plain form, so that tables are found by what they say."""

import re
import unicodedata
from functools import cache

# TCVN3 ("ABC") fonts, used in cells to about 2013: the letters that stand for a..ư, then Ă Â Đ Ê Ô Ơ Ư.
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦"
_UNICODE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_DECODED = str.maketrans(_TCVN3, _UNICODE)
# Letters of TCVN3 that no Vietnamese or English word in Unicode has.
_TELLTALE = re.compile("[µ¸¶·¹¨»¾¼½Æ©ÇËÎÏÑªÖ×ØÜÞßäå«æç¬ëîïñöøûüþ®§¦¥¤]")


def as_written(text: str) -> str:
    """The text in Unicode's composed form, on one line; cells typed in a TCVN3 font are decoded."""
    text = text.translate(_DECODED) if _TELLTALE.search(text) else text
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def plain(text: str) -> str:
    """The words in small ASCII letters, one space between: "Quí I năm 2018" is "qui i nam 2018"."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return " ".join(re.findall("[a-z0-9]+", "".join(sign for sign in letters if not unicodedata.combining(sign))))
