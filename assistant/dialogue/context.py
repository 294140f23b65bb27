"""The state of a talk as the encoders read it beside a message."""

from assistant.dialogue.matters import ToldMatter
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind
from assistant.understanding.reading import FOCI, TalkContext
from knowledge.catalogue import Catalogue
from knowledge.features.edits import Written


def context_of(state: State, catalogue: Catalogue) -> str:
    """The rendering of a state that the encoder reads behind a message."""
    asked = state.asked.kind.value if state.asked else "none"
    options = [title_of(thing, catalogue) for thing in state.options]
    focus = title_of(state.focus, catalogue) if state.focus else ""
    return str(TalkContext(state.said, asked, focus, options))


def written(state: State, catalogue: Catalogue) -> Written:
    """The case that is written, was filed, or may be, as the edit encoder reads it."""
    draft = state.draft
    if draft is None:
        parts = state.filed_parts if state.filed_code else state.grievances
        return Written(tuple(part.text for part in parts))
    agency = catalogue.agencies.get(draft.agency or "")
    place = "، ".join(dict.fromkeys(filter(None, (draft.city, draft.province))))
    # What is said of a text that was shown as it would be is said of that.
    lines = tuple(part.text for part in draft.proposed or draft.parts)
    return Written(lines, agency.name if agency else "", place)


def told_matter(state: State) -> ToldMatter:
    """What is written of one office, or was filed."""
    if state.draft is not None:
        return ToldMatter(state.draft.agency, state.draft.description)
    if state.filed_code is None:
        return ToldMatter()
    text = "\n".join(part.text for part in state.filed_parts)
    return ToldMatter(state.filed_agency, text, is_filed=True)


def title_of(thing: Thing, catalogue: Catalogue) -> str:
    """What a thing is called."""
    match thing.kind:
        case ThingKind.SERVICE:
            entry = catalogue.by_id.get(thing.id)
            return entry.service.title if entry else ""
        case ThingKind.AGENCY:
            agency = catalogue.agencies.get(thing.id)
            return agency.name if agency else ""
        case ThingKind.LINE:
            line = catalogue.lines.get(thing.id)
            return f"{thing.id} {line.title}" if line else thing.id
        case ThingKind.JOURNEY:
            journey = catalogue.journeys.get(thing.id)
            return journey.title if journey else ""
        case ThingKind.OFFICE:
            return thing.id
        case _:
            return FOCI[thing.kind.value]
