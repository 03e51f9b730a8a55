// "Auf dem eigenen Handy weitermachen": a QR code with survey and stop and nothing else; and any other QR that is shown.
import { h, lines, svg } from "./markup.js";
import { forget } from "./idle.js";
import { button, heading, show } from "./screen.js";
import { _ } from "./words.js";

const QUIET = 4;

// `modules` are the rows of the code, "1" dark.
export function symbol(modules, label) {
  const size = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, y) => [...row].map((module, x) => (module === "1" ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")));
  return svg("svg", { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label }, svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: dark.join(""), fill: "#000" }));
}

export function openHandover(survey) {
  show(() => [
    heading(_("Go on with your own phone")),
    h("p", {}, lines(_("Scan the code with the camera of your phone. Then answer whenever you like."))),
    symbol(survey.handover.qr, _("QR code of the survey")),
    h("p", { class: "address", translate: "no" }, survey.handover.url),
    h("p", { class: "hint" }, lines(_("What you have entered here does not go along."))),
    h("div", { class: "buttons" }, button(_("I am done"), forget, { id: "done" })),
  ]);
}
