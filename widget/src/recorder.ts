import { Dialog, text } from "./dialog.js";
import { NOTE_FA, type NoteWords } from "./note-words.js";
import { Player } from "./player.js";
import type { Strings } from "./strings/index.js";

/** The longest note; nobody talks longer, but somebody may forget. */
const LONGEST_MS = 300_000;
/** So often the clock is set; every second is then seen once. */
const TICK_MS = 200;

/** The receiver of a voice note. */
export interface Listener {
  /** It is no longer wanted: the citizen has gone elsewhere while the browser asked for the microphone. */
  isGone(): boolean;
  /** Takes a note that is to be sent. */
  take(note: Blob): void;
  /** The page of the recorder has gone. */
  closed(): void;
}

/** Asks for the microphone and records. Throws when there is none, or none for this page. */
export async function recordNote(root: ShadowRoot, listener: Listener, t: Strings): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  if (listener.isGone()) return silence(stream);
  new VoiceNote(root, stream, listener, t).record();
}

/** A voice note: recorded with a clock, then heard again as often as one likes, sent or dropped. */
class VoiceNote extends Dialog {
  readonly #words: NoteWords;
  readonly #recorder: MediaRecorder;
  readonly #clock = Object.assign(text("p", "", "clock"), { role: "timer" });
  #ticking = 0;
  #player: Player | undefined;

  constructor(
    root: ShadowRoot,
    private readonly stream: MediaStream,
    private readonly listener: Listener,
    t: Strings,
  ) {
    super(root, t, t.record, t.keep);
    this.#words = t.note ?? NOTE_FA;
    this.#recorder = new MediaRecorder(stream);
    this.frame.addEventListener("close", () => this.#leave());
  }

  record(): void {
    const stop = this.button("button", this.#words.stop, () => this.#recorder.stop());
    this.page(text("p", this.#words.how), this.#clock, stop);
    this.#clock.dataset.on = "";
    const seconds = this.#tick();
    setTimeout(() => this.#recorder.state !== "inactive" && this.#recorder.stop(), LONGEST_MS);
    this.#recorder.ondataavailable = ({ data }) => {
      silence(this.stream);
      if (this.frame.open) this.#recorded(data, seconds());
    };
    this.#recorder.start();
  }

  #recorded(note: Blob, length: number): void {
    this.done = this.#words.discard;
    this.#rest(length);
    const told = text("p", this.#words.ready);
    const play = this.button("choice", this.#words.play, async () => {
      if (this.#player) return this.#hush(play, length);
      play.textContent = this.#words.halt;
      await this.#play(note, () => this.#hush(play, length)).catch(() => {
        this.#hush(play, length);
        told.textContent = this.#words.mute;
      });
    });
    const send = this.button("button", this.t.send, () => {
      this.frame.close();
      this.listener.take(note);
    });
    this.page(told, this.#clock, play, send);
  }

  async #play(note: Blob, ended: () => void): Promise<void> {
    const player = await Player.play(note, ended);
    // A citizen who has left meanwhile hears nothing more.
    if (!this.frame.open) return player.stop();
    this.#player = player;
    this.#tick();
  }

  #hush(play: HTMLElement, length: number): void {
    this.#player?.stop();
    this.#player = undefined;
    play.textContent = this.#words.play;
    this.#rest(length);
  }

  /** Starts the clock at zero; gives a function that says how many seconds have passed. */
  #tick(): () => number {
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    const show = () => (this.#clock.textContent = this.#shown(seconds()));
    clearInterval(this.#ticking);
    this.#ticking = window.setInterval(show, TICK_MS);
    show();
    return seconds;
  }

  #rest(length: number): void {
    clearInterval(this.#ticking);
    delete this.#clock.dataset.on;
    this.#clock.textContent = this.#shown(length);
  }

  /** Minutes and seconds in the language's digits: «۱:۰۷». */
  #shown(seconds: number): string {
    const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
    return `${minutes}:${`${rest}`.padStart(2, "0")}`.replace(/\d/g, (digit) => this.t.digits[+digit]!);
  }

  #leave(): void {
    clearInterval(this.#ticking);
    this.#player?.stop();
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    silence(this.stream);
    this.listener.closed();
  }
}

function silence(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}
