import { Problem } from "./http.js";
import { t } from "./strings.fa.js";

/** The base of every part of the console: it calls `changed` when there is something new to show. */
export abstract class Part {
  notice = "";

  constructor(private readonly changed: () => void) {}

  protected tell(): void {
    this.changed();
  }

  /** Does `step`, and shows a fault; whether it succeeded. */
  protected async attempt(step: () => Promise<void>): Promise<boolean> {
    let problem: Problem | undefined;
    try {
      await step();
    } catch (error) {
      problem = error instanceof Problem ? error : new Problem(0, "", t.failed500);
      if (problem.code === "not_signed_in") location.assign("/desk/sign-in");
    }
    this.notice = problem?.detail ?? "";
    this.changed();
    return !problem;
  }
}
