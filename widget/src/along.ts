import { ALONG_FA, type AlongWords } from "./along-words.js";
import type { Option } from "./core/contract.js";
import { make } from "./make.js";
import type { Strings } from "./strings/index.js";
import styles from "./styles/along.css?inline";
import { WaitingFiles, type FilesScreen } from "./waiting-files.js";
import { Who, type Contact } from "./who.js";

/** The panel around this part, as far as this part needs it. */
export interface AlongScreen extends FilesScreen {
  readonly visit: { readonly api: { canText(): Promise<boolean> } };
}

/** The choice by which a signed-in citizen files under the name that the portal knows. */
const WITH_OWN_NAME = "confirm_named";
const FILE_IT = ["confirm", WITH_OWN_NAME];
/** Offered with a draft that was given up: its text and files come back by this choice, its contact does not. */
const BACK = "complain";

/** The part of a summary where a citizen adds files to a case and says who files it, before it is filed. */
export class Along {
  readonly #node = make("section", { className: "card along" });
  readonly #words: AlongWords;
  readonly #canText: Promise<boolean>;
  #files!: WaitingFiles;
  #who!: Who;
  /** The options above which this part is shown, their conversation, and the newest entry of that conversation then. */
  #options: readonly Option[] | undefined;
  #talk: string | undefined;
  #newest: string | undefined;

  constructor(
    private readonly screen: AlongScreen,
    private readonly t: Strings,
  ) {
    this.#words = t.along ?? ALONG_FA;
    this.#canText = screen.visit.api.canText();
    // Files wait for a day, and a page may be left open for longer.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#node.isConnected) this.#files.read();
    });
  }

  /** This part, to be shown above these options that file the case. It does not ask a citizen whom the portal knows for a name. */
  below(options: readonly Option[]): HTMLElement {
    if (options !== this.#options || this.screen.talk.who?.id !== this.#talk) this.#stand(options);
    // The panel contains this part before the next frame.
    requestAnimationFrame(() => adopt(this.#node.getRootNode()));
    return this.#node;
  }

  /** Name and number for the case, if the citizen wants it to have them. */
  get contact(): Contact | undefined {
    return this.#node.isConnected && !this.#who.node.hidden ? this.#who.contact : undefined;
  }

  /** Whether the citizen's words or choice must wait because something here is wrong or missing; then this part shows it. */
  holds(choice?: string): boolean {
    if (!this.#node.isConnected || (choice && !FILE_IT.includes(choice))) return false;
    const isUnclear = !this.#who.node.hidden && !this.#who.isClear();
    // Words may change something else; only the buttons surely file.
    return isUnclear || (!!choice && !this.#files.areHere());
  }

  /** Starts again for another case, and without a name for another draft or conversation; says which files are gone. */
  #stand(options: readonly Option[]): void {
    const { entries, who } = this.screen.talk;
    // An entry of a conversation that the server forgot has a longer key.
    const place = this.#newest ? entries.findIndex(({ key }) => `|${key}`.endsWith(`|${this.#newest}`)) : -1;
    const since = entries.slice(place + 1).map((entry) => (entry.type === "reply" ? entry.reply : undefined));
    const isNew = place < 0 || since.some((reply) => reply?.kind === "case" && reply.is_new);
    const isGivenUp = since.some((reply) => reply?.kind === "choices" && reply.options.some(({ choice }) => choice === BACK));
    if (isNew) this.#files = new WaitingFiles(this.screen, this.t, this.#words);
    if (isNew || isGivenUp || who?.id !== this.#talk) this.#who = new Who(this.#canText, this.#words);
    [this.#options, this.#talk, this.#newest] = [options, who?.id, entries.at(-1)?.key];
    const { node } = this.#who;
    node.hidden = options.some(({ choice }) => choice === WITH_OWN_NAME);
    if (node.parentNode !== this.#node || isNew) this.#node.replaceChildren(this.#files.node, node);
    if (isNew) this.screen.tell(node.hidden ? this.#words.beforeFiles : this.#words.before);
    this.#files.read();
  }
}

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(styles);

/** Few visits need these styles, so they are not in the sheet of the element. */
function adopt(root: Node): void {
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(SHEET)) root.adoptedStyleSheets.push(SHEET);
}
