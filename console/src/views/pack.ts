import { html, nothing, type TemplateResult } from "lit";
import type { Pack, Talk } from "../contract.js";
import { q } from "../queue/strings.fa.js";
import { fa } from "../spans.js";
import { t } from "../strings.fa.js";
import { caseCode, isCaseCode } from "./case-code.js";
import { linked } from "./linked.js";

/** The warm handoff: facts for the operator before the first word; `mayOpenCases` says whether codes lead anywhere. */
export function packView({ pack, notes, earlier }: Talk, mayOpenCases: boolean): TemplateResult {
  return html`
    <h2 id="pack-title" tabindex="-1">${t.pack}</h2>
    <p class="mood ${pack.mood}">${t.mood}: <b>${pack.mood_fa}</b></p>
    ${part(t.asked, pack.first_words)}
    ${pack.last_words === pack.first_words ? nothing : part(t.lastWords, pack.last_words)}
    ${aboutView(pack)} ${triedView(pack, mayOpenCases)} ${casesView(pack, mayOpenCases)} ${earlierView(earlier)}
    ${notes.length
      ? html`<section><h3>${t.notes}</h3>
          ${notes.map(({ author, text, at_fa }) => html`<p>${linked(text)}<span class="soft">${author} · ${at_fa}</span></p>`)}
        </section>`
      : nothing}
  `;
}

function part(title: string, words: string | undefined): TemplateResult | typeof nothing {
  return words ? html`<section><h3>${title}</h3><p dir="auto">${linked(words)}</p></section>` : nothing;
}

function aboutView({ about }: Pack): TemplateResult | typeof nothing {
  const known = Object.entries(about);
  if (!known.length) return nothing;
  return html`<section><h3>${t.about}</h3>
    <dl>${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </section>`;
}

function triedView({ tried, failed_turns }: Pack, mayOpenCases: boolean): TemplateResult | typeof nothing {
  if (!tried.length) return nothing;
  return html`<section>
    <h3>${t.tried} ${failed_turns ? html`<span class="badge">${t.failedTurns(fa(failed_turns))}</span>` : nothing}</h3>
    <ol>
      ${tried.map(
        ({ asked, shown, has_failed }) => html`<li dir="auto">${linked(asked)}
          <span class="soft">${shown.length ? shownView(shown, mayOpenCases) : has_failed ? t.failed : ""}</span></li>`,
      )}
    </ol>
  </section>`;
}

/** Titles, and codes of cases. */
function shownView(shown: string[], mayOpenCases: boolean): (string | TemplateResult)[] {
  return shown.flatMap((one, place) => [place ? "، " : "", isCaseCode(one) ? caseCode(one, mayOpenCases) : one]);
}

function casesView({ cases }: Pack, mayOpenCases: boolean): TemplateResult | typeof nothing {
  if (!cases.length) return nothing;
  return html`<section><h3>${t.cases}</h3>
    ${cases.map(
      (one) => html`<p>${caseCode(one.tracking_code, mayOpenCases)} ${one.agency_name}
        <span class="soft">${one.status_fa} · ${t.due(one.due_at_fa)}</span></p>`,
    )}
  </section>`;
}

/** The earlier talks with this citizen: when, with whom, and about which subject. */
function earlierView(earlier: Talk["earlier"]): TemplateResult | typeof nothing {
  if (!earlier.length) return nothing;
  return html`<section><h3>${q.earlier}</h3>
    ${earlier.map(
      ({ ended_at_fa, operator, reason_fa, preview }) => html`<p dir="auto">${linked(preview || "…")}
        <span class="soft">${q.earlierLine(ended_at_fa, operator ?? "", reason_fa ?? "")}</span></p>`,
    )}
  </section>`;
}
