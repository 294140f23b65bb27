import { beside } from "./beside.js";
import { speak, type Strings } from "./strings/index.js";

/** Takes a language of the interface into use. Persian is built in; any other stands in a file of its own. */
export async function speakIn(code: string): Promise<void> {
  if (code === "fa" || !/^[a-z]{2,3}$/.test(code)) return speak();
  const { words } = (await import(/* @vite-ignore */ beside(`lang/${code}.js`))) as { words: Strings };
  speak(words);
}
