// − and + around a number: <div data-stepper><button data-step="-1">…<input>…<button data-step="1"></div>
// The input may be type=number or text with inputmode=numeric (1.234,5; on an English page 1,234.5). Arrow keys work in
// both.

const english = document.documentElement.lang === "en";
/* Vietnamese marks for those of the page, and back. */
const marks = (text) => (english ? text.replace(/[.,]/g, (mark) => (mark === "." ? "," : ".")) : text);

const read = (input) => {
  const text = marks(input.value.trim());
  // As the server reads: points before three digits group thousands, any other mark is the decimal one.
  const plain = /^\d{1,3}(\.\d{3})+(,\d*)?$/.test(text) ? text.replaceAll(".", "") : text;
  const number = Number(plain.replace(",", "."));
  return Number.isFinite(number) ? number : 0;
};

const write = (input, number) => {
  const plain = String(Math.round(number * 1000) / 1000);
  // Without groups: "1.234" would be unclear where decimals are expected.
  input.value = input.type === "number" ? plain : marks(plain.replace(".", ","));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

const limit = (input, name, otherwise) => {
  const value = input.getAttribute(name) ?? input.dataset[name];
  return value === undefined || value === null || value === "" ? otherwise : Number(value);
};

function step(box, direction) {
  const input = box.querySelector("input");
  if (input.disabled || input.readOnly) return;
  const by = Number(box.dataset.by ?? 1) * direction;
  const low = limit(input, "min", 0);
  const high = limit(input, "max", Infinity);
  write(input, Math.min(high, Math.max(low, read(input) + by)));
  mark(box);
}

/* At the limit the button is greyed, but stays focusable, so that the keyboard does not lose its place. */
function mark(box) {
  const input = box.querySelector("input");
  const value = read(input);
  box.querySelector('[data-step="-1"]')?.setAttribute("aria-disabled", String(value <= limit(input, "min", 0)));
  box.querySelector('[data-step="1"]')?.setAttribute("aria-disabled", String(value >= limit(input, "max", Infinity)));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-stepper] [data-step]");
  if (button) step(button.closest("[data-stepper]"), Number(button.dataset.step));
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-stepper]");
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!box || !direction || !event.target.matches("input")) return;
  event.preventDefault();
  step(box, direction);
});

document.addEventListener("input", (event) => {
  const box = event.target.closest?.("[data-stepper]");
  if (box) mark(box);
});

const markAll = (root) => { for (const box of root.querySelectorAll("[data-stepper]")) mark(box); };
markAll(document);
document.addEventListener("parts:drawn", ({ target }) => markAll(target));
