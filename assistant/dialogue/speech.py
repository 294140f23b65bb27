"""An answer in the making: what is said, and the state that it leads to."""

from collections.abc import Sequence

from assistant.citizens.sessions import Citizen
from assistant.dialogue import sentences
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked
from assistant.language.digits import persian_digits
from assistant.replies.cards import service_card
from assistant.replies.schemas import (
    ChoicesReply,
    LineReply,
    Option,
    Reply,
    ServiceReply,
    ServicesReply,
    TextReply,
    TextRow,
    words_of,
)
from knowledge.catalogue import Entry
from knowledge.schema import Line

Button = tuple[str, str]
"""What a button says, and the choice behind it."""
HUMAN: Button = ("صحبت با کارشناس", "human")
COMPLAIN: Button = ("ثبت شکایت ۱۲۸", "complain")
ASK: Button = ("خدمتی می‌خواهم", "ask")
TRACK: Button = ("پیگیری پرونده", "track")
CANCEL: Button = ("انصراف", "cancel")
NONE: Button = ("هیچ‌کدام", "none")


class Speech:
    """Collects replies; `state` is what will be remembered, and changes by its transitions.

    `is_refused` when the citizen said no to the summary, and nothing else; `citizen` is who is
    signed in, if anybody is.
    """

    def __init__(self, state: State, citizen: Citizen | None = None) -> None:
        self.state = state.asking(None) if state.draft is None else state
        self.replies: list[Reply] = []
        self.is_refused, self.citizen = False, citizen
        self._wordings = dict(state.wordings)

    def wording(self, key: str, **values: str) -> str:
        """The next wording of a situation; none comes again before all others were used."""
        texts = sentences.wordings(key)
        used = self._wordings.get(key, 0)
        if len(texts) > 1:
            self._wordings[key] = used + 1
        return texts[used % len(texts)].format(**values)

    def say(self, key: str, **values: str) -> None:
        """Say one sentence, by its situation."""
        self.text(self.wording(key, **values))

    def text(self, text: str) -> None:
        """Say words that are put together elsewhere."""
        self.replies.append(TextReply(text=text))

    def ask(self, text: str, buttons: Sequence[Button], asked: Asked | None = None) -> None:
        """Ask with buttons, and remember what is open now."""
        options = [Option(title=title, choice=choice) for title, choice in buttons]
        self.replies.append(ChoicesReply(text=text, options=options))
        if asked:
            self.state = self.state.asking(asked)

    def prefilled(self, text: str) -> None:
        """The last question is about a text that the citizen may change."""
        last = self.replies[-1]
        assert isinstance(last, ChoicesReply)
        self.replies[-1] = last.model_copy(update={"draft": text})

    def tabled(self, rows: Sequence[TextRow]) -> None:
        """Lines of the last question can be shown as a table."""
        last = self.replies[-1]
        assert isinstance(last, ChoicesReply)
        self.replies[-1] = last.model_copy(update={"rows": list(rows)})

    def beside(self, *buttons: Button) -> None:
        """More buttons under the question that was asked last."""
        last = self.replies[-1]
        assert isinstance(last, ChoicesReply)
        more = [Option(title=title, choice=choice) for title, choice in buttons]
        self.replies[-1] = last.model_copy(update={"options": [*last.options, *more]})

    def button(self, button: Button) -> None:
        """A button under what was said last, beside those that are there."""
        last = self.replies[-1] if self.replies else None
        if isinstance(last, ChoicesReply):
            self.beside(button)
        elif isinstance(last, TextReply):
            self.replies.pop()
            self.ask(last.text, [button])
        else:
            self.ask(sentences.sentence("or_button"), [button])

    def add(self, reply: Reply) -> None:
        """Add a reply of any kind."""
        self.replies.append(reply)

    def card(self, entry: Entry) -> None:
        """Show the card of a service."""
        self.replies.append(ServiceReply(service=service_card(entry)))

    def cards(self, entries: Sequence[Entry]) -> None:
        """Show the cards of several services."""
        self.replies.append(ServicesReply(services=[service_card(entry) for entry in entries]))

    def line(self, line: Line) -> None:
        """Show a line."""
        self.replies.append(line_reply(line))

    def finished(self) -> State:
        """The state to keep, with the beginning of what was said."""
        said = " ".join(filter(None, map(words_of, self.replies)))
        last = self.replies[-1] if self.replies else None
        options = last.options if isinstance(last, ChoicesReply) else []
        state = self.state.having_offered(tuple((one.title, one.choice) for one in options))
        return state.having_said(" ".join(said.split()[:40]), self._wordings)


def line_reply(line: Line) -> LineReply:
    """A line as it is shown to citizens."""
    return LineReply(number=line.number, title=line.title, reason=line.use_for)


def numbered(lines: Sequence[str]) -> str:
    """Lines as a numbered list."""
    return "\n".join(f"{persian_digits(n)}. {line}" for n, line in enumerate(lines, 1))


def bulleted(lines: Sequence[str]) -> str:
    """Lines as a list without an order."""
    return "\n".join(f"• {line}" for line in lines)
