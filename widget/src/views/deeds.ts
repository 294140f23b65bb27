import { html, nothing, type TemplateResult } from "lit/html.js";
import { mustSay, WORDLESS, type DeedKind } from "../core/case-api.js";
import type { CaseAction, CaseView, Verdict } from "../core/contract.js";
import { t } from "../strings/index.js";
import { filesView } from "./files.js";
import { faultView, type Deed, type Tracking } from "./tracking.js";

/** What is asked first, while the agency's answer waits for the citizen's word on it. */
export function verdictView(tracking: Tracking, { actions }: CaseView): TemplateResult | typeof nothing {
  if (!actions.includes("verdict")) return nothing;
  const verdicts = Object.keys(t.verdict) as Verdict[];
  return html`<div class="choices" role="group" aria-label=${t.verdictAsk}>
    <p>${t.verdictAsk}</p>
    ${verdicts.map((one) => html`<button class="choice" @click=${() => tracking.begin("verdict", one)}>${t.verdict[one]}</button>`)}
  </div>`;
}

/** What else the citizen can do with a case now: only what the case itself offers. */
export function deedsView(tracking: Tracking, { actions, identity }: CaseView): TemplateResult {
  const other = (kind: Exclude<DeedKind, "verdict">, action: CaseAction = kind as CaseAction) =>
    actions.includes(action) ? html`<button class="choice" @click=${() => tracking.begin(kind)}>${t.caseDo[kind]}</button>` : nothing;
  // Who has told nobody a name has none that an agency could be shown.
  const consent = identity === "anonymous" ? nothing : other(identity === "named" ? "retract" : "consent", "consent");
  return html`<div class="choices">${other("messages")}${other("reopen")}</div>
  ${actions.includes("attachments") ? filesView(tracking) : nothing}
  <div class="choices rare">${consent}${other("separate")}${other("withdraw")}<button class="choice" @click=${() => tracking.mine()}>${t.mine}</button></div>`;
}

/** The words that go with it, and the last chance to leave it. */
export function deedForm(tracking: Tracking, deed: Deed): TemplateResult {
  const { kind, verdict } = deed;
  return html`<form class="card" @submit=${() => tracking.send()}>
    <h3>${verdict ? t.verdict[verdict] : t.caseDo[kind as Exclude<DeedKind, "verdict">]}</h3>
    ${WORDLESS.includes(kind) ? html`<p id="words" tabindex="-1">${t.caseWhat[kind]}</p>` : wordsBox(deed)}
    ${faultView(tracking.fault)}
    <div class="row">
      <button class="button" ?disabled=${tracking.isBusy}>${t.caseSend}</button>
      <button class="quiet" type="button" @click=${() => tracking.drop()}>${t.keep}</button>
    </div>
  </form>`;
}

function wordsBox(deed: Deed): TemplateResult {
  return html`<label for="words">${t.caseWhat[deed.kind]}</label>
    <textarea
      id="words"
      class="box"
      rows="3"
      maxlength=${mustSay(deed.kind) ? 2000 : 1000}
      aria-describedby="fault"
      .value=${deed.words}
      @input=${(event: Event) => (deed.words = (event.target as HTMLTextAreaElement).value)}
    ></textarea>`;
}
