"""The rest of what is known of a service, under headings, by one press or word.

Reading a question may miss the fact that it is for. A citizen who reads all that is known finds it:
half of all services have 17 facts or fewer, in some 250 words, of which the card tells a third.
"""

from collections.abc import Sequence

from assistant.dialogue.fact_wording import key_of, source_name
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Button, Speech, bulleted
from assistant.dialogue.state import State
from knowledge.aspects import BY_PLACE
from knowledge.catalogue import Entry
from knowledge.facts import Fact, facts_of

ON_CARD = ("documents", "steps", "fee", "duration")
"""Aspects whose facts a card tells."""
CHOICE = "details"
_MOST_NAMED = 3


def button(entry: Entry) -> Button:
    """The button that tells the rest."""
    return sentence("details_button"), f"{CHOICE}:{entry.service.id}"


def are_left(state: State, entry: Entry) -> bool:
    """Whether there is more than the card, and it was not told as a whole."""
    return bool(_by_heading(entry)) and not state.has_shown(_key(entry))


def offer(speech: Speech, entry: Entry) -> None:
    """What there is to ask behind a card, by its headings, with the button."""
    known = list(_by_heading(entry))
    named = "، ".join(f"«{heading.rstrip('؟')}»" for heading in known[:_MOST_NAMED])
    key = "details_more" if len(known) > _MOST_NAMED else "details_all"
    speech.ask(sentence(key, named=named), [button(entry)])


def tell(speech: Speech, entry: Entry) -> None:
    """All that a card does not tell; behind the card, where it was not shown."""
    id_ = entry.service.id
    if not speech.state.has_shown(f"card:{id_}"):
        speech.card(entry)
        speech.state = speech.state.having_shown(f"card:{id_}", f"fact:{id_}:what")
    by_heading = _by_heading(entry)
    facts = [fact for some in by_heading.values() for fact in some]
    told = [f"{_above(heading)}\n{bulleted(_lines(some))}" for heading, some in by_heading.items()]
    speech.say("details" if told else "no_details", title=entry.service.title)
    if told:
        speech.text("\n\n".join([*told, _sources(facts, entry)]).strip())
    keys = (key_of(entry, fact) for fact in facts)
    speech.state = speech.state.having_shown(*keys, _key(entry))


def _key(entry: Entry) -> str:
    return f"details:{entry.service.id}"


def _by_heading(entry: Entry) -> dict[str, list[Fact]]:
    known = facts_of(entry)
    rows = [(row.heading, row.asked_as or name) for name, row in BY_PLACE if name not in ON_CARD]
    of_each = [(heading, [one for one in known if one.aspect == asked]) for heading, asked in rows]
    found = {heading: [one for one in facts if not one.audience] for heading, facts in of_each}
    of_some = [one for _, facts in of_each for one in facts if one.audience]
    found[sentence("details_of_some")] = of_some
    return {heading: facts for heading, facts in found.items() if facts}


def _above(heading: str) -> str:
    return heading if heading.endswith("؟") else f"{heading}:"


def _lines(facts: Sequence[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.text for fact in facts))


def _sources(facts: Sequence[Fact], entry: Entry) -> str:
    names = dict.fromkeys(name for fact in facts if (name := source_name(fact, entry)))
    return sentence("details_sources", names="، ".join(names)) if names else ""
