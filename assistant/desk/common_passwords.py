"""Passwords that are guessed first: common words, runs, repetitions, and the login itself."""

import re
from pathlib import Path

_RUNS = (
    "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹",
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو",
)
_WORDS = frozenset(
    (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split()
)
_LEET = str.maketrans("013457@$!", "oleastasi")
_LEAST_OWN = 6
"""Different characters that must stay once all that is guessed first is taken out."""
_RUN = 4


def is_common(password: str, *about: str) -> bool:
    """Whether little is left of `password` without common words, runs, and words `about` its owner.

    A digit that stands for a letter («p4ssw0rd») does not help, nor do digits at the end.
    """
    plain = _joined(password)
    readings = (plain, plain.translate(_LEET))
    known = sorted({*_WORDS, *(_joined(word) for word in about if len(word) > 2)}, key=len)
    return any(len(set(_own(reading, known))) < _LEAST_OWN for reading in readings)


def _joined(text: str) -> str:
    return re.sub(r"[\s_\-.]+", "", text.casefold())


def _own(text: str, known: list[str]) -> str:
    for word in reversed(known):
        text = text.replace(word, "")
    return _without_runs(_without_runs(text)[::-1])


def _without_runs(text: str) -> str:
    """`text` without pieces of four or more keys or digits in a row, and without repetitions."""
    text = re.sub(r"(.+?)\1{2,}", r"\1", text)
    kept, place = "", 0
    while place < len(text):
        length = _run_at(text, place)
        kept += "" if length >= _RUN else text[place]
        place += length if length >= _RUN else 1
    return kept


def _run_at(text: str, place: int) -> int:
    length = 1
    while place + length < len(text) and _is_run(text[place : place + length + 1]):
        length += 1
    return length


def _is_run(piece: str) -> bool:
    return any(piece in run for run in _RUNS)
