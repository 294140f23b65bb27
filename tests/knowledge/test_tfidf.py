"""The quick way gives what scikit-learn gives."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.features.tfidf import QuickTfidf

TEXTS = ["تمدید گذرنامه", "گذرنامه گذرنامه و کارت ملی", "کارت سوخت", "بیمه بیکاری"]


@pytest.mark.parametrize("options", [{"analyzer": "char_wb", "ngram_range": (2, 5)}, {}])
@pytest.mark.parametrize("text", [*TEXTS, "کارت کارت کارت گمشده", "بی‌ربط xyz", ""])
def test_values_are_those_of_transform(options: dict[str, object], text: str) -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **options).fit(TEXTS)
    places, values = QuickTfidf(vectorizer).features(text)
    row = np.zeros(len(vectorizer.vocabulary_), np.float32)
    row[places] = values
    expected = vectorizer.transform([text]).toarray()[0]
    assert np.allclose(row, expected, atol=1e-6)
