// A long list of boxes or radios with a search field above and the chosen ones as chips.
// <div data-picker data-remove="Bỏ chọn" data-found="{n} mục">, see components/field.html. A plain list without scripts.

export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

function removeIcon(box) {
  const icon = box.querySelector(".picker-search svg").cloneNode(true);
  const use = icon.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#close"));
  return icon;
}

function drawChips(box, items) {
  const chips = box.querySelector(".chips");
  const chosen = items.filter(({ input }) => input.checked && input.value !== "");
  chips.replaceChildren(...chosen.map(({ input, name }) => {
    const line = document.createElement("li");
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.setAttribute("aria-label", `${box.dataset.remove}: ${name}`);
    chip.append(name, removeIcon(box));
    chip.addEventListener("click", () => {
      input.checked = false;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      box.querySelector("[type=search]").focus();
    });
    line.append(chip);
    return line;
  }));
}

/* Every word typed must begin a word of the name, or the whole must occur in it. */
function matches(folded, query) {
  if (folded.includes(query)) return true;
  const words = folded.split(/[^a-z0-9]+/);
  return query.split(" ").every((part) => words.some((word) => word.startsWith(part)));
}

function filter(box, items) {
  const query = fold(box.querySelector("[type=search]").value);
  let count = 0;
  for (const item of items) {
    const shown = query === "" || matches(item.folded, query);
    item.line.hidden = !shown;
    count += Number(shown);
  }
  box.querySelector(".picker-none").hidden = count > 0;
  box.querySelector("[aria-live]").textContent = query ? box.dataset.found.replace("{n}", count) : "";
}

export function makePicker(box) {
  const items = [...box.querySelectorAll(".choices > li")].map((line) => {
    const name = line.querySelector("span").textContent.trim();
    return { line, name, folded: fold(`${name} ${line.dataset.also ?? ""}`), input: line.querySelector("input") };
  });
  const search = box.querySelector("[type=search]");
  search.addEventListener("input", () => filter(box, items));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && search.value) {
      event.stopPropagation();
      search.value = "";
      filter(box, items);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const shown = items.filter(({ line }) => !line.hidden);
    if (search.value && shown.length === 1) {
      if (!shown[0].input.checked) shown[0].input.click();
      search.value = "";
      filter(box, items);
    } else {
      shown[0]?.input.focus();
    }
  });
  box.addEventListener("change", () => drawChips(box, items));
  drawChips(box, items);
}

const make = (root) => { for (const box of root.querySelectorAll("[data-picker]")) makePicker(box); };
make(document);
document.addEventListener("parts:drawn", ({ target }) => make(target));
