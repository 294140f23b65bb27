/** So long a note may be; nobody talks longer, but somebody may forget. */
const LONGEST_MS = 300_000;

/** One voice note while it is being spoken. */
export class Recorder {
  readonly #recorder: MediaRecorder;

  /** `done` gets the note when it has ended, by hand or by itself. */
  private constructor(stream: MediaStream, done: (note: Blob) => void) {
    const recorder = (this.#recorder = new MediaRecorder(stream));
    recorder.ondataavailable = ({ data }) => {
      stream.getTracks().forEach((track) => track.stop());
      done(data);
    };
    recorder.start();
    setTimeout(() => this.stop(), LONGEST_MS);
  }

  /** Asks for the microphone and begins. Throws when there is none, or none for this page. */
  static async begin(done: (note: Blob) => void): Promise<Recorder> {
    return new Recorder(await navigator.mediaDevices.getUserMedia({ audio: true }), done);
  }

  stop(): void {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
  }
}
