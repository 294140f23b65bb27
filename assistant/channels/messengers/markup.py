"""How a messenger writes bold words, codes and links, and what it must not take for them."""

import html
from typing import Protocol
from urllib.parse import quote


class Markup(Protocol):
    """Writes plain words in the messenger's markup; whatever they hold, they stay words."""

    def words(self, text: str) -> str:
        """Plain words."""

    def bold(self, text: str) -> str:
        """Words that stand out."""

    def code(self, text: str) -> str:
        """Something to copy."""

    def link(self, text: str, url: str) -> str:
        """Words that lead to an http(s) address."""


class Plain:
    """No markup at all, for a messenger of plain words, and for what another refused."""

    def words(self, text: str) -> str:
        """As they are."""
        return text

    def bold(self, text: str) -> str:
        """As they are."""
        return text

    def code(self, text: str) -> str:
        """As they are."""
        return text

    def link(self, text: str, url: str) -> str:
        """The words, then the address."""
        return text if text == url else f"{text}: {url}"


class Html:
    """Telegram's HTML style."""

    def words(self, text: str) -> str:
        """The three characters that HTML reads are escaped."""
        return html.escape(text, quote=False)

    def bold(self, text: str) -> str:
        """<b>."""
        return f"<b>{self.words(text)}</b>"

    def code(self, text: str) -> str:
        """<code>: a touch copies it."""
        return f"<code>{self.words(text)}</code>"

    def link(self, text: str, url: str) -> str:
        """<a>."""
        return f'<a href="{html.escape(url)}">{self.words(text)}</a>'


class BaleMarkdown:
    """Bale's Markdown. It has no escape character, so its marks give way to look-alikes."""

    _MARKS = str.maketrans({"*": "∗", "_": "ˍ", "`": "ˋ"})

    def words(self, text: str) -> str:
        """Without marks; `](` would make a link."""
        return text.translate(self._MARKS).replace("](", "] (")

    def bold(self, text: str) -> str:
        """Between stars."""
        return f"*{self.words(text)}*"

    def code(self, text: str) -> str:
        """Bale has no inline code; bold stands out as well."""
        return self.bold(text)

    def link(self, text: str, url: str) -> str:
        """Marks in the address are percent-encoded, which leads to the same page."""
        safe = quote(url, safe="%/:?#[]@!$&'+,;=~-.").replace("_", "%5F")
        return f"[{self.words(text).replace('[', '(').replace(']', ')')}]({safe})"
