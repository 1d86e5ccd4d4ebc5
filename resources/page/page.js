/* ---- drawing ---- */

const NS = "http://www.w3.org/2000/svg";
function add(parent, kind, attributes, text) {
  const e = document.createElementNS(NS, kind);
  for (const [key, v] of Object.entries(attributes)) e.setAttribute(key, v);
  if (text !== undefined) e.textContent = text;
  parent.append(e);
  return e;
}
const diamond = (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
const range = values => values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);

const [dataLow, dataHigh] = range(X);
const wide = dataHigh - dataLow || Math.max(1, Math.abs(dataLow));
const left = dataLow - 0.05 * wide, right = dataHigh + 0.05 * wide;
let [yLow, yHigh] = range(Y);
if (D.label) {                           // the function is the log-odds, not the label
  const richest = at(lamMin), inside = kinksOf(richest).filter(k => k.at > dataLow && k.at < dataHigh);
  const [a, b] = range([value(richest, dataLow), value(richest, dataHigh), ...inside.map(k => k.value)]);
  [yLow, yHigh] = [Math.min(yLow, a), Math.max(yHigh, b)];
}
if (yLow === yHigh) { yLow -= 1; yHigh += 1; }
{ const pad = 0.07 * (yHigh - yLow); yLow -= pad; yHigh += pad; }

function steps(low, high, most) {
  const raw = (high - low) / most, unit = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(k => k * unit).find(k => k >= raw);
  const out = [];
  for (let v = Math.ceil(low / step) * step; v <= high + 1e-9 * step; v += step) out.push(Math.abs(v) < 1e-9 * step ? 0 : v);
  return out.map(v => [v, +v.toPrecision(12)]);
}
function ticks(most) {
  if (!D.time) return steps(left, right, most).map(([v, w]) => [v, String(w).replace("-", "−")]);
  const days = right - left;
  const year = t => new Date(t * 86400000).getUTCFullYear();
  if (days > 730) {
    const whole = steps(year(left), year(right), Math.min(most, year(right) - year(left))).filter(([v]) => Number.isInteger(v));
    return whole.map(([y]) => [Date.UTC(y, 0, 1) / 86400000, String(y)]).filter(([t]) => t >= left && t <= right);
  }
  if (days > 62) {
    const out = [], every = Math.ceil(days / 30.4 / most);
    for (let m = year(left) * 12; m < (year(right) + 1) * 12; m += every) {
      const t = Date.UTC(Math.floor(m / 12), m % 12, 1) / 86400000;
      if (t >= left && t <= right) out.push([t, position(t).slice(0, 7)]);
    }
    return out;
  }
  const all = steps(left, right, most).map(([v]) => [v, position(v)]);
  return days > 3 ? all.filter(([v]) => Number.isInteger(v)) : all.map(([v, w]) => [v, w.slice(5)]);
}

/* refits and bands of the λ at which the page was written, drawn where they are ticked */
const overlays = D.overlays.map(o => ({...o, x: reals(o.x), low: reals(o.low), high: reals(o.high)}));
for (const o of overlays) {
  const label = document.createElement("label"), about = document.createElement("p");
  o.box = document.createElement("input");
  Object.assign(o.box, {type: "checkbox", id: `overlay-${o.kind}`});
  Object.assign(about, {id: `about-${o.kind}`, className: "quiet", hidden: true, textContent: o.label});
  o.box.setAttribute("aria-describedby", about.id);
  label.append(o.box);
  const swatch = add(label, "svg", {viewBox: "0 0 16 10", "aria-hidden": "true"});
  add(swatch, "path", {class: `overlay ${o.kind}`, d: o.kind === "bootstrap" ? "M0 1H16V9H0Z" : "M0 5H16"});
  label.append(o.name);
  $("overlays").append(label, about);
  o.box.addEventListener("change", () => { about.hidden = !o.box.checked; drawPlot(); });
}
$("overlays").hidden = !overlays.length;

let state, hovered = null, pointer = null, view = {};

