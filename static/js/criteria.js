// How many of the criteria and residential areas are answered, told beside the button while one goes down the list.

const form = document.querySelector("[data-answers]");
const told = form?.querySelector("[data-answered]");

function tell() {
  const radios = [...form.querySelectorAll('input[type="radio"]')];
  const of = new Set(radios.map((radio) => radio.name)).size;
  const n = radios.filter((radio) => radio.checked).length;
  told.textContent = told.dataset.words.replace("{n}", n).replace("{of}", of);
}

/* Most areas pass: mark the others first, and all that are left with one press. */
function rest() {
  for (const field of form.querySelectorAll(".area-answers fieldset")) {
    if (!field.querySelector("input:checked")) field.querySelector('input[value="yes"]').checked = true;
  }
  tell();
}

if (told) {
  form.addEventListener("change", tell);
  form.querySelector("[data-rest]")?.addEventListener("click", rest);
  tell();
}
