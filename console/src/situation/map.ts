import { html, nothing, svg, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import type { Row, Tally } from "./contract.js";
import { casesOf } from "./links.js";
import type { SituationState } from "./state.js";
import { w } from "./strings.fa.js";

const CLASSES = 4;

interface Shape {
  id: string;
  name: string;
  x: number;
  y: number;
}

/** The provinces by how much there is of one measure. `agency`: the cases behind are of this one. */
export function mapView(state: SituationState, rows: Row[], mayOpen: boolean): TemplateResult {
  const { measure } = state;
  const bounds = boundsOf(rows.map((row) => row[measure]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pointed = byId.get(state.pointed ?? "");
  return html`<div class="map-choice" role="radiogroup" aria-label=${w.measure}>
      ${(Object.keys(w.measures) as (keyof Tally)[]).map((name) => html`<label><input type="radio" name="measure" .checked=${name === measure}
        @change=${() => state.show(name)}><span>${w.measures[name]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${frame()} role="group" aria-label=${w.map} @pointerleave=${() => state.point(undefined)} @keydown=${walk}>
      ${shapes().map((shape, place) => provinceView(state, shape, byId.get(shape.id), { bounds, mayOpen, isFirst: place === 0 }))}
      ${marksView()}
    </svg>
    <p class="map-told" aria-live="off">${pointed ? tell(pointed) : html`<span class="soft">${w.choose}</span>`}</p>
    ${legendView(bounds)}`;
}

/** Names and numbers of a province in words. */
export function tell(row: Row): string {
  return w.provinceIs(row.name || w.noProvince, fa(row.waiting), fa(row.soon), fa(row.late));
}

function provinceView(state: SituationState, shape: Shape, row: Row | undefined,
  { bounds, mayOpen, isFirst }: { bounds: number[]; mayOpen: boolean; isFirst: boolean }): TemplateResult {
  const count = row?.[state.measure] ?? 0;
  const label = row ? tell(row) : shape.name;
  const inside = svg`<use href=${`#iran-${shape.id}`}></use>
    <text class="map-count" x=${shape.x} y=${shape.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${count ? fa(count) : nothing}</text>`;
  const point = (): void => state.point(shape.id);
  const kind = `province level-${levelOf(count, bounds)}`;
  // One stop for the Tab key; from there the arrow keys go on.
  const stop = (state.pointed ?? "") === shape.id || (!state.pointed && isFirst) ? 0 : -1;
  if (!mayOpen) {
    return svg`<g class=${kind} data-id=${shape.id} data-x=${shape.x} data-y=${shape.y} role="img" aria-label=${label} tabindex=${stop}
      @pointerenter=${point} @focus=${point}>${inside}</g>`;
  }
  const made = { agency_id: state.agency, province: shape.name, ...(state.measure === "late" ? { overdue: true } : state.measure === "soon" ? { due_in_h: 24 } : {}) };
  return svg`<a class=${kind} data-id=${shape.id} data-x=${shape.x} data-y=${shape.y} href=${casesOf(made)} aria-label=${label} tabindex=${stop}
    @pointerenter=${point} @focus=${point}>${inside}</a>`;
}

/** Islands that are too small for a shape, and the seas by their names. */
function marksView(): TemplateResult {
  const marks = [...picture().querySelectorAll<SVGCircleElement>("circle")];
  const seas = [...picture().querySelectorAll<SVGTextElement>("text")];
  return svg`${marks.map((mark) => svg`<circle class="island" cx=${mark.getAttribute("cx")} cy=${mark.getAttribute("cy")} r=${mark.getAttribute("r")}>
      <title>${mark.dataset.island}</title></circle>`)}
    ${seas.map((sea) => svg`<text class="sea" x=${sea.getAttribute("x")} y=${sea.getAttribute("y")} text-anchor="middle">${sea.textContent}</text>`)}`;
}

function legendView(bounds: number[]): TemplateResult {
  const from = (place: number): number => (place ? bounds[place - 1]! + 1 : 1);
  return html`<ul class="legend"><li><i class="swatch level-0"></i>${fa(0)}</li>
    ${bounds.map((bound, place) => html`<li><i class=${`swatch level-${place + 1}`}></i>${w.classes(fa(from(place)), fa(bound))}</li>`)}</ul>`;
}

/** Upper bounds of the classes: squares, since a few provinces have most of the people. */
function boundsOf(counts: number[]): number[] {
  const most = Math.max(0, ...counts);
  const bounds = Array.from({ length: CLASSES }, (_, place) => Math.ceil(most * ((place + 1) / CLASSES) ** 2));
  return [...new Set(bounds)].filter((bound) => bound > 0);
}

function levelOf(count: number, bounds: number[]): number {
  return count ? bounds.findIndex((bound) => count <= bound) + 1 : 0;
}

/** The arrow keys go to the nearest province in that direction. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  const here = (event.target as Element).closest<SVGElement>(".province");
  if (!step || !here || event.altKey) return;
  event.preventDefault();
  const all = [...(event.currentTarget as Element).querySelectorAll<SVGElement>(".province")];
  let [best, least] = [undefined as SVGElement | undefined, Infinity];
  for (const one of all) {
    const [dx, dy] = [Number(one.dataset.x) - Number(here.dataset.x), Number(one.dataset.y) - Number(here.dataset.y)];
    const along = dx * step[0]! + dy * step[1]!;
    const aside = Math.abs(dx * step[1]!) + Math.abs(dy * step[0]!);
    if (along > 5 && along + 2 * aside < least) [best, least] = [one, along + 2 * aside];
  }
  best?.focus();
}

function picture(): SVGSVGElement {
  return document.getElementById("iran") as unknown as SVGSVGElement;
}

function frame(): string {
  return picture().getAttribute("viewBox") ?? "";
}

let known: Shape[] | undefined;

/** The shapes that the page carries. */
function shapes(): Shape[] {
  known ??= [...picture().querySelectorAll<SVGPathElement>("path")].map(({ id, dataset }) => ({
    id: id.replace("iran-", ""), name: dataset.name ?? "", x: Number(dataset.x), y: Number(dataset.y),
  }));
  return known;
}
