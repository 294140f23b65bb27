"""What a message changes in the description of a case: words put right, taken out, added.

«اسم روستا فتح‌آباده بنویس. ۱۸ میلیون نه، ۲۸. بعد ثبتش کن» gives three orders; only the first one
brings words of its own into the text, and nothing that is said to the assistant does.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue import words
from assistant.dialogue.complaint.swapping import longest_told, put_right, swapped
from assistant.dialogue.decide import ADDS
from assistant.dialogue.state import Draft, Part
from assistant.dialogue.understand import Piece, Understanding
from assistant.language.gazetteer import shared
from assistant.language.repair import repair
from assistant.understanding.reading import PLACE_LABELS

MOST_CHARACTERS = 2000
"""Of a description with all its pieces; a case takes no more."""
_RUN_ON = 18
"""Words from which a sentence is taken to tell several things, as people write without stops."""
_LONGEST_CLAUSE = 8
"""Words of a clause of such a sentence that goes by itself."""
_SHORT = 5
"""Words of a clause that only speaks of a part of the case («محلش هنوز زاهدانه که»)."""
_MOST = 0.6
"""Share of the words of an order that a stretch of the text must have to go by itself."""
_CHANGES = ("edit/replace", "edit/remove")
_MARK = re.compile(r"[،,؛]")


@dataclass(frozen=True)
class Edited:
    """A draft after a message, and the keys of the sentences that say what was done to it."""

    draft: Draft
    said: tuple[str, ...] = ()

    def saying(self, key: str, draft: Draft | None = None) -> "Edited":
        """Likewise, with one more change said."""
        return Edited(draft or self.draft, tuple(dict.fromkeys((*self.said, key))))


def edited(
    draft: Draft, heard: Understanding, turn_id: str | None, settled: Collection[str] = ()
) -> Edited:
    """`draft` after all orders of a message for its text; nothing said where it gives none.

    Short clauses with `settled` names, of a place that was put right already, order nothing more.
    """
    message = heard.reading.masked
    if draft.earlier and words.has("undoes", heard.text):
        return Edited(draft.model_copy(update={"parts": draft.earlier}), ("taken_undone",))
    if text := words.pattern("closers").sub("", words.rewritten(message)).strip(" .،"):
        new = draft.model_copy(update={"parts": (Part(text=text, turn=turn_id),)})
        return Edited(_formal(new, formal=False)).saying("taken_rewritten")
    done, left = Edited(draft), list(heard.pieces or (Piece(message, heard.main, heard.text),))
    left = [one for one in left if not _is_secret(one) and not _is_settled(one, settled)]
    left = [replace(one, text=words.as_swap(one.text)) for one in left]
    while left:
        piece, *left = left
        if left and (right := _over_two(done.draft, piece.text, left[0].text)):
            # «به جای سه ماه، بنویس پنج ماه»: one change that goes over two clauses.
            done, left = done.saying("taken_swapped", right), left[1:]
        else:
            done = _after(done, piece, message, turn_id)
    return done


def _is_settled(piece: Piece, settled: Collection[str]) -> bool:
    is_short = len(piece.text.split()) <= _SHORT + 1
    return is_short and any(name in piece.plain for name in settled)


def _is_secret(piece: Piece) -> bool:
    """«فقط اسم خانومم نیاد» wants a name kept, and no words of the text removed."""
    return piece.command == "amend/secret" and words.has("names_of_people", piece.plain)


def _formal(draft: Draft, *, formal: bool) -> Draft:
    """`draft` with its formal version, or with the citizen's own words."""
    return draft.model_copy(update={"is_formal": formal})


def _over_two(draft: Draft, first: str, second: str) -> Draft | None:
    if any(words.has("removals", repair(one).text) for one in (first, second)):
        return None
    if words.dictated(first) or swapped(draft, first) or swapped(draft, second):
        return None
    return swapped(draft, f"{first}، {second}")


def _after(done: Edited, piece: Piece, message: str, turn_id: str | None) -> Edited:
    """`done` after one more order."""
    draft, plain = done.draft, repair(piece.text).text
    told = words.dictated(piece.text)
    if words.has("closers", piece.text):
        return done
    if told and words.leads_in(piece.text) and not words.has("instead", plain):
        # «اینم بنویس کارمند نبود» puts nothing right, though it says «نبود».
        return _added(done, Part(text=told, turn=turn_id))
    if right := swapped(draft, piece.text):
        return done.saying("taken_swapped", right)
    if words.has("removals", plain) or _keeps_one(plain):
        return _removed(done, piece.text, message)
    if words.has("formal", plain) and piece.command not in ADDS:
        return Edited(_formal(draft, formal=True), done.said)
    told = told or (piece.text if _tells(piece, plain) else "")
    return _added(done, Part(text=told, turn=turn_id)) if told else done


def _added(done: Edited, part: Part) -> Edited:
    more = done.draft.model_copy(update={"parts": (*done.draft.parts, part)})
    if len(more.description) > MOST_CHARACTERS:
        return done.saying("no_room")
    is_more = "taken_added" in done.said and done.draft.parts[-1].turn == part.turn
    return done.saying("taken_added", _joined(more) if is_more else more)


