var items = shuffle(listed(holder.children), true), rows = {};
// The numbers of the items that have got a place, first to last.
state.placed = state.placed || [];
function numbers() {
  var rest = items.map(function (item) { return item.getAttribute("data-n"); });
  return state.placed.concat(rest.filter(function (n) { return state.placed.indexOf(n) < 0; }));
}
function slide(item, from) {
  var way = from - item.offsetTop;
  var still = window.matchMedia && matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!way || still || !item.animate) return;
  item.animate([{ transform: "translateY(" + way + "px)" }, { transform: "none" }], { duration: 180, easing: "ease-out" });
}
function paint() {
  var before = items.map(function (item) { return item.offsetTop; });
  numbers().forEach(function (n, k) {
    var row = rows[n], on = k < state.placed.length;
    holder.appendChild(row.item);
    row.letter.textContent = on ? String(k + 1) : "";
    row.box.classList.toggle("qg-on", on);
    row.box.setAttribute("aria-pressed", on ? "true" : "false");
  });
  items.forEach(function (item, k) { slide(item, before[k]); });
  save();
}
function place(n) {
  var at = state.placed.indexOf(n);
  if (at >= 0) state.placed.splice(at, 1);
  else state.placed.push(n);
  paint();
}
function step(n, way) {
  state.placed = numbers();
  var at = state.placed.indexOf(n), to = Math.min(Math.max(at + way, 0), items.length - 1);
  state.placed.splice(at, 1);
  state.placed.splice(to, 0, n);
  paint();
  return rows[n].box;
}
function ask(item) {
  var n = item.getAttribute("data-n"), row = rows[n] = boxed(item, "button");
  row.item = item;
  pressed(row.box, function () { place(n); });
  arrows(row.box, function (way) { return step(n, way); });
}
function judge(item, k) {
  var yours = state.placed.indexOf(item.getAttribute("data-n")), row = boxed(item, "div", String(k + 1));
  // Two items may read the same: then either is right in either place.
  var other = items[state.placed[k] - 1], same = other && other.getAttribute("data-words") === item.getAttribute("data-words");
  if (same) yours = k;
  holder.appendChild(item);
  if (!state.placed.length) return true;
  if (yours >= 0) row.box.classList.add(yours === k ? "qg-right" : "qg-wrong");
  span("qg-yours", row.box, yours === k ? "✓" : yours < 0 ? "not placed" : "✗ yours: " + (yours + 1)).dir = "ltr";
  return yours === k || yours < 0;
}

if (!back) { items.forEach(ask); paint(); return; }

// The last one has only one place left; tapped or not, it is placed.
if (state.placed.length === items.length - 1) state.placed = numbers();
items.sort(function (one, other) { return one.getAttribute("data-n") - other.getAttribute("data-n"); });
items.forEach(function (item) { item.setAttribute("data-words", item.textContent); });
var order = document.getElementById("qg-key").getAttribute("data-order").match(/\d+/g) || [];
var sound = order.map(function (n, k) { return judge(items[n - 1], k); }).every(Boolean);
var complete = state.placed.length === items.length;
if (state.placed.length) tell(sound && complete, !sound ? "Not correct" : complete ? "Correct" : "Not complete");
