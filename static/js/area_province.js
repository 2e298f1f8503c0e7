// A new area in the admin: once its province is chosen, the page comes with the communes of the province. Without scripts
// they are chosen on the next page.

const province = document.querySelector("select#id_province");
const boxes = document.getElementById("id_communes");

/* What was typed so far goes along in the address, as the admin reads it. */
province?.addEventListener("change", () => {
  if (!boxes || !province.value) return;
  const typed = new URLSearchParams();
  for (const name of ["province", "name", "valid_from", "valid_to"]) {
    const value = document.getElementById(`id_${name}`)?.value;
    if (value) typed.set(name, value);
  }
  location.search = typed.toString();
});
