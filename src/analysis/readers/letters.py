"""Vietnamese letters as a person reads them: fonts of the 1990s decoded, words in one plain form, glued words parted.

A cell typed in a TCVN3 ("ABC") or VNI font holds other letters than it shows. Which font it was is decided by what
reads as Vietnamese: the decoding with the most possible syllables, for a cell by itself, else for its sheet.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
# VNI writes the mark behind its vowel: "soá" is "số"; i, y, ư, ơ and đ have letters of their own
_TONES, _BREVE = {"ù": "́", "ø": "̀", "û": "̉", "õ": "̃", "ï": "̣"}, {"é": "́", "è": "̀", "ú": "̉", "ü": "̃", "ë": "̣"}
_HAT = {"á": "́", "à": "̀", "å": "̉", "ã": "̃", "ä": "̣"}
_MARKS = {**_TONES, "â": "̂", "ê": "̆"} | {sign: f"̂{tone}" for sign, tone in _HAT.items()}
_MARKS |= {sign: f"̆{tone}" for sign, tone in _BREVE.items()}
_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(f"([aeouyôö])([{''.join(sorted(_MARKS))}])|([{''.join(_LETTERS)}])", re.IGNORECASE)
_ONSET = r"(?:ngh?|nh|gh?|gi|kh|ph|th|tr|ch|qu|[bcdđhklmnprstvx])?"
_NUCLEUS = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|iêu|oa|oă|oe|oi|oo|oai|oay|oeo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|"
    "ưa|ươ|ưi|ưu|uôi|ươi|ươu|uyê|uya|uây|yê|yêu"
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_NUCLEUS})(?P<coda>ch|ng|nh|[cmnpt])?")
_IMPOSSIBLE = re.compile("k[^eêiyh]|c[eêiy]|(?<!n)g[eê]|ng[eêi]")
_ACUTE, _DOT, _TONE_MARKS = "\u0301", "\u0323", "\u0301\u0300\u0309\u0303\u0323"
_ON_CONSONANT = re.compile(f"[bcdđghklmnpqrstvx][{_TONE_MARKS}]")


def as_written(text: str) -> str:
    """The text in Unicode's composed form, on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=100_000)
def unaccented(text: str) -> str:
    """A text without its marks: "quý" as "quy", "đồng" as "dong"."""
    letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The words in small ASCII letters, one space between: "Quí I năm 2018" is "qui i nam 2018"."""
    return " ".join(re.findall("[a-z0-9]+", unaccented(text.lower())))


def decoded(texts: Iterable[str]) -> dict[str, str]:
    """Each text of a sheet as it is to be read; where a text alone does not tell its font, the sheet does."""
    known = {text: [as_written(way(text)) for way in _ways(text)] for text in set(texts)}
    scores = {text: [_plausible(way) for way in ways] for text, ways in known.items() if not text.isascii()}
    sure = Counter(own.index(max(own)) for own in scores.values() if own.count(max(own)) == 1)
    usual = max(range(3), key=lambda way: (sure[way], -way))
    return {text: ways[_chosen(scores.get(text, [0]), usual)] for text, ways in known.items()}


def _ways(text: str) -> Sequence[Callable[[str], str]]:
    """How a text may be decoded: an old font has no letters beyond those of Western Europe."""
    try:
        unicodedata.normalize("NFC", text).encode("cp1252")
    except UnicodeEncodeError:
        return (_mixed,)
    return (str, _from_tcvn3, partial(_VNI.sub, _vni_letter))


def _chosen(scores: Sequence[int], usual: int) -> int:
    best = max(scores)
    return usual if usual < len(scores) and scores[usual] == best else scores.index(best)


def _mixed(text: str) -> str:
    """A text typed in two fonts: of its words those decoded that are none as they stand."""
    return " ".join(
        word
        if word.isascii() or _is_syllable(as_written(word)) or not _is_syllable(_from_tcvn3(word))
        else _from_tcvn3(word)
        for word in text.split()
    )


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, alone = match.groups()
    letter = _LETTERS.get(base.lower(), base) + _MARKS[mark.lower()] if base else _LETTERS[alone.lower()]
    return letter.upper() if (base or alone).isupper() else letter


def _plausible(read: str) -> int:
    """How many more words can be Vietnamese than cannot; plain ASCII words say nothing of a font."""
    words = re.split(r"[\s!-@\[-`{-~–“”]+", read)
    strange = [word for word in words if word and not word.isascii()]
    return sum(1 if _is_syllable(word) else -1 for word in strange)


@cache
def _is_syllable(word: str) -> bool:
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    signs = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in signs if sign in _TONE_MARKS]
    base = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONE_MARKS))
    found = _SYLLABLE.fullmatch(base)
    if not found or _IMPOSSIBLE.match(base) or _ON_CONSONANT.search(signs) or len(tones) > 1:
        return False
    return found["coda"] not in ("c", "ch", "p", "t") or tones in ([_ACUTE], [_DOT])


def respelled(words: str, known: frozenset[str]) -> str:
    """Plain words with slips put right: "so voicung ky" parted, "thnag" one letter from "thang" alone."""
    parted = re.sub(r"(?<=\d)(?=o voi\b)", " s", re.sub(r"\bo (?=voi\b)", "so ", words))
    return " ".join(_respelled(word, known) for word in parted.split())


@cache
def _respelled(word: str, known: frozenset[str]) -> str:
    if word in known or len(word) < 4 or not word.isalpha():
        return word
    for at in range(2, len(word) - 1):
        if word[:at] in known and (rest := _respelled(word[at:], known)) and set(rest.split()) <= known:
            return f"{word[:at]} {rest}"
    near = [other for other in known if len(other) > 3 and is_one_slip(word, other)]
    return near[0] if len(near) == 1 else word


def is_one_slip(word: str, other: str) -> bool:
    """Whether one letter more, less, other, or changed for its neighbour makes one word of the other."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return word == other
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(word))
    one, two = word[start:], other[start:]
    swapped = one[:2] == two[1::-1] and len(two) > 1 and one[2:] == two[2:]
    return swapped or one[1:] in (two, two[1:]) or one == two[1:]
