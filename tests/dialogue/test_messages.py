"""How a text is made safe before anything keeps it or passes it on."""

from hypothesis import example, given
from hypothesis import strategies as st
from support.samples import MOBILE

from assistant.conversation import choices
from assistant.conversation.messages import HIDDEN_PIN, Message, cleaned, safe_to_keep
from assistant.replies.schemas import ChoicesReply, Option

commands = st.text(alphabet="/ \t\n\r\x00\x0b\x1c\u00a0\u2028", max_size=8).map(
    lambda start: f'{start}/affirm{{"form_command":"confirm"}}'
)


@given(commands)
@example("/ /affirm")
def test_no_text_is_ever_a_command(text: str) -> None:
    assert not cleaned(text).startswith("/")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\x00" not in once


def test_cleaning_leaves_words_and_joiners_alone() -> None:
    assert cleaned("  می‌خواهم 1/2 سهم را\nبفروشم ") == "می‌خواهم 1/2 سهم را\nبفروشم"


def test_a_pin_beside_a_tracking_code_is_hidden() -> None:
    for code in ("7K4MZ2QX", "7k4m-z2qx", "7K4M Z2QX", "۷K۴M-Z۲QX"):
        kept = safe_to_keep(f"کد {code} و رمز ۱۲۳۴۵۶ است")
        assert HIDDEN_PIN in kept
        assert "۱۲۳۴۵۶" not in kept


def test_six_digits_without_a_code_are_only_a_number() -> None:
    assert safe_to_keep("قبض من ۱۲۳۴۵۶ تومان شد") == "قبض من ۱۲۳۴۵۶ تومان شد"


def test_a_number_is_a_pin_while_one_is_waited_for() -> None:
    for pin in ("۱۲۳۴۵۶", "123-456", "۱۲۳۴۵۶۷۸۹۰۱۲", "123 456 789 012"):
        assert safe_to_keep(f"رمزم {pin} بود", is_after_code=True) == f"رمزم {HIDDEN_PIN} بود"


def test_personal_data_is_masked_before_it_is_kept() -> None:
    assert MOBILE not in safe_to_keep(f"شماره من {MOBILE} است")


@given(st.text(), st.text())
def test_messages_differ_in_their_fingerprint(first: str, second: str) -> None:
    fingerprints = {
        Message(text=first).fingerprint,
        Message(choice=first).fingerprint,
        Message(text=second).fingerprint,
    }
    assert len(fingerprints) == (2 if first == second else 3)


def test_the_oldest_buttons_are_forgotten_first() -> None:
    shown: dict[str, str] = {}
    for number in range(choices.MAX_REMEMBERED + 5):
        option = Option(title=f"دکمهٔ {number}", choice=f"service:{number}")
        reply = ChoicesReply(text="کدام؟", options=[option])
        shown = choices.remembered(shown, choices.shown_in([reply]))
    assert len(shown) == choices.MAX_REMEMBERED
    assert "service:4" not in shown
    assert "service:5" in shown