function drawPlot() {
  const svg = $("plot"), w = svg.clientWidth, h = svg.clientHeight;
  if (!w || !h) return;
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
  const font = parseFloat(getComputedStyle(document.body).fontSize);
  const yTicks = steps(yLow, yHigh, Math.max(2, Math.floor(h / 40)));
  const names = yTicks.map(([v, shown]) => Math.abs(shown) >= 1e6 ? number(v) : String(shown).replace("-", "−"));
  const margin = {l: 14 + 0.56 * font * Math.max(...names.map(s => s.length), 1), r: 8, t: 18 + 0.3 * font, b: 22 + font};
  const x = t => margin.l + (t - left) / (right - left) * (w - margin.l - margin.r);
  const y = f => h - margin.b - (f - yLow) / (yHigh - yLow) * (h - margin.t - margin.b);
  view = {x, y, margin, w, h};
  const clip = add(add(svg, "clipPath", {id: "inside"}), "rect", {x: margin.l, y: margin.t, width: Math.max(w - margin.l - margin.r, 1), height: Math.max(h - margin.t - margin.b, 1)});
  yTicks.forEach(([v], k) => {
    add(svg, "line", {class: "grid", x1: margin.l, x2: w - margin.r, y1: y(v), y2: y(v)});
    add(svg, "text", {class: "axis", x: margin.l - 6, y: y(v) + 4, "text-anchor": "end"}, names[k]);
  });
  for (const [v, name] of ticks(Math.max(2, Math.floor((w - margin.l) / (D.time ? 110 : 80)))))
    add(svg, "text", {class: "axis", x: x(v), y: h - margin.b + 4 + font, "text-anchor": "middle"}, name);
  add(svg, "text", {class: "axis", x: w - margin.r, y: h - 2, "text-anchor": "end"}, D.x_name);
  add(svg, "text", {class: "axis", x: 0, y: font}, D.label ? `log-odds of ${D.y_name}` : D.y_name);
  const box = add(svg, "g", {"clip-path": "url(#inside)"});
  for (const [a, b] of [[left, dataLow], [dataHigh, right]])
    add(box, "rect", {class: "outside", x: x(a), y: 0, width: Math.max(x(b) - x(a), 0), height: h});
  const r = X.length > 400 ? 1.6 : 2.8;
  let dots = "";
  for (let k = 0; k < X.length; k++) {
    const cx = x(X[k]).toFixed(2), cy = y(Y[k]).toFixed(2);
    dots += `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  add(box, "path", {class: "data", d: dots});
  drawOverlays(box, x, y);
  const path = list => "M" + thinned(list.map(([t, f]) => [x(t), y(f)]), 4 * w).map(([a, b]) => `${a.toFixed(2)} ${b.toFixed(2)}`).join("L");
  add(box, "path", {class: "curve", id: "curve", d: path(corners(state))});
  const chosen = state.active.find(a => a.unit === hovered);
  if (chosen) {
    add(box, "path", {class: "share", d: path(corners({active: [chosen], level: D.mean - middle(chosen), slope: 0}))});
    const axis = chosen.unit.axis;
    if (axis !== null && axis >= left && axis <= right) {
      add(box, "line", {class: "mirror-line", id: "axis", x1: x(axis), x2: x(axis), y1: margin.t, y2: h - margin.b});
      const anchor = x(axis) > w - 120 ? "end" : "start";
      add(svg, "text", {class: "axis", x: x(axis) + (anchor === "end" ? -5 : 5), y: margin.t + font, "text-anchor": anchor}, `mirror at ${position(axis)}`);
    }
  }
  const marks = marked(kinksOf(state), x);
  for (const k of marks) {
    const mine = !chosen || chosen.unit.kinks.includes(k.at);
    add(box, "path", {class: (k.mirror ? "mirror" : "kink") + (mine ? "" : " dim"), d: diamond(x(k.at), y(k.value), k.mirror ? 5 : 5.5)});
  }
  sayMarks(marks.length);
  if (pointer !== null) {
    add(box, "line", {class: "cross", x1: x(pointer), x2: x(pointer), y1: margin.t, y2: h - margin.b});
    add(svg, "text", {class: "label", x: w - margin.r, y: font, "text-anchor": "end"}, `${position(+pointer.toPrecision(Math.max(D.digits, 6)))}: ${number(value(state, pointer), 5)}`);
  }
}

function drawOverlays(box, x, y) {
  for (const o of overlays) {
    if (!o.box.checked) continue;
    const points = f => Array.from(o.x, (t, k) => `${x(t).toFixed(2)} ${y(f[k]).toFixed(2)}`);
    const shapes = o.kind === "bootstrap" ? [[...points(o.low), ...points(o.high).reverse()]] : o.high.length ? [points(o.low), points(o.high)] : [points(o.low)];
    for (const shape of shapes) add(box, "path", {class: `overlay ${o.kind}`, d: "M" + shape.join("L")});
  }
}

function middle(chosen) {
  let sum = 0;
  for (const t of X) sum += chosen.weight * unitValue(chosen.unit, t);
  return sum / X.length;
}

/* slider: 0 is λ_max or the largest λ known, 1 the smallest, even steps of log λ between */
const decades = lamMax > 0 ? Math.log(lamTop / lamMin) || 1 : 1;
const toSlider = lam => lamMax > 0 ? Math.min(Math.max(Math.log(lamTop / lam) / decades, 0), 1) : 0;
const fromSlider = p => p <= 0 ? lamTop : p >= 1 ? lamMin : lamTop * Math.exp(-p * decades);
const counts = Array.from({length: n}, (_, i) => first[i + 1] - first[i]);
const most = Math.max(1, ...counts);

function drawGroove() {
  const svg = $("groove"), w = svg.clientWidth, h = svg.clientHeight, pad = 8;
  if (!w) return;
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
  const x = p => pad + p * (w - 2 * pad), y = c => h - 1 - c / most * (h - 18);
  let d = `M${x(0)} ${h - 1}`;
  for (let i = 0; i < n; i++) d += `L${x(toSlider(top[i])).toFixed(1)} ${y(counts[i]).toFixed(1)}L${x(toSlider(bottom[i])).toFixed(1)} ${y(counts[i]).toFixed(1)}`;
  add(svg, "path", {class: "area", d: `${d}L${x(1)} ${h - 1}Z`});
  const p = x(toSlider(state.lam));
  add(svg, "line", {class: "handle", x1: p, x2: p, y1: 14, y2: h});
  const label = add(svg, "text", {class: "label", y: 10, "text-anchor": "middle"}, `${ratio()} · ${plural(state.active.length, "neuron")}`);
  const half = label.getComputedTextLength() / 2;
  label.setAttribute("x", Math.max(Math.min(p, w - half), half));
}
const ratio = () => lamMax > 0 ? `λ = ${number(state.lam / lamMax, 3)} λmax` : "constant data";

const LANES = 8;
function drawNetwork() {
  const svg = $("network"), w = svg.clientWidth, hidden = D.activations.length;
  if (!w) return;
  svg.replaceChildren();
  const sorted = ordered(state), shown = sorted.slice(0, LANES), rest = sorted.length - shown.length;
  const line = D.free === "straight line", pitch = 48;
  const height = Math.max(shown.length, 1) * pitch + (rest ? 22 : 0) + (line ? 32 : 0);
  svg.setAttribute("viewBox", `0 0 ${w} ${height}`);
  svg.style.height = `${height}px`;
  const bw = Math.min(96, (w - 130) / hidden * 0.62), bh = 34;
  const mid = Math.max(shown.length, 1) * pitch / 2, x0 = 22, x1 = w - 22;
  const slot = k => x0 + (x1 - x0) * (k + 1) / (hidden + 1);
  const largest = Math.max(...shown.map(s => Math.abs(s.weight)), 1e-300);
  shown.forEach(({unit, weight}, row) => {
    const y = row * pitch + pitch / 2;
    const lane = add(svg, "g", {class: "lane" + (unit === hovered ? " on" : "")});
    const thick = 1 + 2.5 * (Math.abs(weight) / largest) ** (1 / (hidden + 1));
    const wire = (a, ya, b, yb, sign) => add(lane, "path", {class: sign < 0 ? "negative" : "positive", fill: "none", "stroke-width": thick.toFixed(2), d: `M${a} ${ya}C${(a + b) / 2} ${ya} ${(a + b) / 2} ${yb} ${b} ${yb}`});
    wire(x0, mid, slot(0) - bw / 2, y, unit.signs ? unit.signs[0] : 1);
    for (let k = 0; k < hidden; k++) {
      add(lane, "rect", {class: "box", x: slot(k) - bw / 2, y: y - bh / 2, width: bw, height: bh, rx: 4});
      if (unit.switches && k < hidden - 1) {
        add(lane, "text", {class: "axis", x: slot(k), y: y + 4, "text-anchor": "middle"}, k === 0 ? `${unit.switches.length} steps` : "…");
      } else {
        const ts = [dataLow, ...unit.kinks.filter(t => t > dataLow && t < dataHigh), dataHigh];
        const more = D.step ? ts.flatMap(t => [t - 1e-9 * wide, t]) : ts;
        const values = more.map(t => unitValue(unit, t, k + 1)), [a, b] = range(values);
        add(lane, "path", {class: "picture", d: "M" + more.map((t, j) => `${(slot(k) - bw / 2 + 4 + (t - dataLow) / wide * (bw - 8)).toFixed(1)} ${(y + bh / 2 - 5 - (values[j] - a) / (b - a || 1) * (bh - 10)).toFixed(1)}`).join("L")});
      }
      if (k + 1 < hidden) wire(slot(k) + bw / 2, y, slot(k + 1) - bw / 2, y, unit.signs ? unit.signs[k + 1] : 1);
    }
    wire(slot(hidden - 1) + bw / 2, y, x1, mid, weight);
    add(lane, "text", {class: "axis", x: slot(hidden - 1) + bw / 2 + 6, y: y - 6}, number(weight, 3));
    lane.addEventListener("pointerenter", () => highlight(unit));
    lane.addEventListener("pointerleave", () => highlight(null));
  });
  if (line) {
    const y = height - 8, sign = state.slope < 0 ? "negative" : "positive";
    add(svg, "path", {class: sign, fill: "none", "stroke-width": 1.5, d: `M${x0} ${mid}C${x0} ${y} ${x0 + 20} ${y} ${x0 + 60} ${y}L${x1 - 60} ${y}C${x1 - 20} ${y} ${x1} ${y} ${x1} ${mid}`});
    add(svg, "text", {class: "axis", x: w / 2, y: y - 6, "text-anchor": "middle"}, `a straight line, slope ${number(state.slope)}, not penalised`);
  }
  for (const [x, name] of [[x0, "x"], [x1, "f"]]) {
    add(svg, "circle", {class: "node", cx: x, cy: mid, r: 13});
    add(svg, "text", {class: "label", x, y: mid + 4, "text-anchor": "middle"}, name);
  }
  if (rest) add(svg, "text", {class: "axis", x: w / 2, y: Math.max(shown.length, 1) * pitch + 16, "text-anchor": "middle"}, `+ ${plural(rest, "smaller neuron")}`);
}

function fillTable() {
  const body = $("neurons"), sorted = ordered(state), rest = sorted.slice(D.listed);
  body.replaceChildren();
  for (const {unit, weight} of sorted.slice(0, D.listed)) {
    const row = body.insertRow();
    row.tabIndex = 0;
    row.unit = unit;
    for (const text of [number(weight), unit.words, unit.kinks.map((k, j) => position(k) + (unit.mirror[j] ? " (mirror)" : "")).join(", ")])
      row.insertCell().textContent = text;
    row.addEventListener("pointerenter", () => highlight(unit));
    row.addEventListener("pointerleave", () => highlight(null));
    row.addEventListener("focus", () => highlight(unit));
    row.addEventListener("blur", () => highlight(null));
  }
  if (rest.length) {
    const size = list => list.reduce((sum, {weight}) => sum + Math.abs(weight), 0);
    const cell = body.insertRow().insertCell();
    cell.colSpan = 3;
    cell.textContent = `and ${plural(rest.length, "smaller neuron")} with ${number(100 * size(rest) / size(sorted), 3)} % of all weight`;
  }
  if (!sorted.length) body.insertRow().insertCell().textContent = `none: the function is a ${D.free}`;
}

function sayFacts() {
  const certified = state.gap <= D.tolerance, facts = $("facts");
  facts.replaceChildren();
  const fact = (name, text, kind) => {
    const span = document.createElement("span"), strong = document.createElement("b");
    strong.textContent = text;
    if (kind) span.className = kind;
    span.append(name ? `${name} ` : "", strong);
    facts.append(span);
  };
  fact("", ratio());
  fact("", plural(state.active.length, "neuron"));
  fact("RMSE", number(state.rmse));
  if (D.free === "straight line") fact("slope", number(state.slope));
  if (state.r2 !== null) fact("R²", number(state.r2));
  fact("effective parameters", String(Math.min(state.active.length + (D.free === "constant" ? 1 : 2), D.samples)));
  fact("objective", number(state.objective, 6));
  fact("", certified ? `✓ optimal, gap ${state.gap < 1e-15 ? "below 10⁻¹⁵" : number(state.gap, 2)}` : `! not certified, gap ${number(state.gap, 2)}`, certified ? "ok" : "not");
}

const mark = document.createElement("span");
function sayMarks(count) {
  const kinks = kinksOf(state).filter(k => k.at > left && k.at <= right).length;
  mark.textContent = count < kinks ? `${count} of ${kinks} kinks are marked` : "";
}

let later = 0;
function summarise() {
  clearTimeout(later);
  later = setTimeout(() => {
    const kinks = kinksOf(state), mirrored = kinks.filter(k => k.mirror).length;
    $("summary").textContent = `${ratio()}: ${plural(state.active.length, "neuron")}, ${plural(kinks.length, "kink")}, ${mirrored} of them at mirror points; RMSE ${number(state.rmse)}; ${state.gap <= D.tolerance ? "proved optimal" : "not certified"}.`;
  }, 250);
}

function highlight(unit) {
  if (unit === hovered) return;
  hovered = unit;
  drawPlot();
  for (const row of $("neurons").rows) row.classList.toggle("on", unit !== null && row.unit === unit);
  const lanes = ordered(state).slice(0, LANES);
  document.querySelectorAll("#network .lane").forEach((lane, k) => lane.classList.toggle("on", unit !== null && lanes[k].unit === unit));
}

function set(lam, from) {
  const next = at(lam);
  if (!state || next.lam !== state.lam || next.segment !== state.segment) state = next;
  if (hovered && !state.active.some(a => a.unit === hovered)) hovered = null;
  if (from !== "slider") $("slider").value = toSlider(state.lam);
  if (from !== "field") $("lambda").value = String(+state.lam.toPrecision(6));
  $("slider").setAttribute("aria-valuetext", `${ratio()}, ${plural(state.active.length, "neuron")}`);
  $("previous").disabled = !(state.lam < top[0]);
  $("next").disabled = !(state.lam > lamMin);
  draw();
  sayFacts();
  fillTable();
  summarise();
}
function draw() { drawPlot(); drawGroove(); drawNetwork(); }

/* the events: where one segment ends and another begins */
const events = [...new Set([top[0], ...bottom])];
function jump(way) {
  const eps = 1e-12 * state.lam;
  const found = way > 0 ? events.find(e => e < state.lam - eps) : events.findLast(e => e > state.lam + eps);
  if (found !== undefined) set(found);
}

$("title").textContent = D.title;
$("about").textContent = D.about;
$("range").textContent = `${number(lamTop)} … ${number(lamMin)}: ${D.range}`;
$("lanes-about").textContent = D.network;
$("foot").textContent = D.foot;
for (const [kind, words] of [["data", "data"], ["curve", "optimal function"], ["kink", D.step ? "step at a sample" : "kink at a sample"], ["mirror", "kink at a mirror image"]]) {
  if (kind === "mirror" && !D.mirrors) continue;
  const item = document.createElement("span"), svg = add(item, "svg", {viewBox: "0 0 16 10"});
  if (kind === "data") add(svg, "circle", {class: "data", cx: 8, cy: 5, r: 3});
  else if (kind === "curve") add(svg, "line", {class: "curve", x1: 0, x2: 16, y1: 5, y2: 5});
  else add(svg, "path", {class: kind, d: diamond(8, 5, 4.5)});
  item.append(words);
  $("legend").append(item);
}
$("legend").append(mark);

$("slider").addEventListener("input", e => set(fromSlider(+e.target.value), "slider"));
$("lambda").addEventListener("change", e => {
  const typed = e.target.value.trim().replace(",", ".");
  set(typed && Number(typed) >= 0 ? Number(typed) : state.lam);   // what is no number is put back
});
$("previous").addEventListener("click", () => jump(-1));
$("next").addEventListener("click", () => jump(1));
document.addEventListener("keydown", e => {
  if (e.target === $("lambda") || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "[" || e.key === "]") { jump(e.key === "]" ? 1 : -1); e.preventDefault(); }
  if (e.key === "Escape") highlight(null);
});
$("plot").addEventListener("pointermove", e => {
  const box = $("plot").getBoundingClientRect(), px = e.clientX - box.left;
  const inner = view.w - view.margin.l - view.margin.r;
  pointer = Math.min(Math.max(left + (px - view.margin.l) / inner * (right - left), left), right);
  let best = null, near = 26;
  for (const k of kinksOf(state)) {
    const d = Math.abs(view.x(k.at) - px);
    if (d < near) { near = d; best = k; }
  }
  const unit = best ? best.unit : null;  // of the neurons with this kink the one with the largest weight
  if (unit === hovered) drawPlot(); else highlight(unit);
});
$("plot").addEventListener("pointerleave", () => { pointer = null; hovered = hovered && null; drawPlot(); });
new ResizeObserver(() => state && draw()).observe($("plot"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

window.mirrors = {at, value: (lam, t) => value(at(lam), t), kinks: lam => kinksOf(at(lam)), set, get state() { return state; }, lamMax, lamMin};
set(D.lam);
