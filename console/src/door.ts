import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Api, Problem } from "./api.js";
import { t } from "./strings.fa.js";

/** A form of the pages before the console: shows faults, and is busy once. */
abstract class Door extends LitElement {
  protected readonly api = new Api();
  protected problem = "";
  #isBusy = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected abstract step(form: FormData): Promise<void>;

  protected async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#isBusy) return;
    this.#isBusy = true;
    await this.attempt(() => this.step(new FormData(event.target as HTMLFormElement)));
    this.#isBusy = false;
  }

  protected async attempt(step: () => Promise<void>): Promise<void> {
    this.problem = "";
    try {
      await step();
    } catch (error) {
      this.problem = error instanceof Problem ? error.detail : t.failed500;
    }
    this.requestUpdate();
  }

  protected get trouble(): TemplateResult {
    return html`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`;
  }
}

/** Login, password and one-time code. */
export class DeskSignIn extends Door {
  protected override async step(form: FormData): Promise<void> {
    await this.api.signIn(`${form.get("login")}`, `${form.get("password")}`, `${form.get("code")}`);
    // An operator who asked for a certain part of the desk gets there.
    location.assign(`/desk${location.hash}`);
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${t.login}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${t.password}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${codeField()}
      <button class="main">${t.signIn}</button>
    </form>`;
  }
}

/** The page of a one-time link: a new password, and the authenticator app. */
export class DeskEnrol extends Door {
  readonly #token = location.hash.slice(1);
  #account: Awaited<ReturnType<Api["beginEnrolment"]>> | undefined;
  #isDone = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#token) this.problem = t.noToken;
    else void this.attempt(async () => void (this.#account = await this.api.beginEnrolment(this.#token)));
  }

  protected override async step(form: FormData): Promise<void> {
    await this.api.enrol(this.#token, `${form.get("password")}`, `${form.get("code")}`);
    this.#isDone = true;
    history.replaceState(null, "", location.pathname);
  }

  protected override render(): TemplateResult {
    if (this.#isDone) return html`<p role="status">${t.enrolled}</p><p><a href="/desk/sign-in">${t.toSignIn}</a></p>`;
    const account = this.#account;
    if (!account) return this.trouble;
    return html`<form @submit=${this.submit}>
      <p>${t.enrolHello(account.name)}</p>
      <p>${t.enrolStep1}</p>
      <p class="secret" dir="ltr">${account.totp_secret.match(/.{1,4}/g)?.join(" ")}</p>
      <p><a href=${account.totp_uri}>${t.enrolOpen}</a></p>
      <p>${t.enrolStep2}</p>
      ${this.problem ? this.trouble : nothing}
      <label>${t.login}<input name="login" .value=${account.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${t.password}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${codeField()}
      <button class="main">${t.enrol}</button>
    </form>`;
  }
}

function codeField(): TemplateResult {
  return html`<label>${t.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${t.codeHint}</p>`;
}
