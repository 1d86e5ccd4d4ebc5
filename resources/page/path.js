const $ = id => document.getElementById(id);
const D = JSON.parse($("data").textContent);
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer;
const reals = text => new Float64Array(bytes(text));
const X = reals(D.x), Y = reals(D.y);
const top = reals(D.top), bottom = reals(D.bottom), levels = reals(D.levels), slopes = reals(D.slopes);
const ranks = text => new Uint32Array(bytes(text));
const first = ranks(D.first), runs = ranks(D.runs), long = ranks(D.long);
const z = reals(D.weights), primal = reals(D.primal), dual = reals(D.dual), rss = reals(D.rss);
const n = top.length, lamMax = D.lam_max, lamMin = bottom[n - 1];
const lamTop = D.from_the_top ? lamMax : top[0];     // from λ_max up nothing changes
const ends = z.length / first[n];      // weights of a neuron, 1 where each stretch is a single λ
const index = new Uint32Array(first[n]);
for (let r = 0, k = 0; r < runs.length; r++) for (let j = 0; j < long[r]; j++) index[k++] = runs[r] + j;

/* units of one kink and one layer, by the place of the kink and the sign of the input alone */
const rising = new Uint8Array(bytes(D.rising));
reals(D.bends).forEach((at, k) => {
  const sign = rising[k >> 3] >> (7 - k % 8) & 1 ? 1 : -1;
  D.units.push({words: null, kinks: [at], mirror: [0], axis: null, signs: [sign], biases: [-sign * at], rest: 0});
});

/* ---- the exact path: on a segment weights are affine in λ, sums of squares quadratic ---- */

function place(lam) {
  if (lam >= top[0]) return {i: 0, t: 0, lam: D.from_the_top ? lam : top[0], exact: D.from_the_top || lam === top[0]};
  if (lam <= lamMin) return {i: n - 1, t: 1, lam: lamMin, exact: lam === lamMin};
  let low = 0, high = n - 1;             // the first segment whose bottom is not above λ
  while (low < high) { const m = (low + high) >> 1; if (bottom[m] <= lam) high = m; else low = m + 1; }
  if (lam > top[low]) {                  // between two segments: the nearer end
    const above = bottom[low - 1] - lam < lam - top[low];
    const i = above ? low - 1 : low;
    return {i, t: above ? 1 : 0, lam: above ? bottom[i] : top[i], exact: false};
  }
  const width = top[low] - bottom[low];
  return {i: low, t: width > 0 ? (top[low] - lam) / width : 0, lam, exact: true};
}

function at(lam) {
  const p = place(lam), {i, t} = p, s = 1 - t;
  const square = c => s * s * c[3 * i] + 2 * s * t * c[3 * i + 1] + t * t * c[3 * i + 2];
  const active = [];
  for (let k = first[i]; k < first[i + 1]; k++) {
    const weight = s * z[ends * k] + t * z[ends * (k + 1) - 1];
    if (weight !== 0) active.push({unit: D.units[index[k]], weight});
  }
  // above λ_max the network is the same constant, and its value too
  const value = square(primal), bound = square(dual), errors = Math.max(square(rss), 0);
  return {
    lam: p.lam, exact: p.exact, segment: i, active, level: s * levels[2 * i] + t * levels[2 * i + 1],
    slope: s * slopes[2 * i] + t * slopes[2 * i + 1],
    objective: value, bound, gap: value > 0 ? Math.max(value - bound, 0) / value : 0,
    rmse: Math.sqrt(errors / D.weight), r2: D.spread > 0 ? Math.round((1 - errors / D.spread) * 1e14) / 1e14 : null,   // 0 at λ_max
  };
}

function unitValue(unit, t, depth = D.activations.length) {
  if (unit.switches) {
    let passed = 0;
    for (const p of unit.switches) if (t >= p) passed++;
    return passed % 2 ? D.activations[0].plus : D.activations[0].minus;
  }
  let h = t;
  for (let l = 0; l < depth; l++) {
    const a = D.activations[l];
    let u = unit.signs[l] * h + unit.biases[l];
    if (l === 0) u += unit.rest;
    h = a.step ? (u >= 0 ? a.plus : a.minus) : (u >= 0 ? a.plus : a.minus) * u;
  }
  return h;
}

function value(state, t) {
  let f = state.level + state.slope * (t - D.middle);
  for (const {unit, weight} of state.active) f += weight * unitValue(unit, t);
  return f;
}
