// The day of an entry: its two usual answers, the shift that must have begun, the old commune where the day has several.
// Without scripts there is the calendar, and the server says the rest.

const box = document.querySelector("[data-day]");
const day = box.querySelector("input");
const chips = [...box.querySelectorAll("[data-set-day]")];
const [today, yesterday] = chips.map((chip) => chip.dataset.setDay);
const words = box.querySelector("[data-day-words]");
const note = box.querySelector("[data-day-note]");
// Drawn anew when the day changes what is offered.
const shifts = () => [...document.querySelectorAll("[name=shift]")];
const place = () => document.querySelector("[data-place]");

/* The clock in Vietnam, which knows no summer time, wherever the device believes to be. */
const now = () => new Date(Date.now() + 7 * 3600e3).toISOString();

function hasBegun(shift) {
  const [date, hour] = [now().slice(0, 10), Number(now().slice(11, 13))];
  return date !== today || hour >= Number(box.dataset[shift.value] ?? 0);
}

/* Whether the chosen shift is still to come. */
function isEarly() {
  const shift = shifts().find((one) => one.checked);
  return shift !== undefined && day.value === today && !hasBegun(shift);
}

/* Whoever chooses the night at noon means the last one: the day follows, and says so. */
function followShift() {
  const early = isEarly();
  if (early) setDay(yesterday);
  if (note) note.textContent = early ? note.dataset.moved : "";
}

/* Ask for the commune of the day where there were several. An answer that is no longer asked for is taken back. */
function askPlace() {
  const places = place();
  if (!places) return;
  const lines = [...places.querySelectorAll("li")];
  for (const line of lines) {
    const { from, to } = line.dataset;
    line.hidden = !(from <= day.value && (to === "" || day.value <= to));
  }
  places.hidden = lines.filter((line) => !line.hidden).length < 2;
  for (const line of lines) {
    if (places.hidden || line.hidden) line.querySelector("input").checked = false;
  }
}

function setDay(value) {
  day.value = value;
  day.dispatchEvent(new Event("change", { bubbles: true }));
}

/* The calendar writes days as the browser's own language does: say it once in that of the page. */
function inWords(value) {
  const [year, month, date] = value.split("-");
  if (!(value >= "2000")) return "";
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", timeZone: "UTC" });
  const name = weekday.format(new Date(`${value}T00:00Z`));
  return `${name[0].toUpperCase()}${name.slice(1)}, ${date}/${month}/${year}`;
}

function markDay() {
  if (words) words.textContent = inWords(day.value);
  for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.setDay === day.value));
}

box.addEventListener("click", ({ target }) => {
  const chip = target.closest("[data-set-day]");
  if (chip) setDay(chip.dataset.setDay);
});
day.addEventListener("change", () => {
  markDay();
  // While a year is being typed it is 0002, 0020, 0202: no day of any commune.
  if (day.value >= "2000") askPlace();
  if (note) note.textContent = isEarly() ? note.dataset.early : "";
});
document.addEventListener("change", ({ target }) => {
  if (target.name === "shift") followShift();
});

document.addEventListener("parts:drawn", askPlace);

window.addEventListener("pageshow", () => {
  markDay();
  if (place()?.hidden) askPlace();
});
