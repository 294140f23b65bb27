import { html, nothing, type TemplateResult } from "lit";
import { asciiDigits } from "../digits.js";
import type { OwnSession, OwnState } from "./state.js";
import { o } from "./strings.fa.js";

/** One's own page: password and sessions. */
export function ownView(own: OwnState, login: string): TemplateResult {
  return html`<main class="upkeep own">
    <h2>${o.title}</h2>
    <p class="notice" role="alert" ?hidden=${!own.notice}>${own.notice}</p>
    <p class="done" role="status" ?hidden=${!own.done}>${own.done}</p>
    ${own.sessions ? sessionsView(own, own.sessions) : nothing}
    ${passwordView(own, login)}
  </main>`;
}

function sessionsView(own: OwnState, sessions: OwnSession[]): TemplateResult {
  const others = sessions.filter(({ is_this }) => !is_this);
  return html`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${o.sessions}</h3>
    <p class="soft">${others.length ? o.sessionsHint : o.onlyThis}</p>
    <ul class="closures">${sessions.map((one) => html`<li>
      <p><b>${one.device_fa}</b> ${one.is_this ? html`<span class="badge">${o.thisOne}</span>` : nothing}</p>
      <p class="soft">${o.began(one.began_at_fa)}</p><p class="soft">${o.seen(one.seen_at_fa)}</p>
      ${one.is_this
        ? nothing
        : html`<button class="small" aria-label=${o.endOf(one.device_fa, one.began_at_fa)} @click=${() => void own.end(one.id)}>${o.end}</button>`}</li>`)}</ul>
    ${others.length ? html`<p><button @click=${() => void own.endOthers()}>${o.endOthers}</button></p>` : nothing}
  </section>`;
}

function passwordView(own: OwnState, login: string): TemplateResult {
  return html`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${o.password}</h3>
    <p class="soft" id="password-hint">${o.passwordHint}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${(event: SubmitEvent) => change(event, own)}>
      <input hidden autocomplete="username" .value=${login} readonly>
      <label class="wide">${o.old}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${o.fresh}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${o.again}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${o.code}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${o.codeHint}</p></div>
      <button class="main">${o.change}</button>
    </form>
  </section>`;
}

function change(event: SubmitEvent, own: OwnState): void {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const [old, fresh, again, code] = ["old", "fresh", "again", "code"].map((name) => `${form.get(name) ?? ""}`) as [string, string, string, string];
  void own.change(old, fresh, again, asciiDigits(code));
}
