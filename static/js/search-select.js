// Choose among many rows: what is typed is searched on the server, the select below holds what was found.
// Without scripts the select keeps its value.

const PAUSE = 200;

function query(select, term) {
  const { appLabel, modelName, fieldName, url } = select.dataset;
  return `${url}?${new URLSearchParams({ term, app_label: appLabel, model_name: modelName, field_name: fieldName })}`;
}

function fill(select, results) {
  const chosen = select.selectedOptions[0];
  const keep = [...select.options].filter((option) => option.value === "" || option === chosen);
  const known = new Set(keep.map((option) => option.value));
  const found = results.filter(({ id }) => !known.has(id)).map(({ id, text }) => new Option(text, id));
  select.replaceChildren(...keep, ...found);
  const only = results.length === 1 ? results[0].id : null;
  if (only) select.value = only;
}

function connect(box) {
  const [input, select, said] = ["input", "select", "output"].map((tag) => box.querySelector(tag));
  let timer = 0;
  let asked = 0;
  input.hidden = false;
  const search = async () => {
    const term = input.value.trim();
    const number = ++asked;
    if (!term) return void (said.textContent = "");
    const answer = await fetch(query(select, term), { headers: { Accept: "application/json" } });
    if (!answer.ok || number !== asked) return;
    const { results, pagination } = await answer.json();
    fill(select, results);
    const count = results.length + (pagination.more ? "+" : "");
    said.textContent = results.length ? said.dataset.found.replace("{n}", count) : said.dataset.none;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  // Enter in the search field would send the whole form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

for (const box of document.querySelectorAll("[data-search-select]")) connect(box);
