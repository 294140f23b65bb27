import { ALONG_FA } from "./along-words.js";
import type { Option } from "./core/contract.js";
import type { Conversation } from "./core/conversation.js";
import { make } from "./make.js";
import type { Strings } from "./strings/index.js";
import { WaitingFiles } from "./waiting-files.js";
import { Who, type Contact } from "./who.js";

/** What goes along with a case asks this of the panel that it stands in. */
export interface AlongScreen {
  readonly talk: Conversation;
  readonly visit: { readonly api: { canText(): Promise<boolean> } };
  /** Tells a screen reader. */
  tell(words: string): void;
}

/** The choice by which a signed-in citizen files under the name that the portal knows. */
const WITH_OWN_NAME = "confirm_named";
const FILES_IT = "confirm";

/** What may go along with a case before it is filed: files, and who files it. */
export class Along {
  readonly #files: WaitingFiles;
  readonly #who: Who;
  readonly #node: HTMLElement;

  constructor(screen: AlongScreen, t: Strings) {
    const words = t.along ?? ALONG_FA;
    this.#files = new WaitingFiles(screen, t, words);
    this.#who = new Who(screen.visit.api.canText(), words);
    screen.tell(words.before);
    this.#node = make("section", { className: "card along" }, this.#files.node, this.#who.node);
  }

  /** It, below a summary with these options. Whom the portal knows is not asked for a name. */
  below(options: readonly Option[]): HTMLElement {
    this.#who.node.hidden = options.some(({ choice }) => choice === WITH_OWN_NAME);
    return this.#node;
  }

  /** Name and number for the case, if the citizen wants it to have them. */
  get contact(): Contact | undefined {
    return this.#who.node.hidden ? undefined : this.#who.contact;
  }

  /** Whether what is to be said must wait, since something here is not as it should be; that is then shown. */
  holds(choice?: string): boolean {
    if (!this.#node.isConnected || (choice && choice !== FILES_IT)) return false;
    const isUnclear = !this.#who.node.hidden && !this.#who.isClear();
    // Words may change something else; only the button surely files.
    return isUnclear || (!!choice && !this.#files.areHere());
  }
}
