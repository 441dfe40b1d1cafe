(function () {
  "use strict";
  var list = document.querySelector("ol.qg-options");
  if (!list || list.getAttribute("data-done")) return;
  list.setAttribute("data-done", "1");
  var root = list.parentNode, key = document.getElementById("qg-key"), back = !!key;
  var fixed = list.hasAttribute("data-fixed"), several = list.hasAttribute("data-several");
  var id = "quizgen:" + list.getAttribute("data-id"), storage = null, state = null;
  function each(nodes, visit) { Array.prototype.forEach.call(nodes, visit); }

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
    state = { seed: back || !storage ? today : String(Math.random()), picked: [] };
  }
  function save() {
    (window.quizgenState = window.quizgenState || {})[id] = state;
    try { if (storage) storage.setItem(id, JSON.stringify(state)); } catch (e) { /* a full storage */ }
  }

  var text = id + state.seed, hash = 2166136261, i;
  for (i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  function random() {
    hash = (hash + 0x6d2b79f5) | 0;
    var t = Math.imul(hash ^ (hash >>> 15), 1 | hash);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  var items = Array.prototype.slice.call(list.children);
  for (i = items.length - 1; i > 0 && !fixed; i--) {
    var j = Math.floor(random() * (i + 1)), other = items[i];
    items[i] = items[j];
    items[j] = other;
  }

  var right = back ? key.getAttribute("data-right").match(/\d+/g) || [] : [];
  function span(name, parent, content) {
    var made = document.createElement("span");
    made.className = name;
    made.textContent = content || "";
    parent.appendChild(made);
    return made;
  }
  function paint() {
    each(list.querySelectorAll("button"), function (button) {
      var on = state.picked.indexOf(button.parentNode.getAttribute("data-n")) >= 0;
      button.classList.toggle("qg-on", on);
      button.setAttribute("aria-pressed", on ? "true" : "false");
    });
  }
  function pick(n) {
    var at = state.picked.indexOf(n);
    if (at >= 0) state.picked.splice(at, 1);
    else state.picked = several ? state.picked.concat(n) : [n];
    paint();
    save();
  }
  function judge(box, body, n) {
    var correct = right.indexOf(n) >= 0, picked = state.picked.indexOf(n) >= 0;
    var why = root.querySelector('.qg-whys li[data-n="' + n + '"] span');
    box.classList.toggle("qg-right", correct);
    box.classList.toggle("qg-wrong", picked && !correct);
    box.classList.toggle("qg-on", picked);
    if (correct) span("qg-mark", body, picked ? "✓ correct, your choice" : "✓ correct");
    else if (picked) span("qg-mark", body, "✗ your choice");
    // What was picked teaches; who picked nothing is told all.
    if (why && !correct && (picked || !state.picked.length)) span("qg-why", body).innerHTML = why.innerHTML;
  }

  root.classList.add("qg-js");
  items.forEach(function (item, k) {
    list.appendChild(item);
    var n = item.getAttribute("data-n");
    var box = document.createElement(back ? "div" : "button");
    box.className = "qg-option tappable";
    var letter = span("qg-letter", box, "ABCDEFGH".charAt(k));
    letter.setAttribute("aria-hidden", "true");
    var body = span("qg-body", box), words = span("qg-words", body);
    while (item.firstChild !== null) words.appendChild(item.firstChild);
    item.appendChild(box);
    if (back) judge(box, body, n);
    else {
      box.type = "button";
      box.addEventListener("click", function (event) {
        event.stopPropagation();
        pick(n);
        // Else the space bar would press it again instead of showing the answer.
        box.blur();
      });
    }
  });
  if (!back) { paint(); save(); return; }

  if (state.picked.length) {
    var wrong = state.picked.filter(function (n) { return right.indexOf(n) < 0; }).length;
    var good = !wrong && state.picked.length === right.length;
    var verdict = document.getElementById("answer");
    verdict.className = "qg-verdict " + (good ? "qg-right" : "qg-wrong");
    verdict.setAttribute("role", "status");
    verdict.textContent = good ? "✓ Correct" : wrong ? "✗ Not correct" : "✗ Not complete";
  }
})();
