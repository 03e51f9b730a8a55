// Keeps the reading place when the language is switched: both languages have the same ids on their paragraphs ([data-place]).
// The switch is at the top of the page, so the place is where scrolling last came to rest further down.
const REST = 400;
let place = location.hash.slice(1);
let timer;

function note() {
  if (window.scrollY < window.innerHeight / 3) return;
  const seen = [...document.querySelectorAll("[data-place]")].find((block) => block.getBoundingClientRect().bottom > 40);
  if (seen) place = seen.id;
}

document.addEventListener("scroll", () => { clearTimeout(timer); timer = setTimeout(note, REST); }, { passive: true });
document.addEventListener("click", (event) => {
  const link = event.target.closest(".languages a[hreflang]");
  if (link) link.hash = place;
});
