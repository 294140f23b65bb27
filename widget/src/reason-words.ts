/** Reasons for a score, as the interface names them; they load with a score, not with every visit. */
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
