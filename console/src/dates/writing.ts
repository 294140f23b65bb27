import { asciiDigits, persianDigits } from "../digits.js";
import { fa } from "../spans.js";
import { dayOf, jalaliOf, monthName, weekdayName } from "./jalali.js";

/** A day and, where one was given, an hour. */
export interface Written {
  day: number;
  /** As in `11:00`; empty: the whole day. */
  time: string;
}

const IN_NUMBERS = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: (?:ساعت )?(\d{1,2})(:\d\d)?)?$/;

/** As it is put into a field: «۱۴۰۵/۰۹/۰۶», or with an hour «۱۴۰۵/۰۹/۰۶ ۱۱:۰۰». The server reads it, and much more. */
export function written({ day, time }: Written): string {
  const { year, month, day: place } = jalaliOf(day);
  const two = (number: number): string => `${number}`.padStart(2, "0");
  return persianDigits(`${year}/${two(month)}/${two(place)}${time ? ` ${time}` : ""}`);
}

/** The day in a field, if it is written in numbers: the calendar opens there. The server reads all other forms. */
export function readBack(text: string): Written | undefined {
  const found = IN_NUMBERS.exec(asciiDigits(text).trim().replace(/[\s،]+/g, " "));
  if (!found) return undefined;
  const day = dayOf({ year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) });
  const time = found[4] ? `${found[4].padStart(2, "0")}${found[5] ?? ":00"}` : "";
  return day === undefined ? undefined : { day, time };
}

/** «جمعه ۶ آذر ۱۴۰۵» */
export function inWords(day: number): string {
  const { year, day: place } = jalaliOf(day);
  return `${weekdayName(day)} ${fa(place)} ${monthName(day)} ${fa(year)}`;
}
