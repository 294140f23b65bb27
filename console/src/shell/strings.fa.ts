/** Words around the parts of the console. */
export const s = {
  tabs: { talks: "گفت‌وگوها", cases: "پرونده‌ها", phone: "ثبت تلفنی", upkeep: "نگهداری", outages: "قطعی‌ها", themes: "پرسش‌های باز", record: "دفتر میز", situation: "وضعیت", periods: "دوره‌ها و کارنامه", calls: "تماس‌های قرعه", ready: "پاسخ‌های آماده", accounts: "حساب‌ها", keys: "کلیدها", own: "حساب من" },
  parts: "بخش‌های میز",
  help: "کلیدهای میان‌بر",
  helpShort: "؟",
  close: "بستن",
  needsHand: (count: string) => `${count} کار مانده`,
  everywhere: "همه‌جا",
  refused: "بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.",
} as const;

/** Shortcuts by where they work; the keys are shown as they stand on the keyboard. */
export const shortcuts: { title: string; keys: [string, string][] }[] = [
  {
    title: "همه‌جا",
    keys: [
      ["Alt+1 … Alt+9", "رفتن به بخش‌ها"],
      ["?", "همین فهرست"],
      ["Esc", "بستن یا بازگشت"],
    ],
  },
  {
    title: "گفت‌وگوها",
    keys: [
      ["Alt+N", "گرفتن نفر بعدی"],
      ["Alt+R", "نوشتن پاسخ"],
      ["Alt+S", "جست‌وجوی خدمت"],
      ["Alt+X", "حذف اطلاعات شخصی"],
      ["Enter", "فرستادن پاسخ"],
    ],
  },
  {
    title: "پرونده‌ها",
    keys: [
      ["Alt+S", "جست‌وجو"],
      ["↑ ↓", "رفتن در فهرست"],
      ["Space", "برگزیدن در جدول"],
      ["Alt+N", "پروندهٔ بعدی فهرست"],
      ["Alt+R", "ارجاع"],
      ["Alt+A", "پاسخ دستگاه"],
      ["Alt+Q", "پرسش از شهروند"],
      ["Alt+M", "برگرداندن به میز"],
      ["Alt+Y", "یادداشت"],
      ["Alt+J", "پیوستن به پروندهٔ دیگر"],
      ["Alt+X", "حذف اطلاعات شخصی"],
      ["Ctrl+Enter", "ثبت آنچه نوشته‌اید"],
    ],
  },
  {
    title: "وضعیت",
    keys: [["← ↑ → ↓", "رفتن میان استان‌های نقشه"], ["Enter", "پرونده‌های آن استان"]],
  },
  {
    title: "پرسش‌های باز",
    keys: [
      ["↑ ↓", "رفتن در فهرست"],
      ["Alt+R", "نام موضوع"],
      ["Esc", "بازگشت به فهرست"],
    ],
  },
  {
    title: "ثبت تلفنی",
    keys: [
      ["Alt+S", "نوشتن گفته‌ها"],
      ["Alt+R", "خواندن دوبارهٔ گفته‌ها"],
      ["Ctrl+Enter", "ثبت پرونده"],
      ["Alt+N", "تماس بعدی"],
    ],
  },
];
