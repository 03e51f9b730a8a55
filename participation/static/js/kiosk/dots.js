// Priority dots: where would you put your five?
import { h, inline } from "./markup.js";
import { forget } from "./idle.js";
import { send } from "./sending.js";
import { button, heading, redraw, show } from "./screen.js";
import { _, language, text } from "./words.js";

function option(one, state) {
  const given = state.dots[one.code] ?? 0;
  const put = (number) => () => {
    state.dots[one.code] = number;
    redraw();
  };
  const label = text(one.texts);
  return h("li", { class: "dots__option" },
    h("span", { class: "dots__label", id: `dots-${one.code}` }, inline(label)),
    h("span", { class: "dots__given", role: "img", "aria-label": _("%(n)s dots", { n: given }) }, "●".repeat(given)),
    h("span", { class: "dots__buttons" },
      h("button", { type: "button", class: "round", id: `less-${one.code}`, disabled: given === 0, "aria-label": _("%(option)s: take one dot away", { option: label }), onclick: put(given - 1) }, "−"),
      h("button", { type: "button", class: "round", id: `more-${one.code}`, disabled: state.left() === 0, "aria-label": _("%(option)s: one dot more", { option: label }), onclick: put(given + 1) }, "+")));
}

function sendDots(question, state) {
  const dots = Object.fromEntries(Object.entries(state.dots).filter(([, number]) => number > 0));
  return send({ kind: "dots", question: question.id, dots, language: language() }, { hasCode: false });
}

export function openDots(question) {
  const state = { dots: {}, left: () => question.dots - Object.values(state.dots).reduce((sum, number) => sum + number, 0) };
  show(() => [
    heading(inline(text(question.texts))),
    h("p", { class: "lead", "aria-live": "polite", id: "dots-left" }, _("Dots left: %(n)s", { n: state.left() })),
    h("ul", { class: "dots" }, question.options.map((one) => option(one, state))),
    h("div", { class: "buttons" },
      button(_("Send"), () => sendDots(question, state), { id: "onward", disabled: state.left() === question.dots }),
      button(_("Back"), forget, { kind: "quiet" })),
  ]);
}
