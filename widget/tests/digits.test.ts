import { expect, test } from "vitest";
import { toAsciiDigits } from "../src/core/ascii.js";
import { localNumber, localDigits } from "../src/core/digits.js";
import { telLink, webLink } from "../src/core/links.js";
import { localDay, waitInWords } from "../src/core/time.js";

test("digits for people and for machines", () => {
  expect(localDigits("7 تا 10 روز، ٣ نسخه، ۴ برگ")).toBe("۷ تا ۱۰ روز، ۳ نسخه، ۴ برگ");
  expect(toAsciiDigits("۰۲۱-٨١۷۶۰")).toBe("021-81760");
  expect(toAsciiDigits(localDigits("0123456789"))).toBe("0123456789");
});

test.each([
  [0, "۰"],
  [999, "۹۹۹"],
  [2000, "۲٬۰۰۰"],
  [1234567, "۱٬۲۳۴٬۵۶۷"],
])("%d is written %s", (value, text) => expect(localNumber(value)).toBe(text));

test.each([
  ["2025-03-11", "۲۱ اسفند ۱۴۰۳"],
  ["2025-03-20", "۳۰ اسفند ۱۴۰۳"],
  ["2025-03-21", "۱ فروردین ۱۴۰۴"],
  ["2026-12-05T20:29:00Z", "۱۴ آذر ۱۴۰۵"],
  ["2026-12-05T20:31:00Z", "۱۵ آذر ۱۴۰۵"],
  ["نامشخص", "نامشخص"],
  ["1404/12/06", "۱۴۰۴/۱۲/۰۶"],
  ["2025-99-99", "۲۰۲۵-۹۹-۹۹"],
])("the day %s is shown as %s", (day, shown) => expect(localDay(day)).toBe(shown));

test.each([
  [0, "کمتر از یک دقیقه"],
  [59, "کمتر از یک دقیقه"],
  [60, "حدود ۱ دقیقه"],
  [280, "حدود ۵ دقیقه"],
  [5400, "حدود ۲ ساعت"],
])("a wait of %d s is «%s»", (seconds, words) => expect(waitInWords(seconds)).toBe(words));

test.each([
  ["۱۱۰", "tel:110"],
  ["021-8182 4111", "tel:02181824111"],
  ["+98 (21) 8182", "tel:+98218182"],
  ["court", undefined],
  ["", undefined],
  ["۱۲۸ یا ۱۱۱", undefined],
])("the number %s links to %s", (number, link) => expect(telLink(number)).toBe(link));

test("only web addresses become links", () => {
  expect(webLink(" https://epolice.ir/a ")).toEqual({ href: "https://epolice.ir/a", site: "epolice.ir" });
  expect(webLink("javascript:alert(1)")).toBeUndefined();
  expect(webLink("data:text/html,x")).toBeUndefined();
  expect(webLink("secondary-source")).toBeUndefined();
  expect(webLink(null)).toBeUndefined();
  expect(webLink("https://www.ncr.ir/a?b#c")?.site).toBe("ncr.ir");
  expect(webLink("https://")).toBeUndefined();
});
