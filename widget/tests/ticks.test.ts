import { expect, test } from "vitest";
import { Kept } from "../src/core/store.js";
import { Ticks } from "../src/core/ticks.js";
import { shelf } from "./helpers.js";

const on = (place: ReturnType<typeof shelf>) => new Ticks(new Kept("ticks", place));

test("ticks are kept for each service, and come off again", () => {
  const place = shelf();
  const ticks = on(place);
  ticks.flip("passport", "عکس");
  ticks.flip("passport", "کارت ملی");
  ticks.flip("licence", "عکس");
  ticks.flip("passport", "عکس");
  expect(on(place).of("passport")).toEqual(["کارت ملی"]);
  expect(on(place).of("licence")).toEqual(["عکس"]);
  expect(on(place).of("other")).toEqual([]);
});

test("only the services used last are kept", () => {
  const ticks = on(shelf());
  for (let place = 0; place < 25; place++) ticks.flip(`s${place}`, "عکس");
  expect([ticks.of("s0"), ticks.of("s5"), ticks.of("s24")]).toEqual([[], ["عکس"], ["عکس"]]);
});
