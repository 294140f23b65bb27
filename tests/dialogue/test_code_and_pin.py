"""A code and its pin alone, as the assistant itself asks for them, are read for every case."""

import hypothesis.strategies as st
from hypothesis import example, given

from assistant.cases.codes import ALPHABET, LENGTH, _check
from assistant.conversation.messages import HIDDEN_PIN, cleaned, safe_to_keep
from assistant.dialogue.complaint.filing import tracking_codes
from assistant.language.gazetteer import shared

DIGITS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
SIZES = (LENGTH, 4, 2)

bodies = st.one_of(
    st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1),
    st.text("23456789", min_size=LENGTH - 1, max_size=LENGTH - 1),
    st.text([c for c in ALPHABET if c.isalpha()], min_size=LENGTH - 1, max_size=LENGTH - 1),
)
codes = bodies.map(lambda body: body + _check(body))
pins = st.integers(0, 999_999).map(lambda number: f"{number:06d}")


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str, str]:
    """Code, pin, and both as somebody types them."""
    code, pin = draw(codes), draw(pins)
    size, sign = draw(st.sampled_from(SIZES)), draw(st.sampled_from(" -"))
    shown = sign.join(code[i : i + size] for i in range(0, LENGTH, size))
    shown = shown.lower() if draw(st.booleans()) else shown
    pair = [shown, pin] if draw(st.booleans()) else [pin, shown]
    text = draw(st.sampled_from((" ", "  ", "\n", "، ", " - "))).join(pair)
    return code, pin, text.translate(str.maketrans(DIGITS[0], draw(st.sampled_from(DIGITS))))


@given(typed())
@example(("DKZFBJED", "841235", "DKZFBJED 841235"))
@example(("MMP4MDG8", "140891", "MMP4-MDG8 ۱۴۰۸۹۱"))
def test_a_bare_code_with_its_pin_is_read(told: tuple[str, str, str]) -> None:
    code, pin, text = told
    kept = safe_to_keep(cleaned(text))
    assert pin not in kept.translate({ord(p): w for p, w in zip(DIGITS[1], DIGITS[0], strict=True)})
    assert HIDDEN_PIN in kept
    assert code in shared().understand(kept).tracking_codes
    assert code in tracking_codes(cleaned(text))
