// What happens on "send": kept on the tablet first, then the Rückmeldecode, then everything on the screen is forgotten.
import { sync } from "./connection.js";
import { h, lines, paragraphs } from "./markup.js";
import { forget } from "./idle.js";
import { pack } from "./device.js";
import { enqueue } from "./queue.js";
import { button, heading, main, notice, show } from "./screen.js";
import { _, inTag, language } from "./words.js";

let isUnderWay = false;

function sent(code, thanks) {
  show(() => [
    heading(_("Thank you! Your contribution is saved.")),
    thanks && paragraphs(inTag(thanks, language())),
    code && h("p", {}, _("This is your feedback code. Write it down or take a photo of it:")),
    code && h("p", { class: "code", id: "receipt-code", translate: "no" }, code),
    code && h("p", { class: "hint" }, lines(_("With the code you can see on the county’s website what became of your contribution."))),
    h("div", { class: "buttons" }, button(_("I am done"), forget, { id: "done" })),
  ]);
}

// Resolves to whether it is on the disk. Where it cannot be kept, what was entered stays on the screen.
export async function send(plain, { thanks = null, hasCode = true } = {}) {
  if (isUnderWay) return false;
  isUnderWay = true;
  try {
    const code = await enqueue(await pack(), plain);
    sent(hasCode ? code : null, thanks);
    sync();
    return true;
  } catch {
    main().prepend(notice("bad", _("This could not be saved on the tablet. Please call our team. What you have entered stays here.")));
    window.scrollTo(0, 0);
    return false;
  } finally {
    isUnderWay = false;
  }
}
