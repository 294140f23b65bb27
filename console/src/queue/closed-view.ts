import { html, nothing, type TemplateResult } from "lit";
import type { ClosedTalk } from "../contract.js";
import type { DeskState } from "../state.js";
import { q } from "./strings.fa.js";

/** Recently ended conversations; read when somebody opens the list. */
export function closedView(desk: DeskState): TemplateResult {
  const { lists } = desk;
  return html`<details class="closed" @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void lists.readClosed()}>
    <summary>${q.closed}</summary>
    <p class="soft">${desk.may("read_all_conversations") ? q.closedHintAll : q.closedHint}</p>
    ${lists.closed ? rowsView(desk, lists.closed) : nothing}
  </details>`;
}

function rowsView(desk: DeskState, closed: ClosedTalk[]): TemplateResult {
  if (!closed.length) return html`<p class="soft" role="status">${q.noneClosed}</p>`;
  return html`<ul class="entries">${closed.map((one) => html`<li>
    <button class="entry" aria-current=${desk.talk?.conversation_id === one.conversation_id ? "true" : "false"}
      @click=${() => desk.open(one.conversation_id)}>
      <span class="preview">${one.preview || "…"}</span>
      <span class="facts"><span>${q.closedLine(one.closed_at_fa, one.reason_fa)}</span><span>${one.channel_fa}</span>
        ${desk.may("read_all_conversations") ? html`<span>${one.operator}</span>` : nothing}</span>
    </button></li>`)}</ul>`;
}
