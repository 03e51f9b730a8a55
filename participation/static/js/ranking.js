// Rankings: buttons put an option of [data-ranking] on the next place, up, down or out; the lists of places behind them follow and are sent.
const place = (row) => Number(row.querySelector("select").value) || 0;
const label = (row) => row.querySelector("label").textContent.trim();

function ranked(list) {
  return [...list.querySelectorAll("[data-ranked]")].filter(place).sort((one, other) => place(one) - place(other));
}

function renumber(list, order, moved) {
  for (const row of list.querySelectorAll("[data-ranked]")) row.querySelector("select").value = String(order.indexOf(row) + 1 || "");
  const rest = [...list.querySelectorAll("[data-ranked]")].filter((row) => !order.includes(row));
  list.append(...order, ...rest);
  draw(list);
  list.dispatchEvent(new Event("input", { bubbles: true }));
  moved.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  const said = order.includes(moved) ? list.dataset.said : list.dataset.saidOut;
  list.nextElementSibling.textContent = said.replace("{label}", label(moved)).replace("{n}", order.indexOf(moved) + 1);
}

function act(list, row, act) {
  const order = ranked(list);
  const at = order.indexOf(row);
  if (act === "rank") order.push(row);
  if (act === "out") order.splice(at, 1);
  if (act === "up") order.splice(at - 1, 2, row, order[at - 1]);
  if (act === "down") order.splice(at, 2, order[at + 1], row);
  renumber(list, order, row);
  (row.querySelector(`[data-act="${act}"]:not(:disabled)`) ?? row.querySelector("button:not(:disabled)"))?.focus();
}

function button(list, row, name, sign, disabled) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "ranking__button", textContent: sign, disabled });
  made.dataset.act = name;
  made.setAttribute("aria-label", `${label(row)}: ${list.dataset[name]}`);
  made.addEventListener("click", () => act(list, row, name));
  return made;
}

function draw(list) {
  const order = ranked(list);
  const places = list.querySelector("select").options.length - 1;
  for (const row of list.querySelectorAll("[data-ranked]")) {
    const at = order.indexOf(row);
    const buttons = at < 0 ? [["rank", "+", order.length >= places]] : [["up", "↑", at === 0], ["down", "↓", at === order.length - 1], ["out", "×", false]];
    row.querySelector("[data-buttons]").replaceChildren(...buttons.map(([name, sign, disabled]) => button(list, row, name, sign, disabled)));
    row.querySelector("[data-place]").textContent = at < 0 ? "" : `${at + 1}.`;
    row.classList.toggle("ranking__row--ranked", at >= 0);
  }
}

function start() {
  for (const list of document.querySelectorAll("[data-ranking]:not([data-ready])")) {
    list.dataset.ready = "";
    const voice = Object.assign(document.createElement("p"), { className: "kern-sr-only" });
    voice.setAttribute("aria-live", "polite");
    for (const row of list.querySelectorAll("[data-ranked]")) {
      const [number, buttons] = ["place", "buttons"].map((name) => Object.assign(document.createElement("span"), { className: `ranking__${name === "place" ? "number" : "buttons"}` }));
      number.dataset.place = "";
      buttons.dataset.buttons = "";
      row.prepend(number);
      row.append(buttons);
    }
    list.after(voice); // not in the list: it would be counted as an option
    list.classList.add("ranking--live");
    list.append(...ranked(list), ...[...list.querySelectorAll("[data-ranked]")].filter((row) => !place(row)));
    draw(list);
  }
}

document.addEventListener("htmx:after:swap", start);
start();
