/** Keeps the newest message in sight, unless the citizen is reading further up. */
export class Follower {
  /** The log continues below the visible part. */
  isAway = false;
  #mark = "";
  #height = 0;
  /** Where the log was put last; elsewhere, the citizen has moved it. */
  #placed = 0;
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
  follow(log: HTMLElement, mark: string): void {
    if (!log.clientHeight) return; // put away behind a case
    log.scrollTop += Math.max(0, this.#height - log.clientHeight); // the text box has grown over it
    this.#height = log.clientHeight;
    const isReading = this.isAway && Math.abs(log.scrollTop - this.#placed) > 1;
    const hasMore = mark !== this.#mark && !isReading;
    this.#mark = mark;
    if (!this.#wanted && !hasMore) return;
    this.#wanted = false;
    showNewest(log);
    this.#placed = log.scrollTop;
  }
}

/** Elements that must stay in sight: buttons that wait to be pressed, and a pin that is shown once. */
const DUE = ".entry :is(.choice:enabled, .warning)";
const MARGIN = 12;

/**
 * Shows the end of the log, or the start of the newest turn if that is taller than the log; but an element that waits for the
 * citizen in it comes into sight, even if the turn's start then does not. A welcome is read from its start.
 */
function showNewest(log: HTMLElement): void {
  const newest = last(log, ".entry.citizen, .entry.operator, .event");
  const end = log.scrollHeight - log.clientHeight;
  if (!newest) return void (log.scrollTop = 0);
  const due = last(log, DUE);
  const hidden = due ? bottom(due, log) + MARGIN - log.clientHeight : 0;
  log.scrollTop = Math.min(end, Math.max(newest.offsetTop - MARGIN, hidden));
}

function last(log: HTMLElement, selector: string): HTMLElement | undefined {
  return [...log.querySelectorAll<HTMLElement>(selector)].at(-1);
}

/** Where an element ends, measured from the top of the log's content. */
function bottom(element: HTMLElement, log: HTMLElement): number {
  return element.getBoundingClientRect().bottom - log.getBoundingClientRect().top + log.scrollTop;
}

/** Goes to the very end. */
export function showEnd(log: HTMLElement): void {
  log.scrollTop = log.scrollHeight;
}
