import { expect, test } from "vitest";
import { ownNames } from "../scripts/own-names.js";

const OWN = ownNames();

test.each(["goOn", "announceNews", "isBusy", "hasDraft"])("«%s» is the widget's own and may be shortened", (name) => {
  expect(OWN.test(name)).toBe(true);
});

test.each([
  ...["ask", "track", "open", "connectedCallback", "observedAttributes"],
  ...["tracking_code", "replies", "detail", "conversation_id", "token", "choice", "verdict", "words"],
  ...["caseDone", "direction", "lang", "fileAdd", "code", "pin"],
  ...["id", "key", "body"],
])("«%s» is said by pages, the server, a language or a later version, and stays", (name) => {
  expect(OWN.test(name)).toBe(false);
});
