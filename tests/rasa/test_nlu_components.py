"""Dastyar's NLU components, each built as Rasa builds it, with the real act encoder."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.rasa.components.act_classifier import ActClassifier
from assistant.rasa.components.agreement import agreed
from assistant.rasa.components.gazetteer_component import GazetteerComponent
from assistant.rasa.components.label_scorer import OPINION, LabelScorer, opinion_on
from assistant.rasa.components.linear import Settings, fit
from assistant.rasa.components.ngram_featurizer import NgramFeaturizer
from assistant.rasa.components.ngrams import Ngrams
from assistant.rasa.components.repair_component import RAW_TEXT, RepairComponent
from assistant.rasa.components.sublabel_classifier import SUBLABELS, SublabelClassifier
from knowledge.features.labels import LabelEncoder, Opinion

EXAMPLES = {
    "complain/delay": [
        "سه ماهه امروز فردا میکنن",
        "پرونده‌م هنوز مونده",
        "چقدر باید صبر کنم، خسته شدم",
    ],
    "complain/absence": ["کارمند پشت میزش نبود", "هیچکی سر کارش نیست", "مسئولش رفته بود صبحونه"],
    "emergency/115": ["پدرم بیهوش شده", "قلبش گرفته نفسش بالا نمیاد", "تشنج کرده کمک"],
    "emergency/125": ["خونه آتیش گرفته", "دود از پنجره میاد", "بچه تو آسانسور گیر کرده"],
    "greet": ["سلام", "سلام وقت بخیر", "درود"],
    "ask_fee": ["هزینه‌ش چقدره", "چند تومن میشه", "پولش چقد میشه"],
}


class Workshop:
    """Creates components, and loads them again from what they stored."""

    def __init__(self, folder: Path):
        self.storage = LocalModelStorage.create(folder)

    def made(self, kind, **config):
        return self._build(kind.create, kind, config)

    def loaded(self, kind, **config):
        return self._build(kind.load, kind, config)

    def _build(self, build, kind, config):
        context = ExecutionContext(GraphSchema({}), node_name=kind.__name__)
        full = {**kind.get_default_config(), **config}
        return build(full, self.storage, Resource(kind.__name__), context)


@pytest.fixture
def workshop(tmp_path):
    return Workshop(tmp_path)


@pytest.fixture(scope="module")
def repaired():
    return lambda *texts: RepairComponent().process([Message({TEXT: text}) for text in texts])


def trained(workshop):
    """Train the pipeline on the examples above."""
    rows = [Message.build(text, label) for label, texts in EXAMPLES.items() for text in texts]
    data = RepairComponent().process_training_data(TrainingData(rows))
    ngrams = workshop.made(NgramFeaturizer)
    ngrams.train(data)
    ngrams.process_training_data(data)
    for kind in (ActClassifier, SublabelClassifier):
        workshop.made(kind).train(data)


def told(workshop, messages):
    """What the stored models say."""
    for kind in (NgramFeaturizer, ActClassifier, SublabelClassifier):
        workshop.loaded(kind).process(messages)
    return messages


def test_entities_of_an_example_move_with_their_words():
    text = "از اداره ي برق شکايت دارم"
    entity = {"entity": "agency", "value": "tavanir", "start": 3, "end": 14}
    example = Message({TEXT: text, "entities": [entity]})
    RepairComponent().process_training_data(TrainingData([example]))
    moved = example.get("entities")[0]
    assert example.get(RAW_TEXT) == text
    assert example.get(TEXT)[moved["start"] : moved["end"]].startswith("اداره")
    assert example.get(TEXT)[moved["start"] : moved["end"]].endswith("برق")


def test_what_changes_the_repair_or_the_encoder_trains_anew():
    assert len(RepairComponent.fingerprint_addon({})) == 64
    assert len(LabelScorer.fingerprint_addon({})) == 64
    assert ActClassifier.fingerprint_addon({}) != NgramFeaturizer.fingerprint_addon({})


def test_acts_are_ranked_as_rasa_expects(workshop, repaired):
    trained(workshop)
    (message,) = told(workshop, repaired("سلام وقتتون بخیر"))
    ranking = message.get("intent_ranking")
    assert message.get("intent") == ranking[0]
    assert message.get("intent")["name"] == "greet"
    assert {row["name"] for row in ranking} == {"complain", "emergency", "greet", "ask_fee"}
    assert sum(row["confidence"] for row in ranking) == pytest.approx(1)
    assert json.dumps(ranking)


def test_a_sublabel_is_told_for_every_act_that_has_some(workshop, repaired):
    trained(workshop)
    complaint, fire = told(workshop, repaired("پشت میزش نبود", "خونمون آتیش گرفته کمک"))
    assert complaint.get(SUBLABELS)["complain"]["name"] == "absence"
    assert fire.get(SUBLABELS)["emergency"]["name"] == "125"
    assert set(fire.get(SUBLABELS)) == {"complain", "emergency"}
    assert fire.get("intent")["name"] == "emergency"
    assert SUBLABELS in fire.output_properties


def test_the_same_data_gives_the_same_model(tmp_path, repaired):
    answers = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        shop = Workshop(tmp_path / name)
        trained(shop)
        (message,) = told(shop, repaired("هزینه گذرنامه چقدر است"))
        answers.append(message.get("intent_ranking"))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("text", ["", "\u200c", "ﷺ" * 500, "🙂🙂", "a" * 2000, "؟!"])
def test_no_text_breaks_the_pipeline(workshop, repaired, text):
    trained(workshop)
    (message,) = told(workshop, repaired(text))
    GazetteerComponent().process([message])
    assert "name" in message.get("intent")
    assert isinstance(message.get(SUBLABELS), dict)


def test_entities_carry_ids_and_places_in_the_text_as_typed(repaired):
    raw = "از تأمين اجتماعي اروميه شکايت دارم"
    (message,) = repaired(raw)
    GazetteerComponent().process([message])
    found = {e["entity"]: e for e in message.get("entities")}
    assert found["agency"]["value"] == "tamin"
    assert raw[found["agency"]["start"] : found["agency"]["end"]] == "تأمين اجتماعي"
    assert raw[found["city"]["start"] : found["city"]["end"]] == "اروميه"
    assert found["city"]["extractor"] == "GazetteerComponent"


def test_ngrams_survive_saving(tmp_path):
    ngrams = Ngrams()
    texts = ["کارت ملی گم شده", "هزینه کارت ملی", "گواهی نامه"]
    ngrams.fit(texts)
    ngrams.save(tmp_path)
    again = Ngrams.load(tmp_path).rows(["کارت ملی من"])
    assert (again != ngrams.rows(["کارت ملی من"])).nnz == 0


def test_confidence_is_learnt_from_held_out_examples():
    generator = np.random.default_rng(7)
    from scipy.sparse import csr_matrix

    labels = ["a", "b", "c"] * 60
    centre = {"a": 0, "b": 1, "c": 2}
    rows = generator.normal(0, 1.5, (180, 3)).astype(np.float32)
    for row, label in zip(rows, labels):
        row[centre[label]] += 2
    model = fit(csr_matrix(rows), labels, Settings())
    scores = model.probabilities(csr_matrix(rows))
    right = np.mean([model.labels[i] == label for i, label in zip(scores.argmax(1), labels)])
    assert abs(scores.max(1).mean() - right) < 0.1


def test_training_data_of_the_project_is_readable_and_large_enough():
    data = training_data_from_paths(["nlu_data/nlu"], "fa")
    counts = data.number_of_examples_per_intent
    assert set(counts) == {path.stem for path in Path("nlu_data/nlu").glob("*.yml")}
    assert min(counts.values()) >= 40
    assert not [e for e in data.intent_examples if e.get("entities")]
    parts = {e.get_full_intent() for e in data.intent_examples if "/" in e.get_full_intent()}
    assert len([p for p in parts if p.startswith("complain/")]) == 10


def test_an_opinion_weighs_with_the_ranking():
    ranking = [("complain", 0.5), ("ask_fee", 0.45), ("greet", 0.05)]
    same = agreed(
        ranking, {"complain": np.log(0.5), "ask_fee": np.log(0.45), "greet": np.log(0.05)}
    )
    other = agreed(ranking, {"complain": np.log(0.1), "ask_fee": np.log(0.8), "greet": np.log(0.1)})
    assert [name for name, _ in same] == ["complain", "ask_fee", "greet"]
    assert other[0][0] == "ask_fee"
    assert sum(p for _, p in other) == pytest.approx(1)
    assert agreed(ranking, {}) == ranking


def test_a_label_without_an_opinion_is_the_least_likely_there():
    ranking = [("new", 0.5), ("known", 0.4), ("old", 0.1)]
    assert agreed(ranking, {"known": np.log(0.9), "old": np.log(0.1)})[0][0] == "known"


def test_the_scorer_has_an_opinion_on_messages_and_none_on_training_data(workshop, repaired):
    scorer = workshop.made(LabelScorer)
    (message,) = repaired("سه ماهه پرونده‌م رو میزشونه، هیچ‌کس جواب نمی‌ده")
    scorer.process([message])
    opinion = opinion_on(message)
    assert max(opinion.acts, key=opinion.acts.get) == "complain"
    assert "complain/delay" in opinion.labels
    (example,) = repaired("سلام")
    scorer.process_training_data(TrainingData([example]))
    assert opinion_on(example) is None


def test_the_opinion_that_came_with_a_message_is_taken(workshop):
    encoder = LabelEncoder(Path("knowledge/act_encoder"))
    told = encoder.opinion("query: شکایت دارم")
    sent = {"opinion": encoder.packed(told)}
    scorer = workshop.made(LabelScorer)
    (message,) = scorer.process([Message({TEXT: "سلام", "metadata": sent})])
    # What the message does in its context is the gateway's own concern.
    assert opinion_on(message) == Opinion(told.acts, told.labels)


def test_an_opinion_in_context_travels_as_well(workshop):
    encoder = LabelEncoder(Path("knowledge/act_encoder"))
    begun = encoder.begin("query: اولی")
    behind = encoder.begin_context("انتخاب | کدام‌یک منظورتان است؟")
    told = encoder.opinion_on(begun, behind)
    assert told.commands != encoder.opinion_on(begun).commands
    sent = {"opinion": encoder.packed(told)}
    (message,) = workshop.made(LabelScorer).process([Message({TEXT: "اولی", "metadata": sent})])
    assert opinion_on(message).acts == told.acts


@pytest.mark.parametrize(
    "sent", [None, 7, "", "nonsense!", "AAAA", base64.b64encode(bytes(40)).decode()]
)
def test_an_opinion_that_makes_no_sense_is_worked_out_here(workshop, sent):
    scorer = workshop.made(LabelScorer)
    alone, together = scorer.process(
        [Message({TEXT: "سلام"}), Message({TEXT: "سلام", "metadata": {"opinion": sent}})]
    )
    assert opinion_on(together) == opinion_on(alone)


def test_numbers_that_are_none_are_no_opinion():
    encoder = LabelEncoder(Path("knowledge/act_encoder"))
    count = len(base64.b64decode(encoder.packed(encoder.opinion("query: سلام")))) // 4
    numbers = np.full(count, np.nan, np.float32)
    assert encoder.unpacked(base64.b64encode(numbers.tobytes()).decode()) is None


def test_an_opinion_changes_what_the_classifiers_say(workshop, repaired):
    trained(workshop)
    (plain,) = told(workshop, repaired("پرونده‌م هنوز مونده"))
    (heard,) = repaired("پرونده‌م هنوز مونده")
    sure = {"complain": -20.0, "emergency": -20.0, "greet": -0.01, "ask_fee": -20.0}
    heard.set(OPINION, Opinion(sure, {"complain/absence": -0.01, "complain/delay": -20.0}))
    told(workshop, [heard])
    assert plain.get("intent")["name"] == "complain"
    assert heard.get("intent")["name"] == "greet"
    assert plain.get(SUBLABELS)["complain"]["name"] == "delay"
    assert heard.get(SUBLABELS)["complain"]["name"] == "absence"


def test_every_act_of_the_data_is_known_to_the_act_encoder():
    examples = training_data_from_paths(["nlu_data/nlu"], language="fa").intent_examples
    names = json.loads(Path("knowledge/act_encoder/labels.json").read_text("utf-8"))
    assert {e.get("intent") for e in examples} == set(names["acts"])
