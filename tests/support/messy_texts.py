"""Texts of any kind, and such as citizens type, for property tests of the repair."""

from hypothesis import strategies as st

LETTERS = "ءئآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكةأإؤۀ"
MESSY = LETTERS + "\u200c\u200c  \u0640\u064b\u0651۰۱۲۳٤٥٦789.,:/-؟!،«»()abkmst@#ﷺﻻ\n"
SAMPLE = """
می نمی ها های هایی تر ترین ام ات اش مان مو شو رو تو و ی ای خانه ه خوام میخوام نمیدن کارت ملیم ب ک
شناسنامم پاسپورتمو هزینه‌ش گواهی نامه ثبت نام به که از این اون همه چی یه بدم بده کردن دزدیدن را
سلاااام kart meli sghl mikham 0912 ۱۲۳ IR SH-140301 a@b.ir https://x.ir/ب [کد ملی] ؟ . ، تاییده
اذدواج ازکجا سوپیشینه بچه‌ها کتابای بابام میاد می‌آید می‌ان چیه اینکه اینارو در بر باز می‌گردد
"""
WORDS = SAMPLE.split()
texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MESSY, max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("\u200c".join),
)
