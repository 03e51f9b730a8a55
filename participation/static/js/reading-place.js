// Keeps the reading place when the language is switched: both languages have the same ids on their paragraphs ([data-place]).
function place() {
  const seen = [...document.querySelectorAll("[data-place]")].filter((block) => block.getBoundingClientRect().bottom > 0);
  const above = window.scrollY < 200 ? "" : seen[0]?.id;
  return above || location.hash.slice(1);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".languages a[hreflang]");
  if (link) link.hash = place();
});
