// Maps are links in any browser. Here: one stop of Tab for a whole map, arrows from a unit to its neighbour, and what is
// under the pointer in words below it.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function middle(link) {
  const box = link.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

/* The nearest in a direction: what lies aside counts double. */
function neighbour(links, from, [right, down]) {
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  for (const link of links) {
    const [u, v] = middle(link);
    const along = (u - x) * right + (v - y) * down;
    const aside = Math.abs((u - x) * down) + Math.abs((v - y) * right);
    if (link === from || along < 1 || along + 2 * aside >= least) continue;
    best = link;
    least = along + 2 * aside;
  }
  return best;
}

function useMap(figure) {
  const links = [...figure.querySelectorAll("svg.map a")];
  const now = figure.querySelector("[data-map-now]");
  const tell = (event) => {
    const link = event.target.closest("a");
    if (link) now.textContent = link.getAttribute("aria-label");
  };
  figure.addEventListener("pointerover", tell);
  figure.addEventListener("focusin", tell);
  for (const [place, link] of links.entries()) link.setAttribute("tabindex", place ? "-1" : "0");
  figure.addEventListener("keydown", (event) => {
    const from = event.target.closest?.("svg.map a");
    const next = from && STEPS[event.key] && neighbour(links, from, STEPS[event.key]);
    if (!next) return;
    event.preventDefault();
    from.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}

for (const figure of document.querySelectorAll("[data-map]")) useMap(figure);
