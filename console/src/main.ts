import "./console.css";
import "./parts.css";
import "./queue/queue.css";
import "./situation.css";
import { DeskConsole } from "./console.js";
import { DeskEnrol, DeskSignIn } from "./door.js";

customElements.define("desk-console", DeskConsole);
customElements.define("desk-sign-in", DeskSignIn);
customElements.define("desk-enrol", DeskEnrol);
