// The first screens: a tablet that is not ours yet, one that cannot keep anything, and what one can do here.
import { enrol } from "./device.js";
import { rest, watch } from "./idle.js";
import { version } from "./connection.js";
import { h, inline, lines, paragraphs } from "./markup.js";
import { openDots } from "./dots.js";
import { openHandover } from "./handover.js";
import { openSurvey } from "./survey.js";
import { openComment, openIdea } from "./writing.js";
import { button, heading, notice, show } from "./screen.js";
import { _, plain, text } from "./words.js";

const TROUBLE = {
  full: "The storage of this tablet is full. Nobody can answer here until there is room.",
  denied: "This browser may not keep anything (private mode?). Nobody can answer here.",
};

export function openTrouble(kind) {
  show(() => [heading(_("This tablet is not ready")), notice("bad", _(TROUBLE[kind])), h("p", {}, _("Please tell our team."))]);
}

export function openClosed() {
  show(() => [heading(_("This stop is over")), h("p", {}, lines(_("Thank you for coming. Nothing more can be sent here.")))]);
}

// Resolves when the tablet is enrolled. The code comes from the QR's fragment, or is pasted where an installed app has its own storage.
export function openEnrolment(token) {
  return new Promise((resolve) => {
    const state = { token, problem: "" };
    const go = async () => {
      const code = state.token.trim().split("#").at(-1);
      try {
        resolve(await enrol(code, version));
      } catch (problem) {
        state.problem = problem.status ? _("This code does not work. Show a new one.") : _("The server cannot be reached.");
        draw();
      }
    };
    const draw = () => show(() => [
      heading(_("Set up this tablet")),
      state.problem && notice("bad", state.problem),
      h("p", {}, _("Open the page of the stop in the administration and scan the code that it shows with this tablet.")),
      h("div", { class: "field" }, h("label", { for: "token" }, _("Code or link")),
        h("input", { id: "token", type: "text", autocomplete: "off", spellcheck: "false", value: state.token, oninput: (event) => (state.token = event.target.value) })),
      button(_("Set up"), go, { id: "onward" }),
    ]);
    if (token) go();
    else draw();
  });
}

const tile = (label, hint, open, id) =>
  h("button", { type: "button", class: "tile", id, onclick: () => { watch(); open(); } }, h("span", { class: "tile__label" }, inline(label)), hint && h("span", { class: "hint" }, hint));

export function openStart(pack) {
  const commented = pack.fields.filter((field) => field.comments);
  rest();
  show(() => [
    heading(inline(plain(pack.stop.texts))),
    h("p", { class: "lead" }, _("What would you like to do?")),
    h("div", { class: "tiles" },
      pack.surveys.map((survey) => tile(plain(survey.questionnaire.title), _("Survey"), () => openSurvey(survey, pack), `survey-${survey.slug}`)),
      pack.dots.map((question) => tile(text(question.texts), _("Give dots"), () => openDots(question), `dots-${question.id}`)),
      pack.ideas && tile(_("Your idea"), _("Idea box"), () => openIdea(pack.fields), "idea"),
      commented.length > 0 && tile(_("Your opinion on a topic"), _("Comment"), () => openComment(commented), "comment"),
      pack.surveys.filter((survey) => survey.handover).map((survey) => tile(_("Go on with your own phone"), plain(survey.questionnaire.title), () => openHandover(survey), `phone-${survey.slug}`))),
    paragraphs(_("We keep no name. When you are done, nothing of yours stays on this tablet’s screen."), { class: "hint" }),
  ]);
}
