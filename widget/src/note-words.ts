/** Words beside a voice note that is being recorded; they load with the recorder, not with every visit. */
export const NOTE_FA = {
  how: "ضبط آغاز شد؛ صحبت کنید. تا پنج دقیقه می‌شود، و پیش از فرستادن می‌توانید بشنوید.",
  stop: "پایان ضبط",
  ready: "ضبط شد. اگر خواستید بشنوید؛ تا نفرستید به پرونده نمی‌رود.",
  play: "شنیدن",
  halt: "توقف",
  discard: "دور انداختن",
  mute: "در این مرورگر پخش نشد؛ می‌توانید همین‌طور بفرستید یا دور بیندازید.",
};

export type NoteWords = typeof NOTE_FA;
