// A survey from its first page to the Rückmeldecode.
import { h, lines, paragraphs } from "./markup.js";
import { forget } from "./idle.js";
import { questionField } from "./questions.js";
import { asked, button, heading, notice, redraw, show } from "./screen.js";
import { send } from "./sending.js";
import { _, inTag, language, plain } from "./words.js";
import { walk } from "./walking.js";
import { piped } from "./piping.js";
import { kindOf } from "./reading.js";

// What somebody has entered so far. `put` stores one answer; a redraw shows what depends on it.
class Sheet {
  constructor(survey, pack) {
    Object.assign(this, { survey, questionnaire: survey.questionnaire, pictures: pack.pictures ?? {}, map: pack.map });
    Object.assign(this, { given: {}, orders: {}, problems: [], page: 0 });
    this.restep();
  }

  get answers() {
    return this.way.answers;
  }

  restep() {
    this.way = walk(this.questionnaire, this.given);
  }

  put(code, answer, isSeen = null) {
    this.given[code] = answer;
    this.problems = this.problems.filter((problem) => problem.name.split(".")[0] !== code);
    if (isSeen === false) return;
    this.restep();
    if (isSeen || this.isLookedAt(code)) redraw();
  }

  settle(code) {
    this.restep();
    if (this.isLookedAt(code)) redraw();
  }

  // Whether something on this page depends on the answer, or it stands beside the words of an open option.
  isLookedAt(code) {
    const page = this.questionnaire.pages[this.page - 1];
    const own = page.questions.find((question) => question.code === code);
    return Boolean(own?.options?.some((option) => option.open)) || new RegExp(`"${code}[."]|\\{\\{\\s*${code}[\\s.}]`).test(dependent(page));
  }
}

const dependent = (page) => JSON.stringify(page.questions.map(({ show_if: condition, text, hint }) => [condition ?? null, text, hint]));

function missingTwin(survey) {
  return !survey.languages.includes(language()) && notice("note", _("There is no text in this language yet. You see the German one."));
}

async function leave() {
  if (await asked(_("Stop here? What you have entered will be deleted."), _("Delete and stop"))) forget();
}

function progress(sheet) {
  const { way, page } = sheet;
  const words = _("Page %(page)s of %(pages)s", { page: way.position(page), pages: way.total });
  return h("div", { class: "progress" }, h("span", { id: "progress" }, words), h("progress", { max: way.total, value: way.position(page), "aria-labelledby": "progress" }));
}

function fields(sheet) {
  const questions = sheet.way.questions(sheet.page);
  const beside = new Map(questions.filter((one) => one.beside).map((one) => [one.beside, one]));
  const isDrawnWithAnother = (question) => beside.has(question.code) && questions.includes(beside.get(question.code));
  return questions.filter((one) => !isDrawnWithAnother(one)).map((question) =>
    questionField(sheet, question, kindOf(question) === "matrix" && questions.find((one) => one.code === question.beside)));
}

function title(sheet) {
  const own = sheet.questionnaire.pages[sheet.page - 1]?.title;
  const text = (own && inTag(own, language())) || inTag(sheet.questionnaire.title, language());
  return piped(sheet.questionnaire, sheet.answers, text, language()).replaceAll("**", "").replace(/\\(.)/g, "$1").replaceAll("\n", " ");
}

function turn(sheet, page) {
  sheet.problems = [];
  sheet.page = page;
  show(() => drawPage(sheet));
}

function onward(sheet) {
  sheet.restep();
  const wrong = sheet.way.problemsOn(sheet.page);
  if (wrong.length) {
    sheet.problems = wrong;
    redraw();
    document.querySelector(".error")?.closest("fieldset, .field")?.querySelector("input, textarea, button")?.focus();
    return;
  }
  const next = sheet.way.after(sheet.page);
  if (next === null) return sendSheet(sheet);
  turn(sheet, next);
}

function sendSheet(sheet) {
  const [{ name } = {}] = sheet.way.problems;
  if (name) return turn(sheet, sheet.questionnaire.pages.findIndex((page) => page.questions.some((one) => one.code === name.split(".")[0])) + 1);
  const { survey, answers } = sheet;
  const shown = Object.entries(sheet.orders).filter(([code]) => code in answers).map(([code, options]) => [code, options.map((one) => one.code)]);
  const spoken = survey.languages.includes(language()) ? language() : "de";
  const plainSheet = { kind: "submission", survey: survey.slug, questionnaire_version: survey.version, language: spoken, answers };
  return send(shown.length ? { ...plainSheet, orders: Object.fromEntries(shown) } : plainSheet, { thanks: sheet.questionnaire.thanks });
}

function drawPage(sheet) {
  const isLast = sheet.way.after(sheet.page) === null;
  const before = sheet.way.before(sheet.page);
  const isClosing = sheet.page === sheet.way.closing;
  return [
    missingTwin(sheet.survey),
    heading(title(sheet)),
    progress(sheet),
    sheet.problems.length > 0 && notice("bad", _("Something is missing or not right. Please look at the marked places.")),
    isClosing ? h("p", {}, _("That was everything. Now send your answers.")) : fields(sheet),
    h("div", { class: "buttons" },
      button(isLast ? _("Send") : _("Next"), () => onward(sheet), { id: "onward" }),
      before !== null && button(_("Back"), () => turn(sheet, before), { kind: "quiet" }),
      button(_("Stop answering"), leave, { kind: "quiet" })),
  ];
}

export function openSurvey(survey, pack) {
  const sheet = new Sheet(survey, pack);
  show(() => [
    missingTwin(survey),
    heading(plain(survey.questionnaire.title)),
    paragraphs(inTag(survey.questionnaire.introduction, language())),
    h("p", { class: "hint" }, lines(_("Nobody can see who you are. You need no name."))),
    h("div", { class: "buttons" },
      button(_("Begin"), () => turn(sheet, sheet.way.pages[0] ?? sheet.way.closing), { id: "onward" }),
      button(_("Back"), forget, { kind: "quiet" })),
  ]);
}
