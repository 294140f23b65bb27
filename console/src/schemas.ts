import type { components } from "../../contract/api.js";

/** The shapes of the HTTP interface, by the names that the gateway gives them. */
export type Schemas = components["schemas"];
