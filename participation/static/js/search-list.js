// A field above select[data-search-list] that narrows a long list of places; the select itself works without it.
const LONG = 12;
const folded = (text) => text.toLocaleLowerCase("de").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replaceAll("ß", "ss");

function narrow(select, entries, typed) {
  const wanted = folded(typed.trim());
  const kept = select.value;
  const found = entries.filter(({ option, words }) => !wanted || option.value === "" || option.value === kept || words.includes(wanted));
  for (const { option, parent } of entries) if (!found.some((one) => one.option === option)) option.remove(); else parent.append(option);
  select.value = kept;
  if (wanted && !kept) {
    const hits = found.filter(({ option }) => option.value);
    if (hits.length === 1) {
      select.value = hits[0].option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

function start() {
  for (const select of document.querySelectorAll("select[data-search-list]:not([data-ready])")) {
    select.dataset.ready = "";
    if (select.options.length <= LONG) continue;
    const entries = [...select.options].map((option) => ({ option, parent: option.parentElement, words: folded(option.textContent) }));
    const field = Object.assign(document.createElement("input"), { type: "search", id: `${select.id}-search`, className: "kern-form-input__input", autocomplete: "off" });
    field.dataset.draftSkip = "";
    const label = Object.assign(document.createElement("label"), { htmlFor: field.id, className: "kern-hint", textContent: select.dataset.searchList });
    field.addEventListener("input", () => narrow(select, entries, field.value));
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    select.parentElement.before(label, field);
  }
}

document.addEventListener("htmx:after:swap", start);
start();
