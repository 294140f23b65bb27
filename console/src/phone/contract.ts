import type { Schemas } from "../schemas.js";

/** The data for the form in a caller's words. */
export type Heard = Schemas["HeardOut"];

/** Earlier reports of others; a case that names `offer` follows that report. */
export type SimilarCase = Schemas["SimilarCase"];
export type KnownOutage = Schemas["KnownOutage"];

/** A case that holds the number of a caller; its description is masked. */
export type CallerCase = Schemas["CallerCase"];
export type Spoken = Schemas["Spoken"];
export type Receipt = Schemas["PhoneFiled"];
