/** Saves `text` as a text file; the mark at its start lets every editor know that it is UTF-8. */
export function saveText(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}\n`], { type: "text/plain" }));
  link.download = `${name}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** An address with Persian letters in it, which would fall apart among words from right to left. */
const ADDRESSES = /https?:\S+/g;

/** Prints `text` alone: while its element is in the page, `page.css` prints nothing else. */
export function printText(text: string, direction: string): void {
  const paper = document.createElement("dastyar-paper");
  paper.dir = direction;
  paper.textContent = text.replace(ADDRESSES, "\u2066$&\u2069");
  document.body.append(paper);
  addEventListener("afterprint", () => paper.remove(), { once: true });
  print();
}
