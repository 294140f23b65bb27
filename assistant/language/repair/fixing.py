"""Functions of one Persian word, applied to all words of a text."""

from collections.abc import Callable

from .tokens import LETTER, is_word, split

_MOST_REMEMBERED = 65_536
_LETTERS = frozenset(LETTER)


class WordFixer:
    """A function of one Persian word that remembers its answers; any other piece stays.

    It keeps the pieces that it leaves alone apart, so that a step can see at once that a text has
    nothing for it. Of pieces that are no words it keeps single signs only.
    """

    def __init__(self, fix: Callable[[str], str]) -> None:
        self._fix = fix
        self._left: set[str] = set()
        self._changed: dict[str, str] = {}

    def __call__(self, piece: str) -> str:
        """What becomes of a piece."""
        return self.of(piece) if is_word(piece) else piece

    def of(self, word: str) -> str:
        """What becomes of a Persian word."""
        if word in self._left:
            return word
        return self._changed.get(word) or self._learnt(word)

    def leaves(self, pieces: frozenset[str]) -> bool:
        """Whether all these pieces of a text stay as they are."""
        return pieces <= self._left or not self.changes(pieces)

    def changes(self, pieces: frozenset[str]) -> dict[str, str]:
        """Those of a text's pieces that do not stay → what becomes of them."""
        changed: dict[str, str] = {}
        for piece in pieces - self._left:
            fixed = self.of(piece) if piece[0] in _LETTERS else piece
            if fixed != piece:
                changed[piece] = fixed
            elif len(piece) == 1:
                self._remember(piece, piece)
        return changed

    def _learnt(self, word: str) -> str:
        fixed = self._fix(word)
        self._remember(word, fixed)
        return fixed

    def _remember(self, word: str, fixed: str) -> None:
        if len(self._left) + len(self._changed) >= _MOST_REMEMBERED:
            self._left, self._changed = set(), {}
        if fixed == word:
            self._left.add(word)
        else:
            self._changed[word] = fixed


def rewrite(pieces: list[str], fixer: WordFixer) -> list[str]:
    """Apply a fixer to every word; a result of several words becomes several pieces."""
    changed = fixer.changes(frozenset(pieces))
    result: list[str] = []
    for piece in pieces:
        fixed = changed.get(piece, piece)
        if fixed is not piece and " " in fixed:
            result.extend(split(fixed))
        else:
            result.append(fixed)
    return result
