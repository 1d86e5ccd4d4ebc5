/* ---- words ---- */

function number(v, most = 4) {
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (size >= 1e6 || size < 1e-4) {
    const [m, e] = v.toExponential(most - 1).split("e");
    const up = String(+e).replace(/[-0-9]/g, c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻");
    return `${String(+m).replace("-", "−")}·10${up}`;
  }
  return String(+v.toPrecision(most)).replace("-", "−");
}
function position(t) {
  if (!D.time) return String(+t.toPrecision(D.digits)).replace("-", "−");
  const date = new Date(Math.round(t * 86400000));
  if (isNaN(date)) return number(t);
  const iso = date.toISOString();
  if (iso.slice(11, 23) === "00:00:00.000") return iso.slice(0, iso.indexOf("T"));
  return iso.slice(0, 16).replace("T", " ");
}
const plural = (k, word) => `${k} ${word}${k === 1 ? "" : "s"}`;
