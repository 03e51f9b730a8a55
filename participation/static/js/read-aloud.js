// Reads [data-read-aloud-text] aloud with a voice of this device, sentence by sentence, each one highlighted.
// Voices that would send the text away (localService false) are never used; without one the buttons stay hidden.
const tools = document.querySelector("[data-read-aloud]");
const [play, stop] = tools ? tools.querySelectorAll("button") : [];
const speech = window.speechSynthesis;
let sentences = [];
let next = 0;

function voiceFor(language) {
  const own = speech.getVoices().filter((voice) => voice.localService);
  const base = language.split("-")[0];
  return own.find((voice) => voice.lang.replace("_", "-").split("-")[0] === base);
}

function sentencesOf(root) {
  const found = [];
  for (const block of root.querySelectorAll("h1, .words p, .words li, p.easy")) {
    const language = (block.closest("[lang]") || document.documentElement).lang;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const pieces = [];
    let text = "";
    while (walker.nextNode()) { pieces.push([walker.currentNode, text.length]); text += walker.currentNode.data; }
    const place = (at) => { const [node, from] = pieces.findLast(([, begins]) => begins <= at); return [node, at - from]; };
    for (const { segment, index } of new Intl.Segmenter("de", { granularity: "sentence" }).segment(text)) {
      if (!segment.trim()) continue;
      const range = document.createRange();
      range.setStart(...place(index));
      range.setEnd(...place(index + segment.trimEnd().length));
      found.push({ text: segment.replaceAll("\u00b7", ""), range, language });
    }
  }
  return found;
}

function show(state, range) {
  tools.dataset.state = state;
  play.querySelector(".kern-label").textContent = play.dataset[state];
  stop.hidden = state === "idle";
  if (!window.CSS?.highlights) return;
  if (range) CSS.highlights.set("read-aloud", new Highlight(range));
  else CSS.highlights.delete("read-aloud");
}

function say() {
  const sentence = sentences[next];
  const voice = sentence && voiceFor(sentence.language);
  if (!voice) return show("idle");
  const words = Object.assign(new SpeechSynthesisUtterance(sentence.text), { voice, lang: voice.lang });
  words.onend = () => { if (tools.dataset.state !== "idle" && sentences[next] === sentence) { next += 1; say(); } };
  show("speaking", sentence.range);
  sentence.range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  speech.speak(words);
}

function end() { next = sentences.length; show("idle"); speech.cancel(); }

function press() {
  const state = tools.dataset.state;
  if (state === "speaking") { speech.pause(); show("paused", sentences[next].range); return; }
  if (state === "paused") { show("speaking", sentences[next].range); speech.resume(); return; }
  sentences = sentencesOf(document.querySelector("[data-read-aloud-text]"));
  next = 0;
  say();
}

function offer() { tools.hidden = !voiceFor(document.documentElement.lang); }

if (tools && speech && window.Intl?.Segmenter) {
  play.addEventListener("click", press);
  stop.addEventListener("click", () => { end(); play.focus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && tools.dataset.state !== "idle") end(); });
  window.addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener("voiceschanged", offer);
  offer();
}
