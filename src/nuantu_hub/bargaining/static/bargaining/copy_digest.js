// Copies a digest, without the spaces between its groups, where the browser lets a page do so.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.replace(/\s+/g, ""));
    button.querySelector("span").textContent = button.dataset.done;
  });
}
