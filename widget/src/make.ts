/** An element with its properties and children, for parts that are built without templates. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  has: Partial<HTMLElementTagNameMap[K]>,
  ...nodes: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), has);
  element.append(...nodes);
  return element;
}
