// Display settings: colours, contrast, text size; kept in this browser, applied by display-early.js on later pages.
const ATTRIBUTES = { theme: "kernTheme", contrast: "contrast", size: "size" };

function stored() {
  try {
    return JSON.parse(localStorage.getItem("display") || "{}");
  } catch {
    return {};
  }
}

function apply(chosen) {
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    if (chosen[name]) document.documentElement.dataset[attribute] = chosen[name];
    else delete document.documentElement.dataset[attribute];
  }
}

for (const menu of document.querySelectorAll("[data-display]")) {
  const form = menu.querySelector("form");
  for (const [name, value] of Object.entries(stored())) {
    const radio = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (radio) radio.checked = true;
  }
  form.addEventListener("change", () => {
    const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    apply(chosen);
    try {
      localStorage.setItem("display", JSON.stringify(chosen));
    } catch {
      // Without storage the choice lasts for this page.
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
