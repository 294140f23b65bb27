import "./console.css";
import "./parts.css";
import "./queue/queue.css";
import "./situation.css";
import "./table.css";
import "./dates/dates.css";
import { DayPicker } from "./dates/picker.js";
import { DeskConsole } from "./console.js";
import { DeskEnrol, DeskSignIn } from "./door.js";

customElements.define("day-picker", DayPicker);
customElements.define("desk-console", DeskConsole);
customElements.define("desk-sign-in", DeskSignIn);
customElements.define("desk-enrol", DeskEnrol);
