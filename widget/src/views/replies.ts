import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ChoicesReply, LineReply, Option, Reply, Row } from "../core/contract.js";
import { aroundRows } from "../core/decide.js";
import { localDigits } from "../core/digits.js";
import { telLink } from "../core/links.js";
import { handoffLines } from "../core/spoken.js";
import { wordsOf } from "../core/timeline.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { caseCard } from "./case.js";
import { icons } from "./icons.js";
import { serviceCard, serviceList } from "./service.js";
import { linked, words } from "./words.js";

/** The choice that files a case; the others only lead away from it. The choice that files it under a name begins with this word. */
const MAIN = "confirm";

/**
 * Shows a reply of a speaker; a kind this version does not know shows nothing. `next` is the citizen's next message:
 * options can be chosen until it comes.
 */
export function replyView(reply: Reply, next: string | undefined, actions: Actions): TemplateResult | typeof nothing {
  switch (reply.kind) {
    case "text":
      return html`<div class="bubble">${words(reply.text)}</div>`;
    case "service":
      return serviceCard(reply.service, actions);
    case "services":
      return serviceList(reply.services, actions);
    case "choices":
      return choices(reply, next, actions);
    case "case":
      return caseCard(reply, actions);
    case "line":
      return line(reply);
    default:
      return nothing;
  }
}

function choices(reply: ChoicesReply, next: string | undefined, actions: Actions): TemplateResult {
  const { text, options, rows } = reply;
  const [before, after] = aroundRows(reply);
  const changeOf = ({ choice }: Row) => options.find((option) => option.choice === choice);
  const changes = rows?.map(changeOf);
  return html`${before ? html`<div class="bubble">${words(before)}</div>` : nothing}
    ${rows
      ? html`<div class="card rows">
          <dl>${rows.map((row) => rowView(row, changeOf(row), next, actions))}</dl>
          ${after ? html`<div class="note">${words(after)}</div>` : nothing}
        </div>`
      : nothing}
    ${next === undefined && options.some(({ choice }) => choice.startsWith(MAIN)) ? actions.along(options) : nothing}
    <div class="choices" role="group" tabindex="-1" aria-label=${text}>
      ${options.map((option) => (changes?.includes(option) ? nothing : choiceView(option, next, actions)))}
    </div>`;
}

/** The parts of a case to be filed, each with the button that changes it, if there is one. */
function rowView({ name, text }: Row, change: Option | undefined, next: string | undefined, actions: Actions): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${words(text)}</dd>
    ${change ? html`<dd>${choiceView(change, next, actions, t.change)}</dd>` : nothing}
  </div>`;
}

/** The button of an option; a `short` name is enough where its subject is visible. */
function choiceView(option: Option, next: string | undefined, actions: Actions, short?: string): TemplateResult {
  const { title, choice } = option;
  return html`<button
    class=${short ? "quiet" : "choice"}
    aria-label=${short ? title : nothing}
    ?disabled=${next !== undefined}
    ?data-chosen=${title === next}
    ?data-main=${next === undefined && choice === MAIN}
    @click=${() => actions.ask(title, choice)}
  >
    ${title === next ? html`${icons.check}<span class="unseen">${t.chosen}: </span>` : nothing}${short ?? title}
  </button>`;
}

function line({ number, title, reason }: LineReply): TemplateResult {
  const href = telLink(number);
  return html`<article class="card line">
    <h3>${title}</h3>
    ${href
      ? html`<a class="number" href=${href} aria-label=${`${t.callLine(title)}: ${localDigits(number)}`}>
          ${icons.phone}<bdi dir="ltr">${localDigits(number)}</bdi>
        </a>`
      : nothing}
    <p dir="auto">${linked(reason)}</p>
  </article>`;
}

/** A notice; it is shown in the middle. The ways that it may offer are in the bar. */
export function noticeView(reply: Reply, time: unknown): TemplateResult {
  const [first, ...details] = reply.kind === "handoff" ? handoffLines(reply) : [wordsOf(reply)];
  return html`<div class="event">
    <p>${linked(first!)}</p>
    ${details.map((detail) => html`<p class="detail">${linked(detail)}</p>`)}${time}
  </div>`;
}
