// Finds one's own group by the number that was shown while one voted; the number stays in this browser.
const form = document.getElementById("own-group");
const found = document.getElementById("own-found");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = await (await fetch(form.dataset.file)).json();
  const group = told.groups[String(Number(document.getElementById("own-number").value))];
  const name = group === undefined ? null : document.querySelector(`[data-group="${group}"]`)?.textContent;
  found.textContent = name ? form.dataset.found.replace("~", name) : form.dataset.none;
});