def _tells(piece: Piece, plain: str) -> bool:
    """Whether a clause tells more of what happened, and does not speak of the text itself."""
    of_text = words.has("own_fields", plain) and len(plain.split()) <= _SHORT
    if of_text or any(words.has(name, plain) for name in ("reproaches", "sentences")):
        return False
    own = words.own_words(_without_fields(_placeless(plain)))
    if piece.command in _CHANGES:
        # «بچه‌ها مریض شدن»: what changes nothing in so many words, and names no office, adds.
        changes = words.has("changes", plain.removeprefix("نه "))
        return bool(own) and not changes and not shared().find(plain)
    return piece.command in ADDS and bool(own)


def _placeless(plain: str) -> str:
    for name in reversed(shared().find(plain)):
        if name.label in PLACE_LABELS:
            plain = plain[: name.start] + plain[name.end :]
    return plain


def _without_fields(plain: str) -> str:
    """A clause without words for parts of a case, and for writing them."""
    for name in ("place", "agency", "description"):
        plain = words.pattern("fields", name).sub(" ", plain)
    return words.pattern("lead_ins").sub(" ", plain)


def _joined(draft: Draft) -> Draft:
    """`draft` with its last two parts as one, which a single message brought."""
    *before, first, second = draft.parts
    one = first.model_copy(update={"text": f"{first.text}، {second.text}"})
    return draft.model_copy(update={"parts": (*before, one)})


def _removed(done: Edited, clause: str, message: str) -> Edited:
    """Without what an order names: words, a sentence, the first or the last one."""
    for told in (clause, message):
        less = without(done.draft, told)
        if less is not None:
            return done.saying("not_the_whole" if less == done.draft else "taken_removed", less)
    return done.saying("no_such_part")


def without(draft: Draft, order: str) -> Draft | None:
    """`draft` without what an order to remove names; None when it has none such.

    It stays as it is where the order names a little of a run-on sentence: the rest would be lost.
    """
    plain = repair(order).text
    found = words.pattern("removals").search(plain)
    before, behind = (plain[: found.start()], plain[found.end() :]) if found else ("", "")
    named = _told(before) or _told(" ".join(behind.split()[:_SHORT])) or _told(plain)
    units = [(n, unit) for n, part in enumerate(draft.parts) for unit in words.sentences(part.text)]
    if not units:
        return None
    run = longest_told(draft, order)
    is_whole = run is not None and (len(run[1].split()) > 1 or len(named) == 1)
    if run and is_whole and not words.has("sentences", plain) and _has_most(run[1], named):
        return _cut(draft, *run)
    number, unit = max(units, key=lambda place: len(named & _told(place[1])))
    if not named or 2 * len(named & _told(unit)) < len(named):
        return _by_place(draft, units, plain)
    if len(unit.split()) < _RUN_ON:
        return _cut(draft, number, unit)
    clause = _clause_of(unit, named)
    return _cut(draft, number, clause) if len(clause.split()) <= _LONGEST_CLAUSE else draft


def _told(text: str) -> frozenset[str]:
    """The words of a text but those that only point to it («اون جمله رو»)."""
    return words.all_words(words.pattern("marks").sub(" ", repair(text).text))


def _has_most(text: str, named: frozenset[str]) -> bool:
    return len(named & _told(text)) >= _MOST * len(named)


def _by_place(draft: Draft, units: Sequence[tuple[int, str]], plain: str) -> Draft | None:
    """«خط آخر», «اولی», «فقط آخری بماند»; the last one where a sentence is only pointed to."""
    is_first, is_last = (words.has(name, plain) for name in ("first_ones", "last_ones"))
    if _keeps_one(plain):
        number, unit = units[0 if is_first and not is_last else -1]
        part = draft.parts[number].model_copy(update={"text": unit})
        return draft.model_copy(update={"parts": (part,)})
    if not (is_first or is_last or words.has("sentences", plain)):
        return None
    number, unit = units[0 if is_first and not is_last else -1]
    return _cut(draft, number, unit)


def _keeps_one(plain: str) -> bool:
    """«فقط آخری بمونه», «به جز اولی بقیه رو حذف کن»."""
    is_one = words.has("first_ones", plain) or words.has("last_ones", plain)
    return is_one and words.has("keeps", plain)


def _clause_of(sentence: str, named: frozenset[str]) -> str:
    """The clause of a run-on sentence that has most of the words."""
    marked = words.pattern("joints").sub(lambda found: f"،{found[0]}", sentence)
    clauses = [clause.strip() for clause in _MARK.split(marked) if clause.strip()]
    return max(clauses, key=lambda clause: len(named & _told(clause)))


def _cut(draft: Draft, number: int, text: str) -> Draft:
    """`draft` without a stretch of one of its parts."""
    if draft.description.strip(" .") == text.strip(" ."):
        # Nothing would be left to tell.
        return draft
    start = draft.parts[number].text.index(text)
    less = put_right(draft, number, text, start, "")
    parts = [_tidied(part) for part in less.parts]
    return less.model_copy(update={"parts": tuple(part for part in parts if part.text)})


def _tidied(part: Part) -> Part:
    """A part without the blanks and stops that a removal leaves."""
    text = re.sub(r"[،,؛]\s*(?=[.،,!؟?؛])", "", part.text)
    text = re.sub(r"(?<=[.!؟?])\s+[.،,؛!؟?]+", "", text)
    text = re.sub(r"[^\S\n]+(?=[،,.\s])", "", text)
    text = re.sub(r"(?m)^[\s.،,؛!؟?]+|(?:[^\S\n]|[،,؛])+$", "", text).rstrip()
    return part.model_copy(update={"text": text})
