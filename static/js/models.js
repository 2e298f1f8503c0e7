// A list that is filtered as one types: <input data-filter-list="#list">, lines with data-words. Without scripts the
// server filters.

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

const input = document.querySelector("[data-filter-list]");
const list = document.querySelector(input.dataset.filterList);
const none = document.querySelector(list.dataset.none);
const lines = [...list.querySelectorAll("[data-words]")].map((line) => ({ line, words: fold(line.dataset.words) }));

function filter() {
  const asked = fold(input.value).split(" ").filter(Boolean);
  let count = 0;
  for (const { line, words } of lines) {
    line.hidden = !asked.every((word) => words.includes(word));
    count += Number(!line.hidden);
  }
  for (const part of list.children) part.hidden = !part.querySelector("[data-words]:not([hidden])");
  none.hidden = count > 0;
}

input.addEventListener("input", filter);
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const shown = lines.filter(({ line }) => !line.hidden);
  if (shown.length === 1) shown[0].line.querySelector("a").click();
});
filter();
