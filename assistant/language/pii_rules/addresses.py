"""Addresses of homes: streets and alleys together with the number of a house.

A street alone is where something is broken, not where somebody lives, unless the words call it an
address. A text is read from the first such part to the last, word by word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .name_words import ADDRESS, key_of
from .view import Found, View

ROAD, LANE, HOME, DOOR, FLOOR = "road", "lane", "home", "door", "floor"
NUMBER, LINK, STOP, PLAIN = "number", "link", "stop", "plain"
_STREETS = (ROAD, LANE, HOME)

_KIND = {word: title for title, words in ADDRESS.items() for word in words}
_TOKEN = re.compile(
    r"[0-9]+(?:[/\-][0-9]{1,3})?|[آ-ی]+(?:[\u200c_]+[آ-ی]+)*|[A-Za-z]+|[.!؟?؛;()\n\[\]]"
)
_TWO_WORDS = {
    ("بن", "بست"): LANE,
    ("چهار", "راه"): ROAD,
    ("سه", "راه"): ROAD,
    ("bon", "bast"): LANE,
}
_HINT = re.compile(
    r"(?<![آ-ی])(?:خیاب|کوچه|بلوار|بولوار|میدان|میدون|بن[\s\u200c]?بست|شهرک|فلکه|کوی|گذر(?!نامه)"
    r"|محله|اتوبان|(?:چهار|سه)[\s\u200c]?راه|بزرگراه|جاده|فرعی|روستای|مجتمع|برج|آپارتمان|[خک][.\s\u200c0-9])"
    r"|h?[iey]+abo?u?a?n|koo?u?che|bolvar|shahrak|meyd|bon ?bast|mahale",
    re.I,
)
_CALLED = re.compile(
    r"(?<![آ-یA-Za-z])(?:آدرس|ادرس|نشانی|نشونی|محل[\s\u200c]?سکونت|ساکن|خونه|خونمون|خونم|خانه|منزل"
    r"|زندگی|سکونت|مقیم|adres+|address|neshani|khoo?n[ae]|manzel|saken)",
    re.I,
)
_BREAKS = ".!؟?؛;()[]\n"
_BESIDE = 60
_MOST_PLAIN, _MOST_LAST = 5, 2
_HOUSE_DIGITS = 4


@dataclass
class _Token:
    start: int
    end: int
    kind: str


@dataclass
class _Address:
    """What has been read of one: `end` is where its last part ends."""

    start: int
    end: int = 0
    roads: int = 0
    doors: int = 0
    open: str = ""
    plain: int = 0
    named: "list[int]" = field(default_factory=list)


def addresses(view: View) -> Iterator[Found]:
    """Streets with the number of a house; where they are called an address, also without."""
    text = view.text
    if not _HINT.search(text):
        return
    tokens, i = _tokens(text), 0
    while i < len(tokens):
        if tokens[i].kind not in _STREETS:
            i += 1
            continue
        read, i = _read(tokens, i, text)
        if (read.doors and (read.roads or read.doors > 1)) or (
            read.roads > 1 and _is_called(text, read)
        ):
            yield read.start, read.end


def _is_called(text: str, read: _Address) -> bool:
    around = text[max(0, read.start - _BESIDE) : read.start] + "\0" + text[read.end : read.end + 12]
    return _CALLED.search(around) is not None


def _tokens(text: str) -> "list[_Token]":
    found: list[_Token] = []
    keys: list[str] = []
    for match in _TOKEN.finditer(text):
        key = key_of(match.group())
        kind = _kind(key)
        pair = _TWO_WORDS.get((keys[-1], key)) if keys else None
        if pair and match.start() - found[-1].end == 1:
            found[-1] = _Token(found[-1].start, match.end(), pair)
        else:
            found.append(_Token(*match.span(), kind))
        keys.append(key)
    return found


def _kind(key: str) -> str:
    if key in _BREAKS:
        return key
    if key[0].isdigit():
        return (
            NUMBER
            if len(key.split("/", maxsplit=1)[0].split("-", maxsplit=1)[0]) <= _HOUSE_DIGITS
            else STOP
        )
    return _KIND.get(key, PLAIN)


def _read(tokens: "list[_Token]", i: int, text: str) -> "tuple[_Address, int]":
    """The address that begins at a token, and where to go on."""
    read = _Address(tokens[i].start)
    while i < len(tokens) and _takes(read, tokens[i], text):
        i += 1
    _close(read)
    return read, i if i < len(tokens) and tokens[i].kind in _STREETS else i + 1


def _takes(read: _Address, token: _Token, text: str) -> bool:
    """Read one more token; False where the address has ended."""
    if token.kind in (*_STREETS, DOOR, FLOOR):
        _close(read)
        read.open, read.plain, read.named = token.kind, 0, []
    elif token.kind == NUMBER:
        if read.open in (DOOR, FLOOR) and not read.plain:
            read.doors += read.open == DOOR
            read.end, read.open = token.end, ""
        elif read.open:
            read.named.append(token.end)
    elif token.kind == PLAIN:
        read.plain += 1
        read.named.append(token.end)
        return read.plain <= _MOST_PLAIN
    elif token.kind == LINK:
        return True
    elif token.kind in (".", "\n"):
        # «خ. آزادی», and an address that goes on in the next line.
        return (
            token.kind == "\n"
            or token.start - read.start <= 1
            or text[token.start - 2 : token.start - 1] in " ،\n"
        )
    else:
        return False
    return True


def _close(read: _Address) -> None:
    """Take in the name of the street that was being read."""
    if read.open in _STREETS and read.named:
        read.end = max(read.end, read.named[min(len(read.named), _MOST_LAST) - 1])
        read.roads += read.open != HOME
    read.open = ""
