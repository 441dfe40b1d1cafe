var several = holder.hasAttribute("data-several"), key = document.getElementById("qg-key");
var right = back ? key.getAttribute("data-right").match(/\d+/g) || [] : [];
state.picked = state.picked || [];
function paint() {
  each(holder.querySelectorAll("button"), function (button) {
    var on = state.picked.indexOf(button.parentNode.getAttribute("data-n")) >= 0;
    button.classList.toggle("qg-on", on);
    button.setAttribute("aria-pressed", on ? "true" : "false");
  });
}
function pick(n, again) {
  var at = state.picked.indexOf(n);
  if (at >= 0 && again) state.picked.splice(at, 1);
  else state.picked = several ? state.picked.concat(n) : [n];
  paint();
  save();
}
function judge(row, n) {
  var correct = right.indexOf(n) >= 0, picked = state.picked.indexOf(n) >= 0;
  var why = root.querySelector('.qg-whys li[data-n="' + n + '"] span');
  row.box.classList.toggle("qg-right", correct);
  row.box.classList.toggle("qg-wrong", picked && !correct);
  row.box.classList.toggle("qg-on", picked);
  if (correct) span("qg-mark", row.body, picked ? "✓ correct, your choice" : "✓ correct");
  else if (picked) span("qg-mark", row.body, "✗ your choice");
  // What was picked teaches; who picked nothing is told all.
  if (why && (correct || picked || !state.picked.length)) span("qg-why", row.body).innerHTML = why.innerHTML;
}

// As among radio buttons; where several may be picked, sideways picks and up or down goes on.
function step(n, way, sideways) {
  var at = options.map(function (item) { return item.getAttribute("data-n"); }).indexOf(n);
  var next = several && sideways ? options[at] : options[(at + way + options.length) % options.length];
  if (!several || sideways) pick(next.getAttribute("data-n"), several);
  return next.firstElementChild;
}

var options = listed(holder.children);
if (!holder.hasAttribute("data-fixed")) shuffle(options);
options.forEach(function (item, k) {
  holder.appendChild(item);
  var n = item.getAttribute("data-n"), row = boxed(item, back ? "div" : "button", "ABCDEFGH".charAt(k));
  row.letter.setAttribute("aria-hidden", "true");
  if (back) judge(row, n);
  else {
    pressed(row.box, function () { pick(n, true); });
    arrows(row.box, function (way, sideways) { return step(n, way, sideways); });
  }
});
if (!back) { paint(); save(); return; }

if (state.picked.length) {
  var wrong = state.picked.some(function (n) { return right.indexOf(n) < 0; });
  var good = !wrong && state.picked.length === right.length;
  tell(good, good ? "Correct" : wrong ? "Not correct" : "Not complete");
}
