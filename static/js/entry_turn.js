// The day of an entry decides what may be chosen. Where another day offers something else, the server draws the fields
// anew from what was typed, and they take the place of the old ones; the day itself stays under the hand.

const form = document.querySelector("form.entry");
const parts = form.querySelector("[data-parts]");
const box = parts.querySelector("[data-day]");
const day = box.querySelector("input, select"); // a period is chosen from a list
const turns = parts.dataset.turns.split(" ").filter(Boolean);

const stretch = (value) => turns.filter((turn) => turn <= value).length;
const typed = () => new URLSearchParams(new FormData(form)).toString();
let drawn = stretch(day.value);
let asked = 0;

/* A fold that was open stays open; so does the place of the hand. */
function replace(fresh) {
  const open = [...parts.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent.trim());
  const focused = parts.contains(document.activeElement) ? document.activeElement.id : "";
  fresh.querySelector("[data-day]").remove();
  for (const node of [...parts.childNodes]) if (node !== box) node.remove();
  parts.append(...fresh.childNodes);
  for (const summary of parts.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent.trim())) summary.parentElement.open = true;
  }
  if (focused && focused !== day.id) document.getElementById(focused)?.focus();
  parts.dispatchEvent(new CustomEvent("parts:drawn", { bubbles: true }));
}

/* Without an answer the fields stay as they are: the server says the rest when the entry is sent. */
async function follow() {
  const number = (asked += 1);
  const sent = typed();
  const body = new URLSearchParams(sent);
  body.set("do", "day");
  const answer = await fetch(location.href, { method: "POST", body }).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  if (number !== asked || !text) return;
  if (sent !== typed()) return void follow();
  drawn = stretch(day.value);
  const fresh = new DOMParser().parseFromString(text, "text/html").body;
  if (fresh.querySelector("[data-day]")) replace(fresh);
}

day.addEventListener("change", () => {
  // While a year is being typed it is 0002, 0020, 0202: no day of anything.
  if (day.value >= "2000" && stretch(day.value) !== drawn) follow();
});
