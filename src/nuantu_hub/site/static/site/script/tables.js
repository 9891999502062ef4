// A table or strip that scrolls sideways can be reached by keyboard, and only while it does.
{
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".table-wrap, .ladder, .subtabs, .code, .rail, .timeline")) watch.observe(box);
  document.querySelector(".rail [aria-current], .subtabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    const from = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(from.textContent.trim()).then(() => {
      button.textContent = button.dataset.done;
    });
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
