/** Words beside files that came with an answer; they load with the files, not with every visit. */
export const SENT_FA = {
  count: (count: string) => `همراه آن: ${count} فایل`,
  get: "دریافت",
  kinds: { image: "عکس", document: "سند پی‌دی‌اف", voice: "صدا" },
  kilobytes: (count: string) => `${count} کیلوبایت`,
  saved: "فایل روی گوشی یا رایانهٔ شما ذخیره شد.",
};

export type SentWords = typeof SENT_FA;
