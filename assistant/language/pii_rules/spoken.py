"""Numbers told in words, Persian or in Latin letters: «صفر نهصد و دوازده …», «sefr nohsado …»."""

import re
from collections.abc import Iterator

_ONES = {
    0: "صفر|سفر|sefr|zero",
    1: "یک|یه|yek|ye",
    2: "دو|do",
    3: "سه|se|seh",
    4: "چهار|چار|chahar|char|4har",
    5: "پنج|panj",
    6: "شش|شیش|shesh|shish",
    7: "هفت|haft",
    8: "هشت|hasht",
    9: "نه|noh|no",
}
_TEENS = {
    10: "ده|dah",
    11: "یازده|yazdah",
    12: "دوازده|davazdah",
    13: "سیزده|sizdah",
    14: "چهارده|چارده|chahardah|chardah",
    15: "پانزده|پونزده|پانزه|panzdah|punzdah|poonzdah",
    16: "شانزده|شونزده|shanzdah|shunzdah|shoonzdah",
    17: "هفده|هیفده|hefdah|hifdah|hivdah",
    18: "هجده|هیجده|هژده|hejdah|hijdah",
    19: "نوزده|nuzdah|noozdah",
}
_TENS = {
    20: "بیست|bist",
    30: "سی|si",
    40: "چهل|chehel|chel",
    50: "پنجاه|panjah",
    60: "شصت|شست|shast",
    70: "هفتاد|haftad",
    80: "هشتاد|hashtad",
    90: "نود|navad",
}
_HUNDREDS = {
    100: "صد|یکصد|sad|yeksad",
    200: "دویست|devist|divist",
    300: "سیصد|sisad",
    400: "چهارصد|چارصد|chaharsad|charsad",
    500: "پانصد|پونصد|pansad|punsad|poonsad",
    600: "ششصد|شیشصد|sheshsad|shishsad",
    700: "هفتصد|haftsad",
    800: "هشتصد|hashtsad",
    900: "نهصد|nohsad",
}


def _values(*families: "dict[int, str]") -> "dict[str, int]":
    found = {}
    for family in families:
        for value, words in family.items():
            found.update(dict.fromkeys(words.split("|"), value))
    return found


_VALUES = _values(_ONES, _TEENS, _TENS, _HUNDREDS)
# «شصتو هفت», «shasto haft»: the «and» is typed as a part of the number before it.
_VALUES |= {f"{word}{'o' if word.isascii() else 'و'}": value for word, value in _VALUES.items()}
_ALL = sorted(_VALUES, key=len, reverse=True)
_PERSIAN = "|".join(word for word in _ALL if not word.isascii())
_LATIN = "|".join(word for word in _ALL if word.isascii())
_NUMBER = rf"(?:(?:{_PERSIAN})(?![آ-ی])|(?:{_LATIN})(?![A-Za-z])|[0-9]{{1,10}}(?![0-9A-Za-z]))"
_AND = r"(?:و|o|va)(?![آ-یA-Za-z])"
_TWICE = r"(?:تا|ta)(?![آ-یA-Za-z])"
_GAP = r"[ \u200c،,.\-_\n]{0,3}"
_RUN = re.compile(
    rf"(?<![آ-یA-Za-z0-9\u200c]){_NUMBER}(?:{_GAP}(?:(?:{_AND}|{_TWICE}){_GAP})?{_NUMBER}){{1,30}}",
    re.I,
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<and>{_AND})|(?P<times>{_TWICE})", re.I)
_WORD = re.compile(rf"(?:{_PERSIAN})(?![آ-ی])|(?:{_LATIN})(?![A-Za-z])", re.I)
_MAY_HOLD = re.compile(r"صفر|سفر|نه|یک|صد|هشت|هفت|شش|sefr|sad|noh|haft|hasht|zero", re.I)
_LEAST_DIGITS, _LEAST_WORDS = 7, 3
_MOST_TIMES = 4
_A_PHONE, _PHONE = 10, ("0", "98")


def spoken_numbers(text: str, gap: str) -> "list[tuple[int, int, str]]":
    """Start, end and digits of every number in words of at least seven digits.

    What stands between two of its parts becomes `gap`.
    """
    if not _MAY_HOLD.search(text):
        return []
    return [change for match in _RUN.finditer(text) for change in _told(match, gap)]


def _told(run: "re.Match[str]", gap: str) -> "Iterator[tuple[int, int, str]]":
    chunks = list(_chunks(run.group()))
    words = len(_WORD.findall(run.group()))
    told = "".join(digits for _, _, digits in chunks)
    is_phone = len(told) >= _A_PHONE and told.startswith(_PHONE)
    if words < (1 if is_phone else _LEAST_WORDS) or len(told) < _LEAST_DIGITS:
        return
    last = 0
    for start, end, digits in chunks:
        if last:
            yield run.start() + last, run.start() + start, gap
        yield run.start() + start, run.start() + end, digits
        last = end


def _chunks(run: str) -> "Iterator[tuple[int, int, str]]":
    """The numbers of a run one by one: «نهصد و دوازده» is 912, «دو تا صفر» 00."""
    start, end, value, room, times = 0, 0, 0, 0, 1
    is_open, is_doubled = False, False
    for token in _TOKEN.finditer(run):
        word = token.group().lower()
        if token["and"]:
            continue
        if token["times"]:
            is_doubled = True
            continue
        if is_doubled and is_open and 1 < value <= _MOST_TIMES:
            times, is_open = value, False
        elif is_open and not (word[0].isdigit() and word.isdigit()):
            small = _VALUES[word]
            if 0 < small < room:
                value, end = value + small, token.end()
                room = 10 if small >= 20 else 0
                continue
        if is_open:
            yield start, end, str(value)
        first = start if is_doubled else token.start()
        is_doubled = False
        if word.isdigit():
            yield first, token.end(), word * times
            is_open, times = False, 1
            continue
        value, start, end = _VALUES[word], first, token.end()
        room = 100 if value >= 100 else 10 if value >= 20 else 0
        is_open = True
        if times > 1:
            yield start, end, str(value) * times
            is_open, times = False, 1
    if is_open:
        yield start, end, str(value)
