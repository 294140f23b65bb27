/** Shapes of case work, as far as the console reads them. */

import type { Schemas } from "../schemas.js";

export type Action = Schemas["DeskAction"];
export type Entry = Schemas["CaseEntry"];
export type Step = Schemas["DeskStep"];
export type SealedValue = Schemas["SealedValue"];
export type FileKind = Schemas["FileKind"];
export type CaseFile = Schemas["AttachmentOut"];
export type CasePage = Schemas["DeskCase"];
export type Ledger = Schemas["CaseLedger"];
export type Named = Schemas["Named"];

/** An agency with the other names that people know it by. */
export type AgencyNamed = Schemas["AgencyNamed"];
export type Count = Schemas["CaseCount"];
export type Outcomes = Schemas["Outcomes"];
export type Proposal = Schemas["Proposal"];
export type Terms = Schemas["TermsOut"];
