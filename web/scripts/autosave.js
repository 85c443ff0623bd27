// Keeps a draft while typing pauses. Expects a form with data-autosave, the words data-autosave-failed, a hidden input
// "revision", and an element with data-autosaved inside it that says what happened.

const WAIT_MS = 2000;

function enhance(form) {
  const told = form.querySelector("[data-autosaved]");
  let timer;
  let pending = Promise.resolve();
  let leaving = false;

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "autosave");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      const { revision, words } = await answer.json();
      if (revision) form.elements.revision.value = revision;
      told.textContent = words;
    } catch {
      if (!leaving) told.textContent = form.dataset.autosaveFailed;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { pending = pending.then(save); }, WAIT_MS);
  });
  // What is sent by a button must carry the revision that the last saving gave.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    pending.then(() => form.requestSubmit(event.submitter));
  });
}

document.querySelectorAll("form[data-autosave]").forEach(enhance);
