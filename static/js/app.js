// Small comforts of every page; each page works without them.

const root = document.documentElement;

/* Theme: auto, light, dark. */
function setTheme(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Not stored, but shown.
  }
  markTheme();
}

function markTheme() {
  const now = root.dataset.theme ?? "auto";
  for (const button of document.querySelectorAll("[data-set-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setTheme === now));
  }
}

/* Copy: data-copy-text="…" or data-copy="#id". The clipboard API is missing on plain http. */
async function copy(button) {
  const source = button.dataset.copy && document.querySelector(button.dataset.copy);
  const text = button.dataset.copyText ?? source?.value ?? source?.textContent.trim() ?? "";
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = copyOldWay(text, button);
  }
  if (done) announce(button, button.dataset.copied);
}

function copyOldWay(text, button) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  (button.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  button.focus();
  return done;
}

function announce(button, words) {
  const label = button.querySelector("[data-label]");
  if (!words || !label || label.dataset.before) return;
  label.dataset.before = label.textContent;
  button.style.minWidth = `${button.offsetWidth}px`;
  label.textContent = words;
  setTimeout(() => {
    label.textContent = label.dataset.before;
    delete label.dataset.before;
  }, 2000);
}

/* Ask before: <form data-confirm="…" data-confirm-title="…" data-confirm-yes="…">. */
function confirmFirst(event) {
  const asker = event.submitter?.dataset.confirm ? event.submitter : event.target;
  const dialog = document.querySelector("#confirm");
  if (!asker.dataset.confirm || !dialog?.showModal || event.target.dataset.confirmed) return;
  event.preventDefault();
  const { form, submitter } = { form: event.target, submitter: event.submitter };
  const title = dialog.querySelector("[data-title]");
  const yes = dialog.querySelector("[value=yes]");
  title.dataset.default ??= title.textContent;
  yes.dataset.default ??= yes.textContent;
  title.textContent = asker.dataset.confirmTitle ?? title.dataset.default;
  yes.textContent = asker.dataset.confirmYes ?? yes.dataset.default;
  dialog.querySelector("[data-text]").textContent = asker.dataset.confirm;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
}

/* A form sent twice by an impatient thumb. The server refuses too. */
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-many")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
}

function fillSignIn(button) {
  const form = document.querySelector(button.dataset.fill);
  form.elements.username.value = button.dataset.username;
  form.elements.password.value = button.dataset.password;
  form.querySelector("[type=submit]").focus();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu-of[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu-of"));
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.setTheme) setTheme(button.dataset.setTheme);
  else if ("copy" in button.dataset || "copyText" in button.dataset) copy(button);
  else if ("dismiss" in button.dataset) button.closest("[data-dismissable]")?.remove();
  else if ("print" in button.dataset) window.print();
  else if (button.dataset.fill) fillSignIn(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu-of[open]");
  closeMenus();
  open?.querySelector("summary").focus();
});

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-autosubmit") && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});

document.addEventListener("submit", confirmFirst);
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) delete form.dataset.sent;
});

markTheme();
document.querySelector("[data-errors]")?.focus();
