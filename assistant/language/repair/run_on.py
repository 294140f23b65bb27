"""Two words that were run together: «ازکجا» → «از کجا», «فکرکنم» → «فکر کنم»."""

from .lexicon import dictionary, domain_words
from .tables import read_rows, read_words

_HEADS, _TAILS = (tuple(row[0].split()) for row in read_rows("run_on.tsv"))
_FUNCTION = read_words("function_words.tsv")
_FREQUENT = 200_000


def parted(word: str) -> str | None:
    """Two words run together: «ازکجا» → «از کجا»."""
    for start in _HEADS:
        rest = word[len(start) :]
        if word.startswith(start) and len(rest) > 2 and _worth_parting(rest):
            return f"{'به' if start == 'ب' else start} {rest}"
    for tail in _TAILS:
        rest = word[: -len(tail)]
        if word.endswith(tail) and len(rest) > 2 and _worth_parting(rest):
            return f"{rest} {tail}"
    for i in range(2, len(word) - 2):
        left, right = word[:i], word[i:]
        if left not in _FUNCTION and min(domain_words().get(w, 0) for w in (left, right)) > 1:
            return f"{word[:i]} {word[i:]}"
    return None


def _worth_parting(rest: str) -> bool:
    return rest in domain_words() or dictionary().get(rest, 0) > _FREQUENT
