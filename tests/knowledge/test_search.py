"""The whole search over the real catalogue."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.serving import Gateway

from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from knowledge.search.lexical import Bm25, CharacterNgrams, stem, words

QUESTIONS = {
    "کارت ملیم گم شده چیکار کنم": "national-id-card-replacement",
    "کارت ملی‌ام گم شده و المثنی می‌خواهم": "national-id-card-replacement",
    "تاریخ انقضای گواهینامه‌ام تمام شده": "driving-license-renewal",
    "می‌خوام سود سهام عدالتم رو بگیرم": "justice-shares",
}
STRANGE = [
    "",
    " ",
    "؟!",
    "xyzzy qwrtp",
    "😀",
    "\ue000",
    "12345",
    "و از به که را",
    "ژظضغث" * 300,
    "\u200c" * 50,
]


@pytest.mark.parametrize(("question", "service"), QUESTIONS.items())
async def test_a_question_finds_its_service(gateway: Gateway, question: str, service: str) -> None:
    found = (await gateway.runtime.turns.read(question)).found
    assert service in [hit.entry.service.id for hit in found.hits[:3]]
    assert not found.abstained


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
async def test_words_that_nobody_knows_find_nothing_and_break_nothing(
    gateway: Gateway, text: str
) -> None:
    found = (await gateway.runtime.turns.read(text)).found
    assert found.abstained
    assert found.shown == ()
    assert 0 <= found.probability <= 1


async def test_the_same_question_gives_the_same_order(gateway: Gateway) -> None:
    running = gateway.runtime
    for question in QUESTIONS:
        reading = await running.turns.read(question)
        rankings = {
            tuple((hit.entry.service.id, hit.score) for hit in found.hits)
            for found in (running.engine.search(reading.text, reading.vector, 20) for _ in range(5))
        }
        assert len(rankings) == 1


async def test_hits_come_best_first_and_once(gateway: Gateway, catalogue: Catalogue) -> None:
    running = gateway.runtime
    reading = await running.turns.read("بیمه")
    services = len(catalogue.entries)
    hits = running.engine.search(reading.text, reading.vector, services).hits
    assert len({hit.entry.service.id for hit in hits}) == len(hits) == services
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


async def test_fewer_hits_are_the_first_of_more(gateway: Gateway) -> None:
    running = gateway.runtime
    reading = await running.turns.read("گذرنامه")
    few = running.engine.search(reading.text, reading.vector, 3)
    many = running.engine.search(reading.text, reading.vector, 10)
    assert few.hits == many.hits[:3]
    assert few.probability == many.probability


async def test_a_named_agency_lifts_its_services(gateway: Gateway, catalogue: Catalogue) -> None:
    running = gateway.runtime
    reading = await running.turns.read("قبض")
    services = len(catalogue.entries)
    plain = running.engine.search(reading.text, reading.vector, services)
    lifted = running.engine.search(reading.text, reading.vector, services, agencies=["abfa"])

    def best(found) -> int:
        return min(i for i, hit in enumerate(found.hits) if hit.entry.agency.id == "abfa")

    assert best(lifted) < best(plain) or best(plain) == 0


DOCUMENTS = ["کارت ملی هوشمند", "گذرنامه", "قبض برق و گاز", ""]


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_no_query_breaks_the_lexical_scores(query: str) -> None:
    for ranking in (Bm25(DOCUMENTS), CharacterNgrams(DOCUMENTS)):
        scores = ranking.scores(query)
        assert scores.shape == (len(DOCUMENTS),)
        assert (scores >= 0).all()


def test_unknown_words_score_nothing() -> None:
    assert not Bm25(DOCUMENTS).scores("xyzzy").any()


def test_a_document_is_best_for_its_own_words() -> None:
    for number, document in enumerate(DOCUMENTS[:3]):
        assert Bm25(DOCUMENTS).scores(document).argmax() == number
        assert CharacterNgrams(DOCUMENTS).scores(document).argmax() == number


@pytest.mark.parametrize(("word", "expected"), [("قبض‌های", "قبض"), ("ملی", "ملی"), ("ام", "ام")])
def test_endings_are_taken_off_only_when_enough_is_left(word: str, expected: str) -> None:
    assert stem(word).strip("\u200c") == expected


def test_common_words_are_left_out() -> None:
    assert words("از به قبض را") == ["قبض"]


def test_our_own_encoder_starts_without_sentence_transformers() -> None:
    """Its import was a quarter of the time that a restarted gateway is away."""
    program = (
        "import sys; from knowledge.search.encoder import Encoder; "
        "Encoder().query('گذرنامه'); sys.exit('sentence_transformers' in sys.modules)"
    )
    started = subprocess.run([sys.executable, "-c", program], check=False, cwd=PROJECT)
    assert started.returncode == 0
