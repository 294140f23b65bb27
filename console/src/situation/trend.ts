import { html, svg, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import type { Day } from "./contract.js";
import { w } from "./strings.fa.js";

const [WIDTH, HEIGHT, TOP, FOOT] = [720, 190, 12, 24];

/** Thirty days: filed and answered cases as lines, broken deadlines as bars. */
export function trendView(days: Day[]): TemplateResult {
  const sum = (name: "filed" | "answered" | "breached"): number => days.reduce((total, day) => total + day[name], 0);
  const most = Math.max(4, ...days.flatMap(({ filed, answered, breached }) => [filed, answered, breached]));
  const x = (place: number): number => 6 + (place * (WIDTH - 12)) / Math.max(1, days.length - 1);
  const y = (count: number): number => HEIGHT - FOOT - (count * (HEIGHT - TOP - FOOT)) / most;
  const line = (name: "filed" | "answered"): string => days.map((day, place) => `${x(place).toFixed(1)},${y(day[name]).toFixed(1)}`).join(" ");
  const [first, last] = [days[0], days.at(-1)];
  return html`<svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${w.trendIs(fa(sum("filed")), fa(sum("answered")), fa(sum("breached")))}>
      ${[0, 0.5, 1].map((part) => svg`<line class="grid" x1="0" x2=${WIDTH} y1=${y(most * part)} y2=${y(most * part)}></line>`)}
      <text x="2" y=${y(most) - 3} text-anchor="end" class="tick">${fa(most)}</text>
      ${days.map((day, place) => (day.breached ? svg`<rect class="breached" x=${x(place) - 5} width="10" y=${y(day.breached)} height=${y(0) - y(day.breached)} rx="1.5"></rect>` : svg``))}
      <polyline class="answered" points=${line("answered")}></polyline>
      <polyline class="filed" points=${line("filed")}></polyline>
      <text x="2" y=${HEIGHT - 5} text-anchor="end" class="tick">${first?.at_fa}</text>
      <text x=${WIDTH - 2} y=${HEIGHT - 5} text-anchor="start" class="tick">${last?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${(["filed", "answered", "breached"] as const).map((name) => html`<li><i class=${`key ${name}`}></i>${w.lines[name]}: <b>${fa(sum(name))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${w.asTable.replace("نقشه", "نمودار")}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${w.trend}><table>
        <thead><tr><th scope="col">${w.day}</th>${(["filed", "answered", "breached"] as const).map((name) => html`<th scope="col">${w.lines[name]}</th>`)}</tr></thead>
        <tbody>${days.map((day) => html`<tr><th scope="row">${day.at_fa}</th><td>${fa(day.filed)}</td><td>${fa(day.answered)}</td><td>${fa(day.breached)}</td></tr>`)}</tbody>
      </table></div></details>`;
}
