/** Keeps the newest message in sight, unless the citizen is reading further up. */
export class Follower {
  /** There is more below what is in sight. */
  isAway = false;
  #mark = -1;
  #height = 0;
  #wanted = true;

  constructor(private readonly changed: () => void) {}

  /** To be called when the citizen scrolls. */
  scrolled(log: HTMLElement): void {
    const below = log.scrollHeight - log.scrollTop - log.clientHeight;
    const isAway = below > log.clientHeight / 3;
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    this.changed();
  }

  /** Wants to see the newest message after the next rendering, wherever the citizen is reading. */
  comeBack(): void {
    this.#wanted = true;
    this.changed();
  }

  /** To be called after rendering; another `mark` than before means that something was added. */
  follow(log: HTMLElement, mark: number): void {
    log.scrollTop += Math.max(0, this.#height - log.clientHeight); // the text box has grown over it
    this.#height = log.clientHeight;
    const hasMore = mark !== this.#mark && !this.isAway;
    this.#mark = mark;
    if (!this.#wanted && !hasMore) return;
    this.#wanted = false;
    showNewest(log);
  }
}

/** Shows the end of the log, or the start of the newest turn if that is taller than the log. */
function showNewest(log: HTMLElement): void {
  const starts = log.querySelectorAll<HTMLElement>(".entry.citizen, .entry.operator, .event");
  const newest = starts[starts.length - 1];
  const end = log.scrollHeight - log.clientHeight;
  log.scrollTop = Math.min(end, newest ? newest.offsetTop - 12 : end);
}

/** Goes to the very end. */
export function showEnd(log: HTMLElement): void {
  log.scrollTop = log.scrollHeight;
}
