// Coding by keyboard: arrows go over the sentences, a typed mark ticks its code, Enter gives what is ticked.
// The keys work on a focused sentence only (WCAG 2.1.4); everything can be done without them.
const form = document.querySelector("[data-coding]");
const told = form.querySelector("[data-coding-told]");
const sentences = [...form.querySelectorAll('input[name="sentence"]')];
const codes = new Map([...form.querySelectorAll("input[data-mark]")].map((box) => [box.dataset.mark, box]));
let typed = "";
let pause;

function move(from, step) {
  const to = sentences[sentences.indexOf(from) + step];
  if (to) to.focus();
}

function tick(sentence, box) {
  if (!sentences.some((one) => one.checked)) sentence.checked = true;
  box.checked = !box.checked;
  told.textContent = [...codes.values()]
    .filter((one) => one.checked)
    .map((one) => one.labels[0].textContent.trim().replace(/\s+/g, " "))
    .join(", ");
}

// A mark can begin another one (1 and 12): it counts after a moment without a further sign.
function type(sentence, sign) {
  clearTimeout(pause);
  const known = [...codes.keys()];
  typed = known.some((mark) => mark.startsWith(typed + sign)) ? typed + sign : sign;
  if (known.some((mark) => mark !== typed && mark.startsWith(typed))) pause = setTimeout(settle, 700, sentence);
  else settle(sentence);
}

function settle(sentence) {
  clearTimeout(pause);
  if (codes.has(typed)) tick(sentence, codes.get(typed));
  typed = "";
}

function give(sentence, then) {
  settle(sentence);
  form.requestSubmit(form.querySelector(`button[value="${then}"]`));
}

form.addEventListener("keydown", (event) => {
  const sentence = event.target.closest('input[name="sentence"]');
  if (!sentence || event.altKey || event.metaKey) return;
  if (event.key === "ArrowDown") move(sentence, 1);
  else if (event.key === "ArrowUp") move(sentence, -1);
  else if (event.key === "Enter") give(sentence, event.ctrlKey ? "next" : "stay");
  else if (!event.ctrlKey && /^[\p{L}\p{N}]$/u.test(event.key)) type(sentence, event.key.toUpperCase());
  else return;
  event.preventDefault();
});

const here = location.hash && document.getElementById(location.hash.slice(1));
(sentences.includes(here) ? here : sentences[0])?.focus();
