/** The situation, as far as the console reads it. */

import type { Schemas } from "../schemas.js";

export type Window = Schemas["Window"];
export type Share = Schemas["Share"];
export type Tally = Schemas["Tally"];
export type Row = Schemas["Row"];
export type Marks = Schemas["Marks"];
export type Day = Schemas["Day"];
export type Situation = Schemas["Situation"];
