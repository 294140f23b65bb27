import { d } from "../dates/strings.fa.js";

/** Words of the record of the desk. */
export const r = {
  title: "دفتر میز",
  hint: "هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر و گرفتن خروجی هم ثبت می‌شود.",
  person: "چه کسی",
  everybody: "همه",
  action: "چه کاری",
  anything: "هر کاری",
  since: "از روز",
  until: "تا روز",
  bothDays: "هر دو روز به شمار می‌آید و خالی یعنی بی‌کران.",
  code: "کد رهگیری پرونده",
  show: "نشان بده",
  save: "خروجی CSV",
  saved: "خروجی ذخیره شد. گرفتن آن هم در دفتر آمد.",
  table: "نوشته‌های دفتر",
  when: "کی",
  about: "دربارهٔ",
  caseIs: "پرونده",
  talkIs: "گفت‌وگو",
  none: "نوشته‌ای با این ویژگی‌ها نیست.",
  more: "پیش‌تر",
  faults: {
    since: d.unknown,
    until: d.unknown,
    tracking_code: "این کد رهگیری نیست. هشت نویسه دارد، مانند \u20667KQ2-M9XT\u2069.",
  } as Record<string, string>,
} as const;
