"""Turns texts into sentence vectors, with our own int8 encoder or a sentence-transformers model."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, SentenceEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

OWN_ENCODER = Path(__file__).parent.parent / "encoder"
PROMPTS = {"query": "query: ", "document": "passage: "}
Vectors = NDArray[np.float32]
"""Float32, shape (texts, dimension), rows of length 1."""


class Encoder:
    """A sentence encoder and the fingerprint by which an index knows it again.

    `name` is empty for the encoder in knowledge/encoder, else a hub name or a folder that
    sentence-transformers can load.
    """

    def __init__(self, name: str = "", folder: Path = OWN_ENCODER) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._name, self._folder = name, folder
        # Our own encoder is called past sentence-transformers for single texts: a sixth less CPU.
        self._direct = None if name else SentenceEncoder(folder)
        self.fingerprint = _hash_files(folder) if not name else _fingerprint(name)

    @cached_property
    def model(self) -> "SentenceTransformer":
        """The model that takes many texts; importing it is a third of a gateway's start."""
        return _foreign(self._name) if self._name else _own(self._folder)

    def query(self, text: str, begun: Begun | None = None) -> Vectors:
        """The vector of one question, shape (dimension,).

        `begun` spares the lower layers, if it comes from the same ones.
        """
        if self._direct is not None:
            if begun and self._direct.goes_on_from(begun):
                return self._direct.finished(begun)
            return self._direct.vector(self._direct.tokens(PROMPTS["query"] + text))
        vector: Vectors = self.queries([text])[0]
        return vector

    def document(self, text: str) -> Vectors:
        """The vector of one text that is searched in, shape (dimension,)."""
        if self._direct is not None:
            return self._direct.vector(self._direct.tokens(PROMPTS["document"] + text))
        vector: Vectors = self.documents([text])[0]
        return vector

    def each_query(self, texts: Iterable[str]) -> Iterator[Vectors]:
        """What `query` gives for each of many questions, as they are ready."""
        if self._direct is None:
            yield from map(self.query, texts)
        else:
            tokens = self._direct.tokens
            yield from self._direct.vectors(tokens(PROMPTS["query"] + text) for text in texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what citizens ask."""
        return self._encode(texts, "query")

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is searched in."""
        return self._encode(texts, "document")

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = self.model.encode(
            list(texts),
            prompt_name=prompt,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


def _own(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    from knowledge.search.onnx_module import OnnxModule, limit_torch_threads

    limit_torch_threads()
    return SentenceTransformer(modules=[OnnxModule(folder)], prompts=PROMPTS, device="cpu")


def _foreign(name: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(name, device="cpu")
    for prompt, text in PROMPTS.items():
        model.prompts.setdefault(prompt, text)
    return model


def _fingerprint(name: str) -> str:
    folder = Path(name)
    return _hash_files(folder) if folder.is_dir() else f"hub:{name}"


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
