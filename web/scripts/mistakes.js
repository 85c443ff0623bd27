// Leads to what is wrong with a form. Expects #mistakes where something is.

document.getElementById("mistakes")?.focus();
