/** What stands between the summary of a case and its buttons; it comes with the first summary, and not with every visit. */
export const ALONG_FA = {
  files: "مدرک یا عکس دارید؟",
  kept: "عکس، سند پی‌دی‌اف یا صدا. تا یک روز همین‌جا نگه داشته می‌شود و با ثبت به پرونده می‌پیوندد؛ دستگاه هم می‌بیند.",
  kilobytes: (count: string) => `${count} کیلوبایت`,
  megabytes: (count: string) => `${count} مگابایت`,
  file: { image: "عکس", document: "سند", voice: "صدا" },
  away: "برداشتن",
  awayOf: (name: string) => `برداشتن ${name}`,
  again: "دوباره بفرست",
  here: (name: string) => `${name} رسید و نگه داشته شد`,
  gone: (name: string) => `${name} برداشته شد`,
  coming: "یک فایل هنوز در راه است. چند لحظه صبر کنید، یا آن را بردارید.",
  missing: "یک فایل نرسیده است. آن را دوباره بفرستید یا بردارید.",
  who: "ناشناس ثبت شود یا با نام و شماره؟",
  anonymous: "ناشناس",
  anonymousWhat: "نام و شماره‌ای از شما نمی‌ماند و پرونده فقط با کد و رمز باز می‌شود.",
  named: "با نام یا شمارهٔ همراه من",
  namedWhat: "رمزشده نزد کارشناسان ۱۲۸ می‌ماند. دستگاه آن را نمی‌بیند، مگر خودتان اجازه بدهید.",
  mobile: "شمارهٔ همراه (اختیاری)",
  mobileText: "خبر پرونده را پیامک می‌کنیم، و اگر رمز را گم کنید با این شماره رمز تازه می‌گیرید.",
  mobileCall: "اگر کارشناس ۱۲۸ پرسشی داشت، با این شماره تماس می‌گیرد.",
  mobileWrong: "شمارهٔ همراه با ۰۹ آغاز می‌شود و یازده رقم دارد.",
  name: "نام و نام خانوادگی (اختیاری)",
  nameWhat: "تا کارشناس ۱۲۸ شما را به نام بشناسد.",
  neither: "شماره یا نام را بنویسید، یا «ناشناس» را برگزینید.",
};

export type AlongWords = typeof ALONG_FA;
