import { SENT_FA, type SentWords } from "./sent-words.js";
import type { CaseVisit } from "./case-visit.js";
import type { Schemas } from "./core/schemas.js";
import { text } from "./dialog.js";
import type { Strings } from "./strings/index.js";

/** Shows the files that came with answers of the open case, each beside its answer. */
export async function show(visit: CaseVisit, t: Strings): Promise<void> {
  const { key, shown } = visit;
  const { attachments } = (await (await asked(visit, "")).json()) as Schemas["AttachmentsOut"];
  if (key !== visit.key) return;
  const { timeline, answers, deadlines } = shown!;
  // The newest answer is shown above the steps, unless the citizen waits for another one.
  const above = deadlines.time_left_fa ? undefined : answers?.at(-1);
  for (const step of [above, ...timeline]) {
    const files = attachments.filter(({ number }) => step?.files?.includes(number));
    if (step && files.length && (step === above || `${step.files}` !== `${above?.files}`)) step.sent = new SentFiles(visit, files, t).element;
  }
  visit.screen.changed();
}

function asked({ api, key }: CaseVisit, file: string): Promise<Response> {
  return api.ask(`cases/${key!.code}/attachments${file}`, { headers: { "X-Case-Pin": key!.pin } });
}

class SentFiles {
  readonly element = document.createElement("div");
  readonly #words: SentWords;
  readonly #said = Object.assign(text("p", "", "date"), { role: "status" });

  constructor(
    private readonly visit: CaseVisit,
    files: Schemas["AttachmentOut"][],
    private readonly t: Strings,
  ) {
    this.#words = t.sent ?? SENT_FA;
    this.element.className = "choices sent";
    const count = text("b", this.#words.count(this.#number(files.length)));
    this.element.append(count, ...files.map((file) => this.#button(file)), this.#said);
  }

  #button(file: Schemas["AttachmentOut"]): HTMLElement {
    const { get, kinds, kilobytes } = this.#words;
    const about = `${kinds[file.kind]}${this.t.comma}${kilobytes(this.#number(Math.ceil(file.size / 1000)))}`;
    const button = text("button", `${get}: ${about}`, "choice");
    // It stays in use while it fetches, so that who works by keys does not lose the place.
    button.onclick = () => void this.#save(file);
    return button;
  }

  #number(value: number): string {
    return value.toLocaleString(this.t.locale);
  }

  async #save({ id, name }: Schemas["AttachmentOut"]): Promise<void> {
    this.#say(this.t.caseLoading);
    try {
      const response = await asked(this.visit, `/${id}`);
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await response.blob()), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      this.#say(this.#words.saved);
    } catch {
      this.#say(this.t.tryAgain);
    }
  }

  #say(words: string): void {
    this.#said.textContent = words;
  }
}
