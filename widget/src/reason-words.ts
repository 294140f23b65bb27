/** What a score may come from, as the interface names it; it comes with a score, and not with every visit. */
export const REASONS_FA = {
  ask: "چه چیزی در این امتیاز اثر داشت؟ (اختیاری)",
  names: {
    effectiveness: "نتیجهٔ کار",
    ease: "آسانی",
    speed: "سرعت",
    transparency: "روشن بودن",
    humanity: "احترام",
    employee: "کارمند",
  },
};

export type ReasonWords = typeof REASONS_FA;

export type Reason = keyof ReasonWords["names"];
