/**
 * Plays a sound once. Not by an `<audio>`, which would need `media-src blob:` in the policy of every page that has the
 * widget.
 */
export class Player {
  private constructor(private readonly context: AudioContext) {}

  /** Begins; `ended` is called when all was heard. Throws when the browser cannot play it. */
  static async play(sound: Blob, ended: () => void): Promise<Player> {
    const context = new AudioContext();
    try {
      const buffer = await context.decodeAudioData(await sound.arrayBuffer());
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      source.onended = ended;
      source.start();
    } catch (error) {
      void context.close();
      throw error;
    }
    return new Player(context);
  }

  stop(): void {
    void this.context.close();
  }
}
