// Applies the reader's display settings before the first paint; a classic script, because modules run too late for that.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    const chosen = JSON.parse(localStorage.getItem("display") || "{}");
    if (chosen.theme) root.dataset.kernTheme = chosen.theme;
    if (chosen.contrast) root.dataset.contrast = chosen.contrast;
    if (chosen.size) root.dataset.size = chosen.size;
  } catch {
    // Storage may be forbidden; the device's own settings hold then.
  }
})();
