import { printText, saveText } from "./paper.js";
import { RECEIPT_FA } from "./receipt-words.js";
import type { Strings } from "./strings/index.js";

/** The ways to keep a receipt. */
export type Keeping = "print" | "save" | "share";

/** Keeps the facts that prove and open a case; the first fact names the file. A citizen who cancels sharing has done nothing. */
export function keepReceipt(how: Keeping, facts: readonly [name: string, value: string][], t: Strings): void {
  const words = t.receipt ?? RECEIPT_FA;
  const { origin, pathname } = location;
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  const text = [words.title, lines.join("\n"), `${words.how}\n${origin}${pathname}`, words.keep].join("\n\n");
  if (how === "print") printText(text, t.direction);
  else if (how === "save") saveText(`${words.title} ${facts[0]?.[1]}`, text);
  else void navigator.share({ title: words.title, text }).catch(() => undefined);
}
