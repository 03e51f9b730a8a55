// A mark on a region's map ([data-place]): tap, or move it with the arrow keys; the hidden fields beside it hold latitude and longitude.
const STEP = 4;

function ready(box) {
  box.dataset.ready = "";
  box.hidden = false;
  const svg = box.querySelector("svg");
  const [mark, where, clear] = ["[data-mark]", "[data-where]", "[data-clear]"].map((part) => box.querySelector(part));
  const [lat, lon] = ["[data-lat]", "[data-lon]"].map((part) => box.parentElement.querySelector(part));
  const { west, north, perLon, perLat } = Object.fromEntries(Object.entries(box.dataset).map(([name, value]) => [name, Number(value)]));
  const { width, height } = svg.viewBox.baseVal;
  const land = [...svg.querySelectorAll("path")];

  function nameAt(x, y) {
    const point = Object.assign(svg.createSVGPoint(), { x, y });
    const distance = (path) => {
      const { x: left, y: top, width: wide, height: high } = path.getBBox();
      return path.isPointInFill(point) ? -1 : Math.hypot(x - left - wide / 2, y - top - high / 2);
    };
    return land.map((path) => [distance(path), path.textContent.trim()]).sort(([one], [other]) => one - other)[0]?.[1] ?? "";
  }

  function draw() {
    const isSet = lat.value !== "" && lon.value !== "";
    mark.toggleAttribute("hidden", !isSet);
    mark.setAttribute("visibility", isSet ? "visible" : "hidden");
    clear.hidden = !isSet;
    if (!isSet) return void (where.textContent = box.dataset.none);
    const [x, y] = [(lon.value - west) * perLon, (north - lat.value) * perLat];
    mark.setAttribute("transform", `translate(${x} ${y})`);
    where.textContent = box.dataset.said.replace("{name}", nameAt(x, y));
  }

  function put(x, y) {
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    lon.value = (west + within(x, width) / perLon).toFixed(3);
    lat.value = (north - within(y, height) / perLat).toFixed(3);
    draw();
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  }

  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    put(at.x, at.y);
  });
  svg.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP], Enter: [0, 0], " ": [0, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    const from = lat.value === "" ? [width / 2, height / 2] : [(lon.value - west) * perLon + move[0], (north - lat.value) * perLat + move[1]];
    put(...from);
  });
  clear.addEventListener("click", () => {
    lat.value = lon.value = "";
    draw();
    svg.focus();
  });
  draw();
}

const start = () => document.querySelectorAll("[data-place]:not([data-ready])").forEach(ready);
document.addEventListener("htmx:after:swap", start);
start();
