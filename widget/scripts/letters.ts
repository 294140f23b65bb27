// The characters of each font file. A Persian reader needs the first; a browser fetches the second only for
// text that has one of its letters.
const PERSIAN =
  "ءآأؤئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگیۀ۰۱۲۳۴۵۶۷۸۹٫٬٪،؛؟ًٌٍَُِّْٔـ\u200c\u200d\u200e\u200f";
// Arabic, Kurdish, Azeri in Arabic letters, Urdu, and the letters of other neighbours.
const MORE = "إٱٰٖٕٓ٠١٢٣٤٥٦٧٨٩ڤۆێەڵڕۇݿڭۊېڈڑٹںھہۂۃےۓڪڨڠۋۈۉۅۍټډړږښګڼڃڅځ";

export const FONTS = { persian: PERSIAN, more: MORE };

/** The style sheet that names both files. */
export function fontSheet(weights: string): string {
  const face = ([name, letters]: [string, string]) => `@font-face {
  font-family: "Dastyar Vazirmatn";
  font-weight: ${weights};
  font-display: swap;
  src: url("fonts/vazirmatn-${name}.woff2") format("woff2");
  unicode-range: ${unicodeRange(letters)};
}
`;
  return Object.entries(FONTS).map(face).join("\n");
}

function unicodeRange(letters: string): string {
  const codes = [...new Set(letters)].map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run && run[1] === code - 1) run[1] = code;
    else runs.push([code, code]);
  }
  const hex = (code: number) => code.toString(16).toUpperCase().padStart(4, "0");
  return runs.map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ""}`).join(", ");
}
