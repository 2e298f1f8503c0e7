// Whoever goes back to the form of an entry that the server has is told so, before it is written a second time. What
// this tab sent last stays in its session storage; without it the page is as it was.

const KEY = "antq-sent";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const form = document.querySelector("form.entry");
const notice = document.querySelector("[data-sent]");

/* As the server writes it: eight characters of base 32 from the first 40 bits. */
function receipt(uuid) {
  let rest = parseInt(uuid.replaceAll("-", "").slice(0, 10), 16);
  let code = "";
  for (let place = 0; place < 8; place += 1) {
    code = ALPHABET[rest % 32] + code;
    rest = Math.floor(rest / 32);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function remember() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, uuid: form.elements.uuid.value }));
  } catch {
    // Then nothing is told.
  }
}

/* What was sent may have been refused, or never have arrived: the server knows. */
async function tell() {
  const sent = remembered();
  if (!sent || sent.path !== location.pathname) return;
  const address = `${notice.dataset.records}${sent.uuid}/`;
  const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
  if (!answer?.ok) return;
  const link = notice.querySelector("[data-sent-record]");
  link.textContent = receipt(sent.uuid);
  link.href = address;
  notice.querySelector("[data-sent-edit]").href = `${address}edit`;
  notice.hidden = false;
}

if (form && notice) {
  form.addEventListener("submit", remember);
  window.addEventListener("pageshow", (event) => {
    const [visit] = performance.getEntriesByType("navigation");
    if (event.persisted || visit?.type === "back_forward") tell();
  });
}
