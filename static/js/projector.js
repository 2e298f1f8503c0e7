// Screens of a page on a wall: keys and clickers lead from one to the next. Without this they scroll like any page.

const screens = [...document.querySelectorAll(".screen")];
const steps = [...document.querySelectorAll(".steps a")];
const full = document.querySelector("[data-full]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
let at = 0;

/* The screen that stands nearest to the top. */
function nearest() {
  const tops = screens.map((screen) => Math.abs(screen.getBoundingClientRect().top));
  return tops.indexOf(Math.min(...tops));
}

function mark() {
  for (const [place, step] of steps.entries()) {
    if (place === at) step.setAttribute("aria-current", "true");
    else step.removeAttribute("aria-current");
  }
}

/* Counted from where the last key led, not from where a movement has come to. */
function go(to) {
  at = Math.max(0, Math.min(screens.length - 1, to));
  screens[at].scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
  mark();
}

function settled() {
  at = nearest();
  mark();
  history.replaceState(null, "", at ? `#${screens[at].id}` : location.pathname + location.search);
}

function pressed(event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const on = event.target.closest("button, a");
  if (event.key === " " && on?.matches("button")) return; // presses it
  if (event.key.startsWith("Arrow") && event.target.closest("svg.map")) return; // leads to a neighbour
  const back = BACK.includes(event.key) || (event.key === " " && event.shiftKey);
  if (event.key === "Escape" && !document.fullscreenElement) document.querySelector("[data-out]").click();
  else if (back) go(at - 1);
  else if (NEXT.includes(event.key)) go(at + 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(screens.length - 1);
  else return;
  event.preventDefault();
}

function toggle() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

function tell() {
  const on = Boolean(document.fullscreenElement);
  full.querySelector("[data-on]").hidden = !on;
  full.querySelector("[data-off]").hidden = on;
}

document.addEventListener("keydown", pressed);
document.addEventListener("scrollend", settled);
document.addEventListener("fullscreenchange", tell);
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", toggle);
at = nearest();
mark();
