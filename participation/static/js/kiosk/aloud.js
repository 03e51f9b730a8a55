// Reads the screen aloud with a voice of the tablet itself, piece by piece; without such a voice the button is not there.
import { h } from "./markup.js";
import { main, onShow } from "./screen.js";
import { _, language } from "./words.js";

const speech = window.speechSynthesis;
const PIECES = "h1, h2, legend, label, p, li, .tile";
let pieces = [];

const voice = () => speech?.getVoices().find((one) => one.localService && one.lang.replace("_", "-").split("-")[0] === language().split("-")[0]);

function mark(element) {
  main().querySelectorAll("[data-spoken]").forEach((one) => delete one.dataset.spoken);
  if (element) element.dataset.spoken = "";
}

function say() {
  const piece = pieces.shift();
  mark(piece);
  if (!piece) return draw();
  const words = piece.textContent.replaceAll("\u00b7", "").trim();
  const said = Object.assign(new SpeechSynthesisUtterance(words), { voice: voice(), lang: voice().lang });
  said.onend = say;
  piece.scrollIntoView({ block: "nearest" });
  speech.speak(said);
}

function stop() {
  pieces = [];
  mark(null);
  speech?.cancel();
}

const isSpeaking = () => speech?.speaking || pieces.length > 0;

function press() {
  if (isSpeaking()) stop();
  else {
    pieces = [...main().querySelectorAll(PIECES)].filter((one) => one.textContent.trim() && one.getClientRects().length && !one.querySelector(PIECES));
    say();
  }
  draw();
}

function draw() {
  const tool = document.getElementById("tool-aloud");
  if (!tool) return;
  tool.hidden = !voice();
  tool.textContent = isSpeaking() ? _("Stop reading") : _("Read aloud");
}

export function aloudButton() {
  return h("button", { type: "button", class: "tool", id: "tool-aloud", hidden: !voice(), onclick: press }, isSpeaking() ? _("Stop reading") : _("Read aloud"));
}

speech?.addEventListener?.("voiceschanged", draw);
onShow(() => {
  if (isSpeaking()) stop();
  draw();
});
