// Asks before something that cannot be undone: data-confirm="Sentence?" on a form or on the button that sends it.
document.addEventListener(
  "submit",
  (event) => {
    const sentence = event.submitter?.dataset.confirm || event.target.dataset.confirm;
    if (!sentence || window.confirm(sentence)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
