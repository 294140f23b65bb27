"""What a message changes in a text that is written: a fine-tuned encoder reads both, word by word.

«۸ میلیون نبود ۱۸ میلیون بود» behind «۸ میلیون گرفت و رسید نداد» cuts «۸» and has «۱۸» instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, OnnxText

OWN = Path(__file__).parent.parent / "edit_encoder"
WORD = re.compile(r"\[[^\]]+\]|\d+(?:[./٫,٬]\d+)+|[^\s.,،؛!؟?:«»()\"…\-/|]+")
"""One word as it is read here: hidden data («[کد ملی]») is one, and so is a number with marks in it
(«۴.۵», «۲۱/۸»), of which a part would be another number; other marks are none."""
PROMPT, NONE, _JOINT = "query: ", "-", " | "
_MARK = re.compile(r"[.،,؛!؟?\n:«»\"()]")
_SURELY_NOTHING = 0.975
"""Short of this a word beside a telling, in the same clause, belongs to it: half a sentence would
help nobody. Of 158 hard additions 29 lose words then, of which 45 did."""
_MOSTLY = 0.8
"""So much of a text goes where it begins anew."""
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Span:
    """Where a word stands in its text; `end` is exclusive."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        """Where it stands in a text with so many letters more before it."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True)
class EditReading:
    """What is made of a message before a written text; all numbers are probabilities, 0..1.

    For each of `words` of the message: `tells` says that it belongs into the text, `instead` that
    it stands for words that go, `agency` and `place` that it gives where the case goes and where it
    happened. `cut` says of each word of each line, which `lines` has, that it goes. `clauses` and
    `clauses_of_lines` number the clause that each word is of.
    """

    words: tuple[Span, ...]
    tells: Floats
    instead: Floats
    agency: Floats
    place: Floats
    lines: tuple[tuple[Span, ...], ...]
    cut: tuple[Floats, ...]
    clauses: tuple[int, ...]
    clauses_of_lines: tuple[tuple[int, ...], ...]

    @property
    def says_nothing(self) -> Floats:
        """How likely each word of the message is said to the assistant alone."""
        nothing: Floats = 1 - self.tells - self.instead
        return nothing

    @cached_property
    def tells_more(self) -> list[bool]:
        """Which words of the message belong into the text as they are.

        Where nothing goes, a telling also takes in the words of its clause that may belong to it.
        """
        surely = (self.tells > np.maximum(self.instead, self.says_nothing)).tolist()
        if self.cuts:
            return [bool(told) for told in surely]
        may = (self.says_nothing < _SURELY_NOTHING).tolist()
        return _grown(surely, may, self.clauses)

    @cached_property
    def replaces(self) -> list[bool]:
        """Which words of the message stand for others of the text, and belong to no telling."""
        surely = (self.instead > np.maximum(self.tells, self.says_nothing)).tolist()
        pairs = zip(surely, self.tells_more, strict=True)
        return [is_other and not is_told for is_other, is_told in pairs]

    @property
    def comes(self) -> list[bool]:
        """Which words of the message come into the text, in one way or the other."""
        both = zip(self.tells_more, self.replaces, strict=True)
        return [tells or replaces for tells, replaces in both]

    @property
    def cuts(self) -> bool:
        """Whether anything goes."""
        return any(bool((line >= 0.5).any()) for line in self.cut)

    @property
    def is_new_text(self) -> bool:
        """Whether most of the text goes and more words come: it begins anew."""
        gone = [bool(share >= 0.5) for line in self.cut for share in line]
        return sum(gone) >= _MOSTLY * len(gone) and sum(self.comes) > len(gone) / 2

    @property
    def changes(self) -> bool:
        """Whether it changes the text."""
        return self.cuts or any(self.comes)


@dataclass(frozen=True)
class Written:
    """A text that is written: its lines, and which agency and place stand beside them."""

    lines: tuple[str, ...] = ()
    agency: str = ""
    place: str = ""

    @property
    def rendered(self) -> str:
        """As the encoder reads it."""
        return _JOINT.join((self.agency or NONE, self.place or NONE, *self.lines))

    @property
    def starts(self) -> list[int]:
        """Where each line begins in what is rendered."""
        start, found = len(_JOINT.join((self.agency or NONE, self.place or NONE))), []
        for line in self.lines:
            found.append(start + len(_JOINT))
            start += len(_JOINT) + len(line)
        return found


