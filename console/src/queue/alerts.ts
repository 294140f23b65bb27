import { fa } from "../spans.js";
import { t } from "../strings.fa.js";
import { q } from "./strings.fa.js";

const KEPT_AS = "dastyar-desk-sound";
/** A citizen who comes is heard as two tones; words in a conversation in hand as one. */
const TONES = { citizen: [660, 880], words: [520] } as const;
const TONE_S = 0.16;
/** Many may come at once: one call for all of them. */
const QUIET_MS = 2_000;

/** Calls the operator: by sound, in the title, by a badge on the icon and by a notification of the browser. */
export class Alerts {
  isMuted = localStorage.getItem(KEPT_AS) === "off";

  #audio: AudioContext | undefined;
  #calledAt = 0;

  /** While the operator rests nothing calls. */
  constructor(private readonly isResting: () => boolean, private readonly changed: () => void) {}

  mute(isMuted: boolean): void {
    this.isMuted = isMuted;
    localStorage.setItem(KEPT_AS, isMuted ? "off" : "on");
    if (!isMuted) this.#sound("words");
    this.changed();
  }

  /** Whether the browser may be asked for notifications, has agreed, or will not. */
  get notifying(): NotificationPermission | "unknown" {
    return "Notification" in globalThis ? Notification.permission : "unknown";
  }

  async askToNotify(): Promise<void> {
    await Notification.requestPermission();
    this.changed();
  }

  /** The number of waiting citizens: the title shows it where no tab is open, the badge where no window is. */
  waiting(count: number): void {
    document.title = count ? `(${fa(count)}) ${t.title}` : t.title;
    const shown = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    void shown?.catch(() => undefined); // a browser without an installed page has no badge
  }

  /** Citizens have come; `words` are of the one that came last. */
  came(count: number, words: string): void {
    this.#call("citizen", count > 1 ? q.calls(fa(count)) : q.callsOne, words);
  }

  /** A citizen wrote in a conversation in hand that is not before the operator's eyes. */
  wrote(words: string): void {
    this.#call("words", q.wrote, words);
  }

  #call(kind: keyof typeof TONES, title: string, words: string): void {
    if (this.isResting() || Date.now() - this.#calledAt < QUIET_MS) return;
    this.#calledAt = Date.now();
    if (!this.isMuted) this.#sound(kind);
    if (document.hidden && this.notifying === "granted") this.#notify(title, words);
  }

  #notify(title: string, words: string): void {
    const shown = new Notification(title, { body: words, tag: "dastyar-desk", dir: "rtl", lang: "fa" });
    shown.onclick = () => {
      focus();
      shown.close();
    };
  }

  /** Made here and not loaded. A browser plays nothing before the first click or key, and would warn of it. */
  #sound(kind: keyof typeof TONES): void {
    if (!("AudioContext" in globalThis) || !navigator.userActivation?.hasBeenActive) return;
    const audio = (this.#audio ??= new AudioContext());
    void audio.resume().catch(() => undefined);
    TONES[kind].forEach((pitch, place) => tone(audio, pitch, audio.currentTime + place * TONE_S));
  }
}

function tone(audio: AudioContext, pitch: number, at: number): void {
  const [source, volume] = [audio.createOscillator(), audio.createGain()];
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_S);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + TONE_S);
}
