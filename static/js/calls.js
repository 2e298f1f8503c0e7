// The list to call: what was ticked stays ticked in this browser, for its place and period. Nothing is sent.

const NAME = "antq-calls ";
const KEPT = 62 * 24 * 60 * 60 * 1000; // milliseconds: two months after the last tick

/* Storage may be forbidden or full: then ticks last as long as the page. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function write(name, units) {
  try {
    if (units.length) localStorage.setItem(name, JSON.stringify({ at: Date.now(), units }));
    else localStorage.removeItem(name);
  } catch {
    // Shown, and not stored.
  }
}

function forgetOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(NAME) && Date.now() - (read(name).at ?? 0) > KEPT) localStorage.removeItem(name);
    }
  } catch {
    // Nothing was kept.
  }
}

const unit = (box) => box.closest("tr").querySelector("th a").pathname;

for (const table of document.querySelectorAll("[data-calls]")) {
  const name = `${NAME}${location.pathname} ${table.dataset.calls}`;
  const boxes = [...table.querySelectorAll(".tick input")];
  const called = new Set(read(name).units ?? []);
  for (const box of boxes) box.checked = called.has(unit(box));
  table.addEventListener("change", () => write(name, boxes.filter((box) => box.checked).map(unit)));
}
forgetOld();
