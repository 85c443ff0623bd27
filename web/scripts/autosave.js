// Keeps a draft while typing pauses. Expects a form with data-autosave, the words data-autosave-failed, a hidden input
// "revision", and an element with data-autosaved inside it that says what happened.

const WAIT_MS = 2000;

function enhance(form) {
  const told = form.querySelector("[data-autosaved]");
  let timer;
  let saving;

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "autosave");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      const { revision, words } = await answer.json();
      if (revision) form.elements.revision.value = revision;
      told.textContent = words;
    } catch {
      told.textContent = form.dataset.autosaveFailed;
    }
    saving = undefined;
  }

  function saveSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => { if (saving) saveSoon(); else saving = save(); }, WAIT_MS);
  }

  form.addEventListener("input", saveSoon);
  // What is sent by a button must carry the revision that a saving under way is about to give.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    saving.then(() => setTimeout(() => form.requestSubmit(event.submitter)));
  });
}

document.querySelectorAll("form[data-autosave]").forEach(enhance);
