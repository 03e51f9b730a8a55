// While the server rearranges the rows of #editor, people go on typing and pressing: both is carried over into the new form.
const ROW = /^(.+)-(\d+)((?:-.*)?)$/;
let under = null; // the request under way: its context, what stood in the fields, buttons pressed meanwhile

const form = () => document.querySelector("#editor form");
const values = () => new Map([...new FormData(form())].filter(([, value]) => typeof value === "string"));

// The number of a row after "drop:option:2", "up:option:2" or "down:option:2"; null if it is gone.
function moved(number, verb, at) {
  if (verb === "drop") return number === at ? null : number - (number > at);
  const other = at + { up: -1, down: 1 }[verb];
  return { [at]: other, [other]: at }[number] ?? number;
}

function renamed(name, act) {
  const [verb, rows, at] = act.split(":");
  if (!at || !name.startsWith(`${rows}-`)) return name;
  const [, number, rest] = name.slice(rows.length).match(/^-(\d+)(-.*)?$/) ?? [];
  if (!number) return name;
  const now = moved(Number(number), verb, Number(at));
  return now === null ? null : `${rows}-${now}${rest ?? ""}`;
}

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.target?.id !== "editor" || !form()) return;
  if (under) {
    event.preventDefault();
    if (ctx.sourceElement.value) under.pressed.push(ctx.sourceElement.value);
    return;
  }
  under = { ctx, act: ctx.request.body?.get("_do") ?? "", before: values(), pressed: [] };
});

document.addEventListener("htmx:before:swap", (event) => {
  if (event.detail.ctx !== under?.ctx || !form()) return;
  const after = values();
  const names = new Set([...under.before.keys(), ...after.keys()]);
  under.changed = [...names].filter((name) => under.before.get(name) !== after.get(name)).map((name) => [name, after.get(name)]);
  const at = document.activeElement;
  if (at?.form === form() && at.name && !at.matches("button")) under.focus = { name: at.name, from: at.selectionStart, to: at.selectionEnd };
});

function put(name, value) {
  const field = name && form()?.elements[name];
  if (!field?.matches) return;
  if (field.matches("[type=checkbox]")) field.checked = value !== undefined;
  else field.value = value ?? "";
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

document.addEventListener("htmx:finally:request", (event) => {
  if (event.detail.ctx !== under?.ctx) return;
  const { act, changed = [], focus, pressed } = under;
  under = null;
  for (const [name, value] of changed) put(renamed(name, act), value);
  const field = focus && form()?.elements[renamed(focus.name, act) ?? ""];
  if (field?.focus && document.activeElement !== field) {
    field.focus();
    if (focus.from !== null && focus.from !== undefined && field.setSelectionRange) field.setSelectionRange(focus.from, focus.to);
  }
  const [first] = pressed;
  if (!first) return;
  const [verb, rows, at] = first.split(":");
  const now = at ? renamed(`${rows}-${at}`, act)?.match(ROW) : null;
  const value = now ? `${verb}:${now[1]}:${now[2]}` : at ? null : first;
  form()?.querySelector(`button[value="${value}"]`)?.click();
});
