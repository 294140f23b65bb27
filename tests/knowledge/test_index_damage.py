"""What lies in the index's folder is data: it runs no code, and what is damaged is built anew."""

import io
import json
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from knowledge.search.encoder import Encoder
from knowledge.search.index import IndexMismatchError, VectorStore
from knowledge.search.questions import ClassifierStore, Question, QuestionClassifier

TEXTS = ["کارت ملی", "گذرنامه", "گواهینامه رانندگی", "قبض برق"]
QUESTIONS = [
    Question("سجلم گم شده", "registry"),
    Question("شناسنامه می‌خواهم", "registry"),
    Question("قبض برقم زیاد آمده", "power"),
    Question("برق ما قطع است", "power"),
]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def classifier(encoder: Encoder) -> QuestionClassifier:
    made = QuestionClassifier(["registry", "power"])
    made.fit(QUESTIONS, np.stack([encoder.query(question.text) for question in QUESTIONS]))
    return made


class Bomb:
    """Whoever unpickles it makes the folder that it names."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._mark),)


def pickled(mark: Path) -> bytes:
    return pickle.dumps(Bomb(mark))


def pickled_array(mark: Path) -> bytes:
    """A .npy file whose one object runs code when it is loaded with pickle."""
    file = io.BytesIO()
    np.save(file, np.array([Bomb(mark)], dtype=object), allow_pickle=True)
    return file.getvalue()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


def test_a_kept_classifier_scores_as_it_did(
    tmp_path: Path, classifier: QuestionClassifier, encoder: Encoder
) -> None:
    store = ClassifierStore(tmp_path)
    store.save(classifier, "key")
    kept = store.load("key")
    assert kept is not None
    for text in (*(question.text for question in QUESTIONS), "چیز دیگری"):
        vector = encoder.query(text)
        assert np.array_equal(kept.scores(text, vector), classifier.scores(text, vector))


def test_a_pickle_in_the_folder_is_never_opened(
    tmp_path: Path, classifier: QuestionClassifier, encoder: Encoder
) -> None:
    mark = tmp_path / "ran"
    folder = tmp_path / "index"
    store, vectors = ClassifierStore(folder), VectorStore(folder)
    store.save(classifier, "key")
    vectors.build(TEXTS, encoder)
    for path in list(folder.iterdir()):
        if path.suffix != ".json":
            path.write_bytes(pickled(mark))
    (folder / "questions-key.joblib").write_bytes(pickled(mark))
    assert store.load("key") is None
    assert vectors.build(TEXTS, encoder).encoded == len(TEXTS)
    assert not mark.exists()


def test_objects_in_an_array_run_no_code(tmp_path: Path, encoder: Encoder) -> None:
    mark, store = tmp_path / "ran", VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    for path in tmp_path.glob("*.np*"):
        path.write_bytes(pickled_array(mark))
    assert store.build(TEXTS, encoder).encoded == len(TEXTS)
    assert not mark.exists()


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink])
def test_a_damaged_classifier_is_trained_anew(
    tmp_path: Path, classifier: QuestionClassifier, damage: object
) -> None:
    store = ClassifierStore(tmp_path)
    for path in _files_after_saving(store, classifier, tmp_path):
        store.save(classifier, "key")
        damage(path)  # type: ignore[operator]
        assert store.load("key") is None, path.name
        assert not store.has("key"), path.name


def _files_after_saving(
    store: ClassifierStore, classifier: QuestionClassifier, folder: Path
) -> list[Path]:
    store.save(classifier, "key")
    return list(folder.iterdir())


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink])
def test_damaged_vectors_are_encoded_anew(tmp_path: Path, encoder: Encoder, damage: object) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    for path in list(tmp_path.iterdir()):
        damage(path)  # type: ignore[operator]
        assert store.build(TEXTS, encoder).encoded == len(TEXTS), path.name
        assert store.load(TEXTS, encoder).shape[0] == len(TEXTS)


@pytest.mark.parametrize("of_questions", [False, True])
def test_random_vectors_are_refused_even_with_a_manifest_that_fits(
    tmp_path: Path, encoder: Encoder, of_questions: bool
) -> None:
    class RandomEncoder(Encoder):
        """The same encoder by its files, which encodes nothing of what it is given."""

        def documents(self, texts: object) -> object:  # type: ignore[override]
            shape = (len(texts), self.query("س").shape[0])  # type: ignore[arg-type]
            made = np.random.default_rng(1).normal(size=shape).astype(np.float32)
            return made / np.linalg.norm(made, axis=1, keepdims=True)

        queries = documents  # type: ignore[assignment]

    store = VectorStore(tmp_path, of_questions=of_questions)
    store.build(TEXTS, RandomEncoder())
    with pytest.raises(IndexMismatchError):
        store.load(TEXTS, encoder)
    assert store.build(TEXTS, encoder).encoded == len(TEXTS)
    assert store.load(TEXTS, encoder).shape[0] == len(TEXTS)


def test_older_files_of_any_kind_go(tmp_path: Path, classifier: QuestionClassifier) -> None:
    (tmp_path / "questions-old.joblib").write_bytes(b"")
    store = ClassifierStore(tmp_path)
    store.save(classifier, "first")
    store.save(classifier, "second")
    assert {path.name.split(".")[0] for path in tmp_path.iterdir()} == {"questions-second"}


def test_a_manifest_that_is_no_manifest_counts_as_none(tmp_path: Path, encoder: Encoder) -> None:
    store = VectorStore(tmp_path)
    store.build(TEXTS, encoder)
    for text in ("", "[]", "{}", json.dumps({"encoder": 3, "texts": "x", "sha256": None})):
        (tmp_path / "manifest.json").write_text(text)
        assert store.build(TEXTS, encoder).encoded == len(TEXTS)
