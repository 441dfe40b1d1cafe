var wanted = +holder.getAttribute("data-wanted") || 0, MOST_LINES = 12;
state.typed = state.typed || [];
// Case, accents, signs and a leading article make no difference.
function folded(words) {
  var plain = words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  var signs = plain.replace(/[\s!-*,-/:-@[-`{-~\u00a0-\u00bf\u2010-\u2027\u3000-\u3003]+/g, " ").trim();
  return signs.replace(/^(?:the|an?) (?=.)/, "") || words.trim();
}
function keep(line, k) {
  line.addEventListener("input", function () { state.typed[k] = line.value; save(); });
  line.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    var next = holder.querySelectorAll("input")[k + 1];
    // Without the cursor the keys are the client's again, and show the answer.
    if (next) next.focus();
    else line.blur();
  });
  // A letter is none of the client's shortcuts here.
  ["keydown", "keypress", "keyup", "click"].forEach(function (name) {
    line.addEventListener(name, function (event) { event.stopPropagation(); });
  });
}
function ask() {
  holder.dir = getComputedStyle(document.getElementById("qg-question")).direction;
  for (var k = 0; k < Math.min(wanted, MOST_LINES); k++) {
    var row = made("label", "qg-row", holder);
    span("qg-letter", row, String(k + 1));
    var line = made("input", "qg-line tappable", row);
    line.type = "text";
    line.dir = "auto";
    line.autocomplete = "off";
    line.setAttribute("autocapitalize", "off");
    line.setAttribute("enterkeyhint", k + 1 < wanted ? "next" : "done");
    line.spellcheck = false;
    keep(line, k);
  }
  save();
}
if (!back) { ask(); return; }

var list = holder.querySelector("ul, ol");
if (!list) return;
var entries = listed(list.children).map(function (item) {
  var also = item.querySelector("ul"), others = also ? listed(also.children) : [];
  if (also) item.removeChild(also);
  var forms = [item].concat(others).map(function (form) { return folded(form.textContent); });
  var row = boxed(item, "button");
  if (others.length) {
    var line = span("qg-why", row.body, "also: ");
    others.forEach(function (form, k) {
      if (k) line.appendChild(document.createTextNode(", "));
      move(form, span("", line));
    });
  }
  return { forms: forms, box: row.box, letter: row.letter, on: false };
});
list.classList.add("qg-options");
function found(reply) {
  for (var k = 0; k < entries.length; k++) if (entries[k].forms.indexOf(folded(reply)) >= 0) return k;
  return -1;
}
var replies = [], named = [], extras = [];
state.typed.forEach(function (reply) {
  if (!reply || !reply.trim()) return;
  // Several may stand on one line.
  replies = replies.concat(found(reply) >= 0 ? [reply] : reply.split(/[,;\n]/).filter(function (part) { return part.trim(); }));
});
replies.forEach(function (reply) {
  var k = found(reply);
  if (k < 0) extras.push(reply.trim());
  else { entries[k].on = true; if (named.indexOf(k) < 0) named.push(k); }
});
var mixed = holder.hasAttribute("data-ordered") && named.some(function (k, i) { return i && k < named[i - 1]; });
function count() {
  var got = entries.filter(function (entry) { return entry.on; }).length;
  entries.forEach(function (entry) {
    entry.box.setAttribute("aria-pressed", entry.on ? "true" : "false");
    entry.box.classList.toggle("qg-right", entry.on);
    entry.letter.textContent = entry.on ? "✓" : "";
  });
  var verdict = document.getElementById("answer");
  verdict.className = "qg-verdict qg-how";
  verdict.setAttribute("role", "status");
  verdict.textContent = "Tap what you knew.";
  if (!got && !replies.length) return;
  var said = got > wanted ? got + " (wanted: " + wanted + ")" : got + " of " + wanted;
  tell(got >= wanted && !mixed && !(extras.length && holder.hasAttribute("data-complete")), said + (mixed ? ", in another order" : ""));
}
entries.forEach(function (entry, k) {
  function turn() { entry.on = !entry.on; count(); }
  pressed(entry.box, turn);
  arrows(entry.box, function (way, sideways) {
    if (!sideways) return entries[(k + way + entries.length) % entries.length].box;
    turn();
    return entry.box;
  });
});
if (extras.length) {
  var note = made("div", "qg-extra", holder, holder.hasAttribute("data-complete") ? "Not one of them: " : "Not in these notes: ");
  made("bdi", "", note, extras.join(", "));
}
count();
