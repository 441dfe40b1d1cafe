// In English a comma before three digits groups them, elsewhere a point does.
var english = /^en\b/i.test(root.getAttribute("lang") || "en"), RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
function decimal(digits) {
  var groups = english ? /^[1-9]\d{0,2}(?:,\d{3})+$/ : /^[1-9]\d{0,2}(?:\.\d{3})+$/;
  if (groups.test(digits)) return +digits.replace(/[.,]/g, "");
  var parts = digits.split(/[.,]/), signs = digits.replace(/\d/g, "");
  // Of two different signs the last one begins the fraction; one that comes twice groups.
  var grouped = signs.length > 1 && signs.charAt(0) === signs.charAt(signs.length - 1);
  return grouped ? +parts.join("") : parts.length > 1 ? +(parts.slice(0, -1).join("") + "." + parts[parts.length - 1]) : +digits;
}
function read(words) {
  var plain = words.trim().replace(/[\u2212\u2013]/g, "-").replace(/(\d)[ \u00a0\u2009\u202f'’_](?=\d{3}(?!\d))/g, "$1");
  plain = plain.replace(/10([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, function (all, sign, digits) {
    return "10^" + (sign === "⁻" ? "-" : "") + digits.replace(/./g, function (digit) { return RAISED.indexOf(digit); });
  });
  var found = /^[≈~±]?\s*([+-]?)\s*(\d[\d.,]*\d|\d|[.,]\d+)(?:\s*[x×·*⋅]\s*10\s*(?:\^|\*\*)\s*\(?([+-]?\d{1,3})\)?|e([+-]?\d{1,3}))?\s*(.*)$/i.exec(plain);
  if (!found || /\d\s*[/:]|\d\s*-\s*\d/.test(plain)) return null;
  var value = decimal(found[2]) * Math.pow(10, +(found[3] || found[4] || 0));
  return isFinite(value) ? { value: found[1] === "-" ? -value : value, unit: found[5] } : null;
}
function bare(unit) { return unit.replace(/[\s.°º]/g, ""); }
// What was typed, where the front could not see it: the client shows it before the right one.
function compared() {
  var code = root.querySelector("code#typeans"), said = "";
  if (!code || !code.querySelector("br")) return code && code.querySelector(".typeGood") ? code.textContent : "";
  for (var node = code.firstChild; node && node.nodeName !== "BR"; node = node.nextSibling)
    if (!(node.classList && node.classList.contains("typeMissed"))) said += node.textContent;
  return said;
}

if (!back) {
  root.addEventListener("input", function (event) {
    if (event.target.id === "typeans") { state.typed = event.target.value; save(); }
  });
  save();
  return;
}

var parts = listed(document.getElementById("qg-key").children).map(function (part) { return part.textContent; });
var typed = (state.typed || compared()).trim(), own = read(parts[0]), theirs = read(typed), near = read(parts[1]);
if (!typed || !own || !theirs || bare(own.unit) || (bare(theirs.unit) && bare(theirs.unit) !== bare(parts[2]))) return;
var off = Math.abs(theirs.value - own.value), grain = 1e-9 * Math.max(Math.abs(own.value), Math.abs(theirs.value));
var reach = near ? Math.abs(near.value) : 0, full = document.getElementById("qg-full").textContent.trim();
if (/%\s*$/.test(parts[1]) && parts[2].trim() !== "%") reach *= Math.abs(own.value) / 100;
root.classList.add("qg-judged");
if (off <= grain) { tell(true, "Correct"); return; }
root.classList.add("qg-said");
if (off <= reach + grain) tell(true, typed + " is within " + full);
else tell(false, typed + " is not " + (reach ? "within " : "") + full);
