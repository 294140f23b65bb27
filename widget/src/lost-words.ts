/** Words for a citizen who has lost the pin of a case; they load with that page, not with every visit. */
export const LOST_FA = {
  how: "اگر پرونده شمارهٔ همراه شما را داشته باشد، کدی به آن پیامک می‌کنیم و رمز تازه‌ای برایتان می‌سازیم. رمز پیشین از کار می‌افتد.",
  send: "کد را بفرست",
  sent: "اگر این کد رهگیری درست باشد و پرونده شمارهٔ همراه داشته باشد، تا چند لحظهٔ دیگر کدی شش‌رقمی می‌رسد. این کد ده دقیقه کار می‌کند.",
  code: "کدی که پیامک شد",
  codeShort: "کد رهگیری هشت حرف و رقم دارد.",
  smsShort: "کد شش رقم دارد.",
  see: "دیدن پرونده",
};

export type LostWords = typeof LOST_FA;
