"""Cuts the multilingual vocabulary down to what Persian citizens type: Persian and Latin pieces."""

import re

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from knowledge.training.packed import Piece

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MAX_TOKENS = 192
"""Longest input in tokens; the longest catalogue description has fewer than half of these."""
LATIN_PIECES = 12_000
"""Most frequent Latin pieces kept: English and brand words; Finglish is repaired earlier."""

_PERSIAN = re.compile(r"^▁?[\u0600-\u06ff]*$")
_LATIN = re.compile(r"^[▁ -~«»،؛؟…–—]+$")


def kept_pieces(pieces: list[Piece]) -> list[int]:
    """Indexes of the pieces to keep, in vocabulary order; the four special pieces come first."""
    persian = {i for i, piece in enumerate(pieces) if _PERSIAN.match(piece.text)}
    latin = [i for i, piece in enumerate(pieces) if _LATIN.match(piece.text)]
    specials = set(range(len(SPECIALS)))
    return sorted(specials | persian | set(latin[:LATIN_PIECES]))


def build_tokenizer(pieces: list[Piece]) -> Tokenizer:
    """A `tokenizers` unigram tokenizer over `pieces`, whose first four are the special ones."""
    vocabulary = [(piece.text, piece.score) for piece in pieces]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIALS.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            # SentencePiece's table for this model maps the half-space to a space.
            normalizers.Replace("\u200c", " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair=None, special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
