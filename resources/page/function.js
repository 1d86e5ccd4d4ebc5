/* ---- the function from kink to kink: one sum over all neurons, not one for each point ---- */

const NEIGHBOURS = 3;                    // px: marks nearer than this lie on each other
const ROOM = 500;                        // marks drawn one by one

/* change of slope and of value of a unit at each of its kinks, and its value there */
function changes(unit) {
  if (unit.changes) return unit.changes;
  const order = unit.kinks.map((_, j) => j).sort((a, b) => unit.kinks[a] - unit.kinks[b]);
  const sorted = order.map(j => unit.kinks[j]), last = sorted.length - 1;
  const inside = sorted.map((t, k) => k < last ? 0.5 * (t + sorted[k + 1]) : t + wide);
  const side = t => D.step || unit.switches ? [0, unitValue(unit, t)] : [unitSlope(unit, t), 0];
  let before = side(sorted[0] - wide);
  unit.changes = [];
  order.forEach((j, k) => {
    const after = side(inside[k]), here = D.step ? unitValue(unit, sorted[k]) - before[1] : 0;
    unit.changes[j] = {bend: after[0] - before[0], jump: after[1] - before[1], here};
    before = after;
  });
  return unit.changes;
}

function unitSlope(unit, t) {
  let h = t, slope = 1;
  D.activations.forEach((a, l) => {
    const u = unit.signs[l] * h + unit.biases[l] + (l ? 0 : unit.rest), s = u >= 0 ? a.plus : a.minus;
    slope *= unit.signs[l] * s;
    h = s * u;
  });
  return slope;
}

/* the kinks of all neurons in order; of those in the plot also the values on both sides */
function kinksOf(state) {
  if (state.kinks) return state.kinks;
  const found = new Map();
  let f = value(state, left), slope = state.slope, t = left;
  for (const {unit, weight} of state.active) {
    const each = changes(unit);
    if (!D.step) slope += weight * unitSlope(unit, left);
    unit.kinks.forEach((at, j) => {
      let k = found.get(at);
      if (!k) found.set(at, k = {at, mirror: true, unit, size: 0, bend: 0, jump: 0, here: 0});
      k.mirror = k.mirror && unit.mirror[j] === 1;
      if (Math.abs(weight) > k.size) { k.size = Math.abs(weight); k.unit = unit; }
      for (const what of ["bend", "jump", "here"]) k[what] += weight * each[j][what];
    });
  }
  state.kinks = [...found.values()].sort((a, b) => a.at - b.at);
  for (const k of state.kinks) {
    if (k.at <= left) continue;
    k.before = f + slope * (k.at - t);
    k.value = k.before + k.here;
    f = k.before + k.jump;
    k.after = f;
    slope += k.bend;
    t = k.at;
  }
  return state.kinks;
}

function corners(state) {
  if (state.corners) return state.corners;
  const out = [[left, value(state, left)]];
  for (const k of kinksOf(state)) {
    if (k.at <= left || k.at >= right) continue;
    out.push([k.at, k.before]);
    if (D.step) out.push([k.at, k.after]);
  }
  out.push([right, value(state, right)]);
  return state.corners = out;
}

const ordered = state => state.ordered ??= [...state.active].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));

/* points on the screen: of a column of pixels with many the first, the lowest, the highest and the last */
function thinned(points, most) {
  if (points.length <= most) return points;
  const out = [];
  for (let a = 0, b; a < points.length; a = b) {
    const column = Math.floor(points[a][0]);
    let low = a, high = a;
    for (b = a + 1; b < points.length && Math.floor(points[b][0]) === column; b++) {
      if (points[b][1] < points[low][1]) low = b;
      if (points[b][1] > points[high][1]) high = b;
    }
    for (const k of new Set([a, Math.min(low, high), Math.max(low, high), b - 1])) out.push(points[k]);
  }
  return out;
}

/* the kinks to mark: of those that lie on each other the one of the largest weight */
function marked(kinks, x) {
  const inside = kinks.filter(k => k.at > left && k.at <= right);
  if (inside.length <= ROOM) return inside;
  const cells = new Map();
  for (const k of inside) {
    const cell = Math.floor(x(k.at) / NEIGHBOURS), other = cells.get(cell);
    if (!other || k.size > other.size) cells.set(cell, k);
  }
  return [...cells.values()];
}