def _grown(marked: Sequence[bool], may: Sequence[bool], clauses: Sequence[int]) -> list[bool]:
    """Stretches of `may`, each in one clause, in which anything is marked."""
    found: list[bool] = []
    rows = zip(clauses, marked, may, strict=True)
    for (_, is_there), group in groupby(rows, lambda row: (row[0], row[1] or row[2])):
        stretch = list(group)
        found += [is_there and any(row[1] for row in stretch)] * len(stretch)
    return found


def words_of(text: str) -> tuple[Span, ...]:
    """The words of a text."""
    return tuple(Span(found.start(), found.end()) for found in WORD.finditer(text))


def clauses_of(text: str, words: Sequence[Span]) -> tuple[int, ...]:
    """The number of the clause that each of the words of a text is of."""
    number, end, found = 0, 0, []
    for word in words:
        number += bool(end and _MARK.search(text[end : word.start]))
        end = word.end
        found.append(number)
    return tuple(found)


def word_of(offsets: Sequence[tuple[int, int]], words: Sequence[Span]) -> list[int]:
    """The number of the word that each token is of; -1 for none."""
    found, number = [], 0
    for start, end in offsets:
        while number < len(words) and words[number].end <= start:
            number += 1
        is_there = end > start and number < len(words) and words[number].start < end
        found.append(number if is_there else -1)
    return found


class EditEncoder:
    """Reads messages before a written text; `folder` is what `make_edit_encoder` wrote.

    Raises FileNotFoundError when a file is missing. One reading takes some 10 ms of CPU.
    """

    def __init__(self, folder: Path) -> None:
        self._text = OnnxText(folder)

    def read(self, message: str, written: Written) -> EditReading:
        """What `message`, masked, does to `written`."""
        words, lines = words_of(message), tuple(words_of(line) for line in written.lines)
        messages = self._pieces(PROMPT + message, [one.shifted(len(PROMPT)) for one in words])
        flat = [
            one.shifted(start)
            for start, line in zip(written.starts, lines, strict=True)
            for one in line
        ]
        texts = self._pieces(written.rendered, flat)
        given, gone = _Mean(len(words), 6), _Mean(len(flat), 2)
        for piece in messages:
            for behind in texts:
                (logits,) = self._text.outputs_with(piece.begun, behind.begun)
                of_message, of_text = np.split(logits, [len(piece.words)])
                names = _logs(of_message[:, 3:6])
                given.add(piece.words, np.hstack([_logs(of_message[:, :3]), names]))
                gone.add(behind.words, _logs(of_text[:, 6:]))
        shares, cut = given.shares, gone.shares[:, 1]
        borders = np.cumsum([len(line) for line in lines])[:-1]
        return EditReading(
            words,
            tells=shares[:, 1],
            instead=shares[:, 2],
            agency=shares[:, 4],
            place=shares[:, 5],
            lines=lines,
            cut=tuple(np.split(cut, borders)) if lines else (),
            clauses=clauses_of(message, words),
            clauses_of_lines=tuple(map(clauses_of, written.lines, lines)),
        )

    def _pieces(self, text: str, words: Sequence[Span]) -> list["_Piece"]:
        return [
            _Piece(word_of(offsets, words), self._text.begin(ids))
            for ids, offsets in self._text.windows(text)
        ]


@dataclass(frozen=True)
class _Piece:
    """Some tokens of a text: the word that each is of, and what the lower layers made of them."""

    words: list[int]
    begun: Begun


class _Mean:
    """Means of what is told of the tokens of a word."""

    def __init__(self, words: int, columns: int) -> None:
        self._sums = np.zeros((words, columns), np.float32)
        self._counts = np.zeros((words, 1), np.float32)

    def add(self, words: Sequence[int], told: Floats) -> None:
        """Add what is told of tokens, each of one of `words` or of none."""
        for word, row in zip(words, told, strict=True):
            if word >= 0:
                self._sums[word] += row
                self._counts[word] += 1

    @property
    def shares(self) -> Floats:
        """Probabilities, shape (words, columns)."""
        shares: Floats = np.exp(self._sums / np.maximum(self._counts, 1))
        return shares


def _logs(logits: Floats) -> Floats:
    """Logarithms of the probabilities of columns of which one is right."""
    high = logits - logits.max(-1, keepdims=True)
    told: Floats = high - np.log(np.exp(high).sum(-1, keepdims=True))
    return told
