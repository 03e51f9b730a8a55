// Elements built without HTML text, and the county's inline Markdown (strong, emphasis; links stay words: nothing leads out).
const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "textContent") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const INLINE = /\\([\\`*_{}[\]()<>#+\-.!|~&])|\*\*(.+?)\*\*|\*(.+?)\*|\[([^\]]*)\]\([^)]*\)/gs;

export function inline(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, escaped, strong, emphasis, link] = found;
    nodes.push(text.slice(from, found.index));
    if (escaped !== undefined) nodes.push(escaped);
    else if (strong !== undefined) nodes.push(h("strong", {}, inline(strong)));
    else if (emphasis !== undefined) nodes.push(h("em", {}, inline(emphasis)));
    else nodes.push(...inline(link));
    from = found.index + whole.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

export function lines(text) {
  return text.split("\n").flatMap((line, number) => (number ? [h("br"), ...inline(line)] : inline(line)));
}

export function paragraphs(text, attributes = {}) {
  const bullet = /^\s*[-*•]\s+/;
  const blocks = [];
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const last = blocks.at(-1);
    if (!bullet.test(line)) blocks.push(h("p", attributes, inline(line)));
    else if (last?.tagName === "UL") last.append(h("li", {}, inline(line.replace(bullet, ""))));
    else blocks.push(h("ul", {}, h("li", {}, inline(line.replace(bullet, "")))));
  }
  return blocks;
}
