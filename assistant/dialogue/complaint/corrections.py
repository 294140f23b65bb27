"""What a message gives anew of a case that is written: another agency, or another place."""

from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.complaint.reading import Given, agencies_against, agency_names, names_field
from assistant.dialogue.draft import Draft
from assistant.dialogue.understood import Understanding


def of_same_agency(draft: Draft, heard: Understanding) -> str | None:
    """Another name of the draft's agency («بانک مرکزی نه، بانک ملی»), which the text has not."""
    names = [name for name in agency_names(heard) if name not in draft.description]
    return names[-1] if names else None


def other_agency(draft: Draft, heard: Understanding) -> str | None:
    """The one agency that a message names beside the draft's («پیشخوان نبود، پلیس ده بوده»).

    Of 27 messages of six writers that name one and change no word of the text, 19 mean it; the
    others put nothing right at all.
    """
    others = {name for name in heard.reading.mentions.agency_ids if name != draft.agency}
    return others.pop() if len(others) == 1 else None


def puts_right(given: Given, draft: Draft, heard: Understanding) -> Given:
    """What a message gives anew of what is written already, and what is open.

    «شهرش قم است», «قم» alone and «تهران نه، قم» do; a story in which Qom comes does not.
    """
    has_place = draft.has_place and not _gives_anew("place", draft, heard)
    has_agency = draft.agency is not None and not _gives_anew("agency", draft, heard)
    return replace(
        given,
        place=None if has_place else given.place,
        agency=None if has_agency else given.agency,
    )


def _gives_anew(field: str, draft: Draft, heard: Understanding) -> bool:
    if field == "agency" and _complained_of_other(draft, heard):
        return True
    tells = heard.edits is not None and any(heard.edits.tells_more)
    # «اشتباه شد بهزیستی کوهدشت بود. یه سالم هست …» puts the town right, and tells more.
    corrects = field == "place" and words.has("corrections", heard.text)
    return not tells or corrects or names_field(field, draft, heard)


def _complained_of_other(draft: Draft, heard: Understanding) -> bool:
    """«شکایتم از بیمه سلامته»: whom the case is against, whatever else is told."""
    return any(one != draft.agency for one in agencies_against(heard.reading))
