var holder = document.querySelector(".qg [data-id]");
if (!holder || holder.getAttribute("data-done")) return;
holder.setAttribute("data-done", "1");
var root = holder.closest(".qg"), back = root.classList.contains("qg-back");
var id = "quizgen:" + holder.getAttribute("data-id"), storage = null, state = null;
function each(nodes, visit) { Array.prototype.forEach.call(nodes, visit); }
function listed(nodes) { return Array.prototype.slice.call(nodes); }

// The two sides may be one document, two documents, or have no storage at all.
try {
  sessionStorage.setItem("quizgen?", "1");
  sessionStorage.removeItem("quizgen?");
  storage = sessionStorage;
} catch (e) { storage = null; }
try {
  state = storage ? JSON.parse(storage.getItem(id)) : (window.quizgenState || {})[id];
} catch (e) { state = null; }
if (!back || !state) {
  // Without storage the day is the seed, so that both sides still agree.
  var today = "day" + Math.floor(Date.now() / 864e5);
  state = { seed: back || !storage ? today : String(Math.random()) };
}
function save() {
  (window.quizgenState = window.quizgenState || {})[id] = state;
  try { if (storage) storage.setItem(id, JSON.stringify(state)); } catch (e) { /* a full storage */ }
}

var text = id + state.seed, hash = 2166136261;
for (var c = 0; c < text.length; c++) hash = Math.imul(hash ^ text.charCodeAt(c), 16777619);
function random() {
  hash = (hash + 0x6d2b79f5) | 0;
  var t = Math.imul(hash ^ (hash >>> 15), 1 | hash);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
// With `evenly`, an even number of swaps: what stands an odd number of them away never comes.
function shuffle(items, evenly) {
  var odd = false;
  function swap(i, j) {
    var other = items[i];
    items[i] = items[j];
    items[j] = other;
    if (i !== j) odd = !odd;
  }
  for (var i = items.length - 1; i > 0; i--) swap(i, Math.floor(random() * (i + 1)));
  if (evenly && odd) swap(0, 1);
  return items;
}

function made(tag, name, parent, content) {
  var element = document.createElement(tag);
  element.className = name;
  element.textContent = content || "";
  parent.appendChild(element);
  return element;
}
function span(name, parent, content) { return made("span", name, parent, content); }
function move(from, into) { while (from.firstChild !== null) into.appendChild(from.firstChild); }
// A box with a letter or number before its words; a button where it can be pressed.
function boxed(item, tag, sign) {
  var box = made(tag, "qg-option tappable", document.createDocumentFragment());
  if (tag === "button") box.type = "button";
  span("qg-letter", box, sign);
  var body = span("qg-body", box);
  move(item, span("qg-words", body));
  item.appendChild(box);
  return { box: box, body: body, letter: box.firstChild };
}
function pressed(box, act) {
  box.addEventListener("click", function (event) {
    // A client may take a tap on the card for "show the answer".
    event.stopPropagation();
    act();
    // Else the space bar would press it again instead of showing the answer.
    box.blur();
  });
}
// Some clients keep space and return to themselves: the arrows reach all of them. `act` gets the
// way, -1 or 1, and whether it is a sideways one; it returns the box that has the focus after it.
var WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
function arrows(box, act) {
  box.addEventListener("keydown", function (event) {
    var way = WAYS[event.key];
    if (way) {
      event.preventDefault();
      event.stopPropagation();
      var next = act(way, /Left|Right/.test(event.key));
      next.focus();
      next.setAttribute("data-keyed", "1");
    } else if (box.hasAttribute("data-keyed") && (event.key === " " || event.key === "Enter")) {
      // Space now means "show the answer", and must not take back what the arrows did.
      event.preventDefault();
      box.blur();
    }
  });
  box.addEventListener("blur", function () { box.removeAttribute("data-keyed"); });
}
function tell(right, words) {
  var verdict = document.getElementById("answer");
  verdict.className = "qg-verdict " + (right ? "qg-right" : "qg-wrong");
  verdict.setAttribute("role", "status");
  verdict.textContent = (right ? "✓ " : "✗ ") + words;
}
root.classList.add("qg-js");
