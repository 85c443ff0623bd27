// Sends a form whose visitor has nothing left to fill in. Expects data-goes-on on the form.

document.querySelector("form[data-goes-on]")?.requestSubmit();
