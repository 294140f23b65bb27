"""A code and its pin alone, as the assistant itself asks for them, are read for every case."""

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from assistant.cases.codes import ALPHABET, LENGTH, _check, codes_in, normal_pin, pins_in
from assistant.conversation.messages import HIDDEN_PIN, cleaned, safe_to_keep
from assistant.language.gazetteer import shared
from assistant.understanding.reading import Reader

DIGITS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
SIZES = (LENGTH, 4, 2)

bodies = st.one_of(
    st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1),
    st.text("23456789", min_size=LENGTH - 1, max_size=LENGTH - 1),
    st.text([c for c in ALPHABET if c.isalpha()], min_size=LENGTH - 1, max_size=LENGTH - 1),
)
codes = bodies.map(lambda body: body + _check(body))
pins = st.sampled_from((6, 12)).flatmap(
    lambda size: st.text(DIGITS[0], min_size=size, max_size=size)
)


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str, str]:
    """Code, pin, and both as somebody types them."""
    code, pin = draw(codes), draw(pins)
    size, sign = draw(st.sampled_from(SIZES)), draw(st.sampled_from(" -"))
    shown = sign.join(code[i : i + size] for i in range(0, LENGTH, size))
    shown = shown.lower() if draw(st.booleans()) else shown
    size, sign = draw(st.sampled_from((len(pin), 3))), draw(st.sampled_from(" -"))
    groups = sign.join(pin[i : i + size] for i in range(0, len(pin), size))
    pair = [shown, groups] if draw(st.booleans()) else [groups, shown]
    text = draw(st.sampled_from((" ", "  ", "\n", "، ", " - "))).join(pair)
    return code, pin, text.translate(str.maketrans(DIGITS[0], draw(st.sampled_from(DIGITS))))


@given(typed())
@example(("DKZFBJED", "841235", "DKZFBJED 841235"))
@example(("MMP4MDG8", "140891", "MMP4-MDG8 ۱۴۰۸۹۱"))
def test_a_bare_code_with_its_pin_is_read(told: tuple[str, str, str]) -> None:
    code, pin, text = told
    kept = safe_to_keep(cleaned(text))
    (place,) = pins_in(cleaned(text))
    assert normal_pin(cleaned(text)[place]) == pin.encode()
    assert normal_pin(pin) not in normal_pin(kept)
    assert HIDDEN_PIN in kept
    assert code in shared().understand(kept).tracking_codes
    assert code in codes_in(cleaned(text))


@given(codes, pins, st.sampled_from(("کد {} رمز {}", "رمزش {1} و کدش {0} است", "{} هست، {}")))
def test_among_words_the_pin_is_read_and_hidden(code: str, pin: str, sentence: str) -> None:
    for size in (len(pin), 3):
        text = sentence.format(code, " ".join(pin[i : i + size] for i in range(0, len(pin), size)))
        assert codes_in(text) == [code]
        assert pin.encode() in [normal_pin(text[place]) for place in pins_in(text)]
        assert normal_pin(pin) not in normal_pin(safe_to_keep(text).replace(code, ""))


def test_the_pin_is_hidden_though_its_code_looks_like_a_name() -> None:
    kept = safe_to_keep("FATCMTMN هست، 000000000000")
    assert "000000000000" not in kept
    assert HIDDEN_PIN in kept


@pytest.mark.parametrize("code", ["RBQNWVVV", "ZFEYHTTE", "SSKSHAGH"])
def test_a_code_that_repair_would_change_is_read_as_typed(reader: Reader, code: str) -> None:
    """Three equal letters look like a slip of the key, and others like Finglish."""
    kept = safe_to_keep(f"{code} 384761928374")
    assert reader.read(kept).mentions.tracking_codes == (code,)
