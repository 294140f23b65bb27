import { plainNumber } from "../digits.js";
import { given } from "../fields.js";
import type { p } from "./strings.fa.js";

type Relation = keyof typeof p.relations;

/** The current form; `agency_id` "-" is an agency that the caller cannot name. */
export interface Form {
  text: string;
  kind: string;
  agency_id: string;
  indicator: string;
  province: string;
  city: string;
  service_id: string;
  follow: string;
  relation: Relation;
  caller_name: string;
  identity: "sealed" | "named" | "anonymous";
  name: string;
  mobile: string;
  national_id: string;
  sms: boolean;
  /** How the caller agreed to the words that were read to them; empty until they did. */
  consent: keyof typeof p.consents | "";
  agreedTo: string;
  /** The caller's words of consent, or the name of the document, if it was typed. */
  statement: string;
}

/** The form of a new call. */
export const EMPTY: Form = {
  text: "", kind: "complaint", agency_id: "", indicator: "", province: "", city: "", service_id: "", follow: "",
  relation: "self", caller_name: "", identity: "sealed", name: "", mobile: "", national_id: "", sms: true,
  consent: "", agreedTo: "", statement: "",
};

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
