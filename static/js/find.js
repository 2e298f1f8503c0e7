// "/" leads to the search: the field of this page, else the page of its own.

const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
  const field = [...document.querySelectorAll("main input[type=search]")].find((one) => one.offsetParent);
  const link = document.querySelector("a[data-find]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.select();
  else link.click();
});
