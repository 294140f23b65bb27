"""The aspects of a service: by what citizens ask for what is known of it.

Each field of `Facts` has a row beside it, which says how the aspect is asked for, read, told and
shown. The page of a service, its card, the dialogue and the labels of talks follow from these rows.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Annotated, Literal

from knowledge.items import Item, Strict

Telling = Literal["sentence", "named", "item"]
"""A fact is a sentence by itself; or wants the aspect's name in front; or is one item of a list."""


@dataclass(frozen=True)
class Aspect:
    """What there is to know of an aspect.

    `heading` stands over its facts on the page of a service, where it comes by its `place`; those
    of one place stand as in `Facts`. `read_as` is how the encoder knows it, and `whole` how it
    knows the whole list, for what is also told as one: no citizen reads these, and a change asks
    for a new training. Messages ask for it as `asked_as`, if not under its own name, or never
    unless it `is_asked`; its facts may also answer what is asked `like` it.
    """

    heading: str
    read_as: str
    _: KW_ONLY
    telling: Telling = "sentence"
    whole: str = ""
    place: int = 5
    is_asked: bool = True
    asked_as: str = ""
    like: tuple[str, ...] = ()


Items = tuple[Item, ...]


class Facts(Strict):
    """What is known of a service, by what citizens ask for; each in the order of telling."""

    eligibility: Annotated[
        Items,
        Aspect("شرط‌ها", "شرایط", telling="item", place=2, is_asked=False, like=("who", "what")),
    ] = ()
    documents: Annotated[
        Items, Aspect("مدارک", "مدارک", telling="item", whole="فهرست همه مدارک لازم", place=1)
    ] = ()
    steps: Annotated[
        Items,
        Aspect("مراحل", "مراحل", telling="item", whole="فهرست همه مراحل از اول تا آخر", place=1),
    ] = ()
    fee: Annotated[Items, Aspect("هزینه", "هزینه", telling="named", place=3)] = ()
    duration: Annotated[
        Items, Aspect("چقدر طول می‌کشد؟", "زمان انجام", telling="named", place=3)
    ] = ()
    deadline: Annotated[Items, Aspect("مهلت", "مهلت", place=3)] = ()
    where: Annotated[Items, Aspect("کجا؟", "کجا")] = ()
    who: Annotated[Items, Aspect("چه کسی می‌تواند؟", "چه کسی", place=2)] = ()
    online: Annotated[Items, Aspect("اینترنتی", "اینترنتی", place=4)] = ()
    benefit: Annotated[Items, Aspect("مبلغ و مزایا", "مبلغ و مزایا")] = ()
    validity: Annotated[Items, Aspect("اعتبار", "اعتبار")] = ()
    after: Annotated[Items, Aspect("بعد از آن", "بعد از آن")] = ()
    if_refused: Annotated[Items, Aspect("اگر رد شد", "اگر رد شد", asked_as="refused")] = ()
    contact: Annotated[Items, Aspect("تماس", "تماس")] = ()

    def of(self, aspect: str) -> Items:
        """The items of an aspect, without those that are outdated."""
        items: Items = getattr(self, aspect)
        return tuple(item for item in items if not item.outdated)

    def lines(self, aspect: str) -> tuple[str, ...]:
        """The lines that citizens read about an aspect."""
        return tuple(line for item in self.of(aspect) for line in item.lines)


SUMMARY = "what"
"""The aspect of the sentences of a summary; a question that no other aspect fits asks for it."""
_OF_SUMMARY = Aspect("", "توضیح", like=("benefit", "validity", "after", "who"))


def _row(name: str) -> Aspect:
    (row,) = (one for one in Facts.model_fields[name].metadata if isinstance(one, Aspect))
    return row


IN_CATALOGUE: Mapping[str, Aspect] = {name: _row(name) for name in Facts.model_fields}
"""By the names in the catalogue, in the order of telling."""
IN_QUESTIONS: Mapping[str, Aspect] = {
    **{row.asked_as or name: row for name, row in IN_CATALOGUE.items()},
    SUMMARY: _OF_SUMMARY,
}
"""By the names that questions and single facts use."""
ASPECTS = tuple(IN_CATALOGUE)
BY_PLACE = tuple(sorted(IN_CATALOGUE.items(), key=lambda pair: pair[1].place))
"""The same rows in the order of a service's page."""
ASKED = tuple(name for name, row in IN_QUESTIONS.items() if row.is_asked)
"""What a message may ask for, by name."""
