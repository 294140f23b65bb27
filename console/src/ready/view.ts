import { html, nothing, type TemplateResult } from "lit";
import { described, faultView } from "../faults.js";
import { previewOf, type Placeholder } from "./filling.js";
import type { ReadyAnswer, ReadyState } from "./state.js";
import { y } from "./strings.fa.js";

/** Ready answers: those that there are, and the one that is written. */
export function readyView(ready: ReadyState): TemplateResult {
  const { list } = ready;
  return html`<main class="upkeep ready">
    <p class="notice" role="alert" ?hidden=${!ready.notice}>${ready.notice}</p>
    <p class="done" role="status" ?hidden=${!ready.done}>${ready.done}</p>
    <section class="panel" aria-labelledby="ready-title">
      <div class="panel-head"><h2 id="ready-title">${y.title}</h2><button @click=${() => void ready.edit(undefined)}>${y.newTitle}</button></div>
      <p class="soft">${y.hint}</p>
      ${filtersView(ready)}
      ${list ? listView(ready, list.answers) : nothing}
    </section>
    ${list ? formView(ready, list.placeholders) : nothing}
  </main>`;
}

function filtersView(ready: ReadyState): TemplateResult {
  const { wanted } = ready;
  return html`<form class="fields" role="search" aria-label=${y.find} @submit=${(event: SubmitEvent) => find(event, ready)}>
    <label>${y.words}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${wanted.words}></label>
    <label>${y.whose}<select name="whose">${[["", y.all], ["own", y.own], ["shared", y.shared]].map(([id, title]) =>
      html`<option value=${id} .selected=${id === wanted.whose}>${title}</option>`)}</select></label>
    <label class="check wide"><input type="checkbox" name="retired" .checked=${wanted.retired}>${y.retired}</label>
    <button class="main">${y.show}</button>
  </form>`;
}

function listView(ready: ReadyState, answers: ReadyAnswer[]): TemplateResult {
  const { words, whose, retired } = ready.wanted;
  if (!answers.length) return html`<p class="soft" role="status">${words || whose || retired ? y.none : y.nothingYet}</p>`;
  return html`<ul class="closures" aria-label=${y.list}>${answers.map((one) => html`<li data-id=${one.id}>
    <p><b>${one.title}</b> <span class="badge settled">${one.is_shared ? y.shared : y.own}</span></p>
    <p class="words">${one.text}</p>
    <p class="soft">${one.changed_by ? y.by(one.changed_by, one.changed_at_fa) : y.since(one.changed_at_fa)}</p>
    ${one.may_change ? stepsView(ready, one) : nothing}</li>`)}</ul>`;
}

function stepsView(ready: ReadyState, one: ReadyAnswer): TemplateResult {
  return html`<p class="row">${one.is_retired
    ? html`<button class="small" aria-label=${y.restoreOf(one.title)} @click=${() => void ready.restore(one)}>${y.restore}</button>`
    : html`<button class="small" aria-label=${y.editOf(one.title)} @click=${() => void ready.edit(one)}>${y.edit}</button>
        <button class="small" aria-label=${y.retireOf(one.title)} @click=${() => void ready.retire(one)}>${y.retire}</button>`}</p>`;
}

function formView(ready: ReadyState, placeholders: Placeholder[]): TemplateResult {
  const { faults, open } = ready;
  const shown = previewOf(ready.text, placeholders);
  return html`<section class="panel" aria-labelledby="write-title">
    <h2 id="write-title">${open ? y.changeTitle : y.newTitle}</h2>
    <form class="fields" novalidate aria-labelledby="write-title" @submit=${(event: SubmitEvent) => void save(event, ready)}>
      <div class="wide"><label>${y.name}<input name="title" required maxlength="80" autocomplete="off" .value=${open?.title ?? ""}
        aria-invalid=${Boolean(faults.of("title"))} aria-describedby=${described(faults, "title")}></label>${faultView(faults, "title")}</div>
      <div class="wide"><label>${y.text}<textarea name="text" id="ready-text" rows="5" required maxlength="2000" dir="auto" .value=${ready.text}
        aria-invalid=${Boolean(faults.of("text"))} aria-describedby=${described(faults, "text", "places-hint")}
        @input=${(event: Event) => ready.write((event.target as HTMLTextAreaElement).value)}></textarea></label>${faultView(faults, "text")}</div>
      <div class="wide" role="group" aria-label=${y.places}><p class="soft" id="places-hint">${y.placesHint}</p>
        <p class="buttons">${placeholders.map(({ name }) => html`<button type="button" class="small" aria-label=${y.put(name)}
          @click=${() => put(ready, name)}>{${name}}</button>`)}</p></div>
      <div class="wide"><h3>${y.preview}</h3>
        ${shown ? html`<p class="words preview-of">${shown}</p>` : html`<p class="soft">${y.emptyPreview}</p>`}</div>
      ${!open && ready.mayShare && ready.mayOwn ? sharedView() : nothing}
      <p class="buttons wide"><button class="main">${y.save}</button>
        ${open ? html`<button type="button" @click=${() => void ready.edit(undefined)}>${y.cancel}</button>` : nothing}</p>
    </form>
  </section>`;
}

function sharedView(): TemplateResult {
  return html`<fieldset class="wide"><legend>${y.isShared}</legend>
    <label class="check"><input type="radio" name="shared" value="own" checked>${y.forMe}</label>
    <label class="check"><input type="radio" name="shared" value="all">${y.forAll}</label></fieldset>`;
}

/** Puts a placeholder at the cursor. */
function put(ready: ReadyState, name: string): void {
  const box = document.getElementById("ready-text") as HTMLTextAreaElement;
  box.setRangeText(`{${name}}`, box.selectionStart, box.selectionEnd, "end");
  ready.write(box.value);
  box.focus();
}

function find(event: SubmitEvent, ready: ReadyState): void {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  void ready.find({ words: `${form.get("words") ?? ""}`.trim(), whose: `${form.get("whose") ?? ""}`, retired: form.has("retired") });
}

async function save(event: SubmitEvent, ready: ReadyState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = new FormData(form);
  const isShared = ready.mayOwn ? given.get("shared") === "all" : true;
  if (await ready.save(`${given.get("title") ?? ""}`.trim(), isShared)) form.reset();
}
