// Results to talk about in the hall: this Gemeinde beside the county, one question a slide, without a network.
import { h, inline } from "./markup.js";
import { button, heading, redraw, show } from "./screen.js";
import { _, language, plain, text } from "./words.js";

const percent = (share) => new Intl.NumberFormat(language() === "en" ? "en-GB" : "de-DE", { style: "percent", maximumFractionDigits: 0 }).format(share);

function bar(share, kind) {
  if (share === null || share === undefined) return h("span", { class: "bar bar--none" }, _("too few answers"));
  return h("span", { class: `bar bar--${kind}` }, h("meter", { min: 0, max: 1, value: share, "aria-hidden": "true" }), h("span", { class: "bar__number" }, percent(share)));
}

function table(slide) {
  const base = (number) => (number === null || number === undefined ? "" : ` (${_("%(n)s people", { n: number })})`);
  return h("table", { class: "slide" },
    h("thead", {}, h("tr", {}, h("td", {}), slide.here && h("th", { scope: "col" }, text(slide.here.texts), base(slide.here.base)), h("th", { scope: "col" }, text(slide.county.texts), base(slide.county.base)))),
    h("tbody", {}, slide.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, inline(text(row.texts))), slide.here && h("td", {}, bar(row.here, "here")), h("td", {}, bar(row.county, "county"))))));
}

export function openPresentation(slides, leave) {
  const state = { at: 0 };
  const turn = (by) => () => {
    state.at = Math.min(Math.max(state.at + by, 0), slides.length - 1);
    redraw();
  };
  show(() => {
    const slide = slides[state.at];
    return [
      heading(inline(text(slide.texts))),
      slide.top && h("p", { class: "hint" }, _("Share of “%(first)s” and “%(second)s”", { first: plain(slide.top[0]), second: plain(slide.top[1]) })),
      table(slide),
      slide.note && h("p", { class: "hint" }, _(slide.note)),
      h("div", { class: "buttons" },
        button(_("Previous"), turn(-1), { kind: "quiet", id: "previous", disabled: state.at === 0 }),
        h("span", { class: "position", "aria-live": "polite" }, `${state.at + 1} / ${slides.length}`),
        button(_("Next"), turn(1), { id: "onward", disabled: state.at === slides.length - 1 }),
        button(_("Close"), leave, { kind: "quiet" })),
    ];
  });
}
