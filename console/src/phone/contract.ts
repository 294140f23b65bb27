import type { Schemas } from "../schemas.js";

/** What a caller's words say for the form. */
export type Heard = Schemas["HeardOut"];

/** What others have told already; `offer` is what a case names to follow it. */
export type SimilarCase = Schemas["SimilarCase"];
export type KnownOutage = Schemas["KnownOutage"];

/** A case that holds the number of a caller; its description is masked. */
export type CallerCase = Schemas["CallerCase"];
export type Spoken = Schemas["Spoken"];
export type Receipt = Schemas["PhoneFiled"];
