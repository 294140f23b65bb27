/** Saves `text` as a text file; the mark at its start lets every editor know that it is UTF-8. */
export function saveText(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}\n`], { type: "text/plain" }));
  link.download = `${name}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const ON_PAPER = "@media print{body>:not(dastyar-paper){display:none!important}}";
const IN_PLACE = "pre{font:12pt/1.9 'Dastyar Vazirmatn',Tahoma,sans-serif;white-space:pre-wrap}@media screen{pre{display:none}}";

/** Prints `text` alone, and leaves the page as it was. */
export function printText(text: string, direction: string): void {
  const paper = document.body.appendChild(document.createElement("dastyar-paper"));
  const inside = paper.attachShadow({ mode: "open" });
  const sheet = inside.appendChild(document.createElement("pre"));
  sheet.dir = direction;
  sheet.textContent = text;
  inside.adoptedStyleSheets = [style(IN_PLACE)];
  const styles = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...styles, style(ON_PAPER)];
  const restore = () => {
    paper.remove();
    document.adoptedStyleSheets = styles;
  };
  addEventListener("afterprint", restore, { once: true });
  print();
}

function style(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
