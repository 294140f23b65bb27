import { plainNumber } from "../digits.js";
import { given } from "../fields.js";
import type { Form } from "./state.js";

/** An agency that the caller cannot name. */
const UNKNOWN = "-";

/** The case of a form, as it is filed. */
export function bodyOf(form: Form, sendsSms: boolean): Record<string, unknown> {
  const isAnonymous = form.identity === "anonymous";
  const mobile = plainNumber(form.mobile);
  const contact = given({ mobile, name: form.name.trim(), national_id: plainNumber(form.national_id) });
  const isForOther = form.relation !== "self";
  return {
    ...given({
      kind: form.kind,
      agency_id: form.agency_id === UNKNOWN ? "" : form.agency_id,
      indicator: form.kind === "praise" ? "" : form.indicator,
      province: form.province,
      city: form.city.trim(),
      service_id: form.service_id,
      follow: form.follow,
      description: form.text.trim(),
      identity: form.identity,
    }),
    ...(isAnonymous || !Object.keys(contact).length ? {} : { contact }),
    mandate: given({
      relation: form.relation,
      consent: form.consent,
      statement: form.statement.trim(),
      caller_name: isForOther ? form.caller_name.trim() : "",
    }),
    sms: form.sms && sendsSms && !isAnonymous && Boolean(mobile),
  };
}
