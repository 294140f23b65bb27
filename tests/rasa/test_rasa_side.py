"""What runs inside Rasa; these tests run in Rasa's environment (Python 3.10)."""

import asyncio

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig

from assistant.rasa.components.repair_component import RepairComponent
from assistant.rasa.side import protocol, remote_actions
from assistant.rasa.side.channel import _memory, _remembered
from assistant.rasa.side.store import RecentTrackerStore


@pytest.fixture(autouse=True)
def _secret(monkeypatch):
    monkeypatch.setenv(protocol.SECRET_VARIABLE, "shared")
    protocol.internal_secret.cache_clear()
    remote_actions.install()


def test_an_action_call_carries_the_secret():
    endpoint = EndpointConfig("http://127.0.0.1:1/")
    RemoteAction("action_answer", endpoint)
    assert endpoint.headers["X-Internal-Secret"] == "shared"


def test_a_line_break_at_the_end_of_its_file_is_no_part_of_the_secret(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv(protocol.SECRET_FILE, str(tmp_path / "secret"))
    protocol.internal_secret.cache_clear()
    assert protocol.internal_secret() == "from a file"


def test_action_results_are_still_checked():
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result({"events": [], "responses": []})
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": "none", "responses": []})


def test_text_is_repaired_and_commands_are_left_alone():
    component = RepairComponent()
    messages = [Message({"text": "كارت ملي ميخوام"}), Message({"text": '/affirm{"a": "confirm"}'})]
    component.process(messages)
    assert messages[0].get("text") == "کارت ملی می\u200cخواهم"
    assert messages[1].get("text") == '/affirm{"a": "confirm"}'


def test_the_store_keeps_the_recent_trackers_only():
    store = RecentTrackerStore(Domain.empty(), capacity=2)
    for sender in ("first", "second", "third"):
        asyncio.run(store.save(DialogueStateTracker(sender, [])))
    assert list(asyncio.run(store.keys())) == ["second", "third"]
    assert asyncio.run(store.retrieve("first")) is None


def test_memory_comes_back_as_it_was():
    domain = Domain.load("domain.yml")
    state = {
        "slots": {"case_agency": "abfa", "dialogue": {"misses": 1}},
        "active_loop": "case_form",
    }
    tracker = DialogueStateTracker("citizen", domain.slots)
    for event in _remembered(state):
        tracker.update(event, domain)
    restored = _memory(tracker)
    assert restored["active_loop"] == "case_form"
    assert restored["slots"]["case_agency"] == "abfa"
    assert restored["slots"]["dialogue"] == {"misses": 1}


def tracker_of_a_turn(metadata):
    domain = Domain.load("domain.yml")
    tracker = DialogueStateTracker("citizen", domain.slots)
    tracker.update(UserUttered("سلام", metadata=metadata), domain)
    return tracker


def test_a_turn_names_the_gateway_that_runs_its_actions(monkeypatch):
    monkeypatch.setenv("DASTYAR_RASA_CALLBACKS", "http://a/x, http://b/x")
    remote_actions.allowed_callbacks.cache_clear()
    usual = EndpointConfig("http://usual/", headers={"X-Internal-Secret": "shared"})
    tracker = tracker_of_a_turn({"turn_id": "1", "callback": "http://b/x"})
    chosen = remote_actions.endpoint_for(tracker, usual)
    assert (chosen.url, usual.url) == ("http://b/x", "http://usual/")
    assert chosen.headers == usual.headers
    assert remote_actions.endpoint_for(tracker_of_a_turn({}), usual) is usual


@pytest.mark.parametrize("address", ["http://evil/", "http://b/x/more", "", "http://b"])
def test_an_address_that_is_not_on_the_list_is_not_called(monkeypatch, address):
    monkeypatch.setenv("DASTYAR_RASA_CALLBACKS", "http://a/x,http://b/x")
    remote_actions.allowed_callbacks.cache_clear()
    tracker = tracker_of_a_turn({"turn_id": "1", "callback": address})
    action = RemoteAction("action_answer", EndpointConfig("http://127.0.0.1:1/"))
    with pytest.raises(remote_actions.ForeignCallbackError):
        asyncio.run(action.run(None, None, tracker, Domain.empty()))
