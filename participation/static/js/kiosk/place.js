// A place: a tap on the region's map, words, or both; the point is rounded to about 100 metres when it is read.
import { fieldId } from "./fields.js";
import { h, svg } from "./markup.js";
import { _ } from "./words.js";

const STEP = 4;

function map(sheet, question, drawing) {
  const given = sheet.given[question.code] ?? {};
  const { width, height, west, north, per_lon: perLon, per_lat: perLat } = drawing;
  const put = (x, y) => {
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    const point = { lat: Number((north - within(y, height) / perLat).toFixed(3)), lon: Number((west + within(x, width) / perLon).toFixed(3)) };
    sheet.put(question.code, { ...sheet.given[question.code], ...point }, true);
  };
  const at = given.lat === undefined ? null : [(given.lon - west) * perLon, (north - given.lat) * perLat];
  const sheetOf = svg("svg", { class: "map", id: `${fieldId(question.code)}-map`, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "application", "aria-label": _("Map. Tap a place, or move the mark with the arrow keys.") },
    drawing.shapes.map((shape) => svg("path", { d: shape.path }, svg("title", {}, shape.name))),
    drawing.labels.map((shape) => svg("text", { x: shape.x, y: shape.y, "text-anchor": "middle" }, shape.label)),
    at && svg("circle", { class: "map__mark", cx: at[0], cy: at[1], r: 7 }));
  sheetOf.addEventListener("click", (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheetOf.getScreenCTM().inverse());
    put(point.x, point.y);
  });
  sheetOf.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP], Enter: [0, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    const from = at ?? [width / 2, height / 2];
    put(from[0] + move[0], from[1] + move[1]);
  });
  return sheetOf;
}

export function placeField(sheet, question) {
  const { code } = question;
  const id = fieldId(`${code}.text`);
  const given = sheet.given[code] ?? {};
  const clear = () => sheet.put(code, { text: given.text ?? "" }, true);
  return [
    sheet.map && map(sheet, question, sheet.map),
    sheet.map && given.lat !== undefined && h("button", { type: "button", class: "button button--quiet", onclick: clear }, _("Take the mark away")),
    h("div", { class: "field" }, h("label", { for: id }, _("Describe the place in words")),
      h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", maxlength: question.max_length ?? 1000, value: given.text ?? "",
        oninput: (event) => sheet.put(code, { ...sheet.given[code], text: event.target.value }, false) })),
  ];
}
