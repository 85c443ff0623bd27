// Copies the page's address. Expects a hidden button with data-copy, the words to say afterwards, and #announcer.

function enhance() {
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = !navigator.clipboard;
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(location.href);
  button.textContent = button.dataset.copy;
  document.getElementById("announcer").textContent = button.dataset.copy;
});
document.addEventListener("results-replaced", enhance);
enhance();
