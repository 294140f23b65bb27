import type { Named } from "../cases/contract.js";

/** What a caller's words say for the form. */
export interface Heard {
  is_understood: boolean;
  kind?: string;
  agency?: Named;
  indicator?: string;
  province?: string;
  city?: string;
  service?: { id: string; title: string; agency: Named };
  line?: { number: string; title: string };
  is_emergency: boolean;
}

export interface Spoken {
  signs: string;
  spoken: string;
}

export interface Receipt {
  tracking_code: string;
  due_at_fa: string;
  agency_name: string;
  code_groups: Spoken[];
  pin_groups: Spoken[];
  is_sms_on_its_way: boolean;
}
