"""The index encodes only what changed, and refuses an encoder that it was not built with."""

import os
from pathlib import Path

import numpy as np
import pytest

from knowledge.search.encoder import OWN_ENCODER, Encoder
from knowledge.search.index import DenseIndex, IndexMismatchError, VectorStore

TEXTS = ["کارت ملی", "گذرنامه", "گواهینامه رانندگی", "قبض برق"]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="session")
def other_encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """A sentence-transformers model of someone else's, in a folder that a setting may name."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(OWN_ENCODER / "tokenizer.json"))
    folder = tmp_path_factory.mktemp("other-encoder")
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)]).save(str(folder))
    return Encoder(str(folder))


def test_vectors_have_length_one_and_prompts_make_a_difference(encoder: Encoder) -> None:
    queries, documents = encoder.queries(TEXTS), encoder.documents(TEXTS)
    assert np.allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-5)
    assert queries.shape == documents.shape
    assert not np.allclose(queries, documents)


def test_a_first_build_encodes_everything(tmp_path: Path, encoder: Encoder) -> None:
    steps: list[tuple[int, int]] = []
    report = VectorStore(tmp_path).build(TEXTS, encoder, lambda *step: steps.append(step))
    assert (report.encoded, report.total) == (4, 4)
    assert steps[-1] == (4, 4)


def test_only_what_changed_is_encoded_anew(tmp_path: Path, encoder: Encoder) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    assert store.build(TEXTS, encoder).encoded == 0
    assert store.build(TEXTS[::-1], encoder).encoded == 0, "order is no change"
    assert store.build([*TEXTS[:3], "قبض گاز"], encoder).encoded == 1
    assert store.build(TEXTS, encoder).encoded == 1, "what was taken out is not kept"


def test_vectors_come_back_in_the_order_asked_for(tmp_path: Path, encoder: Encoder) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    assert np.allclose(store.load(TEXTS[::-1], encoder), store.load(TEXTS, encoder)[::-1])
    assert np.allclose(store.load(TEXTS, encoder), encoder.documents(TEXTS), atol=1e-5)


def test_a_missing_text_is_not_passed_over(tmp_path: Path, encoder: Encoder) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    with pytest.raises(KeyError):
        store.load([*TEXTS, "قبض گاز"], encoder)


def test_another_encoders_index_is_refused_and_built_anew(
    tmp_path: Path, encoder: Encoder, other_encoder: Encoder
) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    with pytest.raises(IndexMismatchError, match="dastyar index"):
        store.load(TEXTS, other_encoder)
    assert store.build(TEXTS, other_encoder).encoded == len(TEXTS)
    assert store.load(TEXTS, other_encoder).shape == (4, 8)


def test_an_encoder_is_known_by_its_files(encoder: Encoder, tmp_path: Path) -> None:
    for path in OWN_ENCODER.iterdir():
        os.symlink(path, tmp_path / path.name)
    assert Encoder(folder=tmp_path).fingerprint == encoder.fingerprint
    (tmp_path / "tokenizer.json").unlink()
    changed = (OWN_ENCODER / "tokenizer.json").read_bytes() + b"\n"
    (tmp_path / "tokenizer.json").write_bytes(changed)
    assert Encoder(folder=tmp_path).fingerprint != encoder.fingerprint


def test_a_build_that_was_cut_off_is_done_again(tmp_path: Path, encoder: Encoder) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    (tmp_path / "manifest.json").unlink()
    assert store.build(TEXTS, encoder).encoded == len(TEXTS)


def test_scores_are_cosines_in_document_order(encoder: Encoder) -> None:
    documents = encoder.documents(TEXTS)
    query = encoder.queries(["پاسپورت"])[0]
    assert np.allclose(DenseIndex(documents).scores(query), documents @ query, atol=1e-5)
