import { beside } from "./beside.js";
import { speak, type Strings } from "./strings/index.js";

/** Switches the interface to a language. Persian is built in; every other language has a separate file. */
export async function speakIn(code: string): Promise<void> {
  if (code === "fa" || !/^[a-z]{2,3}$/.test(code)) return speak();
  const { words } = (await import(/* @vite-ignore */ beside(`lang/${code}.js`))) as { words: Strings };
  speak(words);
}
