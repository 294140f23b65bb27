/** Words on the receipt of a case; they load with the receipt, not with every visit. */
export const RECEIPT_FA = {
  title: "رسید درخواست",
  how: "برای پیگیری، در این نشانی «پیگیری پرونده» را بزنید و کد و رمز را بنویسید:",
  keep: "هر که این کد و رمز را داشته باشد پرونده را می‌بیند؛ رسید را جای امنی نگه دارید.",
};

export type ReceiptWords = typeof RECEIPT_FA;
