"""Whatever is said fits into messages of any messenger, whole, and no word is taken for markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teremok.validation import validate_html

from assistant.channels.messengers import phrases
from assistant.channels.messengers.pages import RIGHT_TO_LEFT, pages, units
from assistant.channels.messengers.profiles import all_profiles
from assistant.channels.messengers.rendering import button_data, rendered
from assistant.channels.messengers.transport import Content, Style, StyledSpan, words
from assistant.replies.cards import service_card
from assistant.replies.schemas import ChoicesReply, Option, ServiceReply, TextReply
from knowledge.catalogue import Catalogue

PROFILES = list(all_profiles().values())
TELEGRAM, BALE = all_profiles()["tg"], all_profiles()["bale"]
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
LONG = st.lists(
    st.sampled_from(["سلام. ", "چطور؟ ", "<b>", "&", "*", "_", "`", "😀", "\n", "و ", "الف‌ب "]),
    max_size=4000,
).map("".join)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.channel)
@given(text=LONG | st.text(st.sampled_from("ا&😀"), min_size=3000, max_size=9000))
def test_every_message_is_short_enough_and_nothing_is_lost(profile, text) -> None:
    messages = pages(Content(words(text)), profile)
    assert all(units(message.text) <= profile.max_units for message in messages)
    assert all(units(message.plain) <= profile.max_units for message in messages)
    kept = "".join(message.plain.replace(RIGHT_TO_LEFT, "") for message in messages)
    assert "".join(kept.split()) == "".join(text.split())


@given(text=ANYTHING)
def test_telegram_takes_no_words_for_markup(text: str) -> None:
    spans = (
        StyledSpan(text),
        StyledSpan(text, Style.BOLD),
        StyledSpan(text, Style.LINK, "https://x.ir/?a=1&b=2"),
    )
    for message in pages(Content((spans,)), TELEGRAM):
        validate_html(message.text)


@given(text=ANYTHING)
def test_bale_takes_no_words_for_markup(text: str) -> None:
    (message, *_) = pages(Content(((StyledSpan(text),),)), BALE)
    assert not re.search(r"[*_`]|\]\(", message.text)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.channel)
def test_every_card_of_the_catalogue_can_be_told(profile, catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        card = service_card(entry)
        messages = pages(rendered(ServiceReply(service=card)), profile)
        said = "\n".join(message.plain for message in messages)
        assert all(part in said for part in (card.title, *card.documents, *card.steps))
        for message in messages:
            if profile is TELEGRAM:
                validate_html(message.text)
            links = set(re.findall(r'https?://[^\s")<]+', message.plain))
            known = {card.portal_url, *(source.address for source in card.sources)}
            text = " ".join(filter(None, [card.summary, *card.documents, *card.steps, card.fee]))
            assert all(any(link in (k or "") for k in known) or link in text for link in links)


def test_a_card_names_its_three_best_sources(catalogue: Catalogue) -> None:
    cards = [service_card(entry) for entry in catalogue.entries]
    card = next(card for card in cards if len(card.sources) > 4)
    (message, *_) = pages(rendered(ServiceReply(service=card)), TELEGRAM)
    assert message.plain.count(f"{phrases.SOURCE}: ") == 3
    assert card.sources[2].address in message.plain


def test_a_long_answer_is_cut_at_the_end_of_a_sentence() -> None:
    text = "این یک جملهٔ ساده است. " * 500
    messages = pages(rendered(TextReply(text=text)), TELEGRAM)
    assert len(messages) > 1
    assert all(message.text.endswith("است.") for message in messages)


def test_buttons_stand_below_the_last_message() -> None:
    reply = ChoicesReply(text="جمله. " * 1500, options=[Option(title="بله", choice="x" * 500)])
    *others, last = pages(rendered(reply), TELEGRAM)
    assert others
    assert all(message.buttons == () for message in others)
    (button,) = last.buttons
    assert len(button.data.encode()) <= TELEGRAM.button_bytes
    assert button.data == button_data("x" * 500)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("سلام", False), ("۱. مدرک", False), ("128", True), ("https://x.ir", True), ("", False)],
)
def test_a_line_is_read_from_the_right(text: str, marked: bool) -> None:
    (message,) = pages(Content(words(f"سلام\n{text}")), TELEGRAM)
    assert message.text.split("\n")[1].startswith(RIGHT_TO_LEFT) is marked
