// Refreshes results in place when a filter or the order changes. Expects #results with data-count, whose forms and
// links that change the search carry data-refresh, and #announcer.

let request;

function address(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  return query ? `${form.action}?${query}` : form.action;
}

function opened() {
  return [...document.querySelectorAll("#results details[open][id]")].map((details) => details.id);
}

async function refresh(href, { push }) {
  request?.abort();
  request = new AbortController();
  document.querySelector("#results .hits")?.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(href, { signal: request.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(href);
    return;
  }
  const fresh = page.getElementById("results");
  if (!fresh) return location.assign(href);
  const focused = document.activeElement?.id;
  const open = opened();
  document.getElementById("results").replaceWith(fresh);
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  replaceElsewhere(page);
  if (push) history.pushState(null, "", href);
  const target = focused && document.getElementById(focused);
  (target || document.getElementById("main")).focus({ preventScroll: true });
  document.getElementById("announcer").textContent = fresh.dataset.count;
  document.dispatchEvent(new CustomEvent("results-replaced"));
}

// Outside the results, what names the search itself has to follow: title, search form, language switch, way back.
function replaceElsewhere(page) {
  document.title = page.title;
  for (const selector of [".language", "form.search", "link[rel='canonical']", "link[type='application/atom+xml']"]) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (!old || !fresh) continue;
    if (selector !== "form.search") { old.href = fresh.getAttribute("href"); continue; }
    old.querySelectorAll("input[type='hidden']").forEach((input) => input.remove());
    old.prepend(...fresh.querySelectorAll("input[type='hidden']"));
  }
  const back = page.querySelector("input[name='back']")?.value;
  if (back) document.querySelector("input[name='back']").value = back;
}

if (document.getElementById("results")) {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("#results form[data-refresh]") && form.reportValidity()) refresh(address(form), { push: true });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#results form[data-refresh]")) return;
    event.preventDefault();
    refresh(address(event.target), { push: true });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#results a[data-refresh]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    refresh(link.href, { push: true });
  });
  addEventListener("popstate", () => refresh(location.href, { push: false }));
}
