import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CaseAction, Verdict } from "../core/contract.js";
import { t } from "../strings/index.js";
import { filesView } from "./files.js";
import type { Deed, Tracking } from "./tracking.js";

const VERDICTS: Verdict[] = ["solved", "partly", "unsolved"];

/** What the citizen can do with a case now: only what the case itself offers. */
export function deedsView(tracking: Tracking, actions: readonly string[]): TemplateResult {
  const other = (kind: Exclude<CaseAction, "verdict">) =>
    actions.includes(kind) ? html`<button class="choice" @click=${() => tracking.begin(kind)}>${t.caseDo[kind]}</button>` : nothing;
  const verdict = html`<div class="choices" role="group" aria-label=${t.verdictAsk}>
    <p>${t.verdictAsk}</p>
    ${VERDICTS.map((one) => html`<button class="choice" @click=${() => tracking.begin("verdict", one)}>${t.verdict[one]}</button>`)}
  </div>`;
  const others = html`<div class="choices">${other("messages")}${other("reopen")}</div>`;
  return html`${actions.includes("verdict") ? verdict : nothing}${actions.length ? others : nothing}
  ${actions.includes("attachments") ? filesView(tracking) : nothing}`;
}

/** The words that go with it, and the last chance to leave it. */
export function deedForm(tracking: Tracking, deed: Deed): TemplateResult {
  const { kind, verdict } = deed;
  return html`<form class="card" @submit=${() => tracking.send()}>
    <h3>${verdict ? t.verdict[verdict] : kind !== "verdict" && t.caseDo[kind]}</h3>
    <label for="words">${t.caseWhat[kind]}</label>
    <textarea
      id="words"
      class="box"
      rows="3"
      maxlength=${kind === "verdict" ? 1000 : 2000}
      aria-describedby="fault"
      .value=${deed.words}
      @input=${(event: Event) => (deed.words = (event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <div class="row">
      <button class="button" ?disabled=${tracking.isBusy}>${t.caseSend}</button>
      <button class="quiet" type="button" @click=${() => tracking.drop()}>${t.keep}</button>
    </div>
  </form>`;
}
