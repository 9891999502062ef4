// The sheet that a chip opens: filled by htmx, shown as a dialog, focus goes back to the chip.
{
  const sheet = document.getElementById("sheet");
  let opener = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === sheet) opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== sheet) return;
    const title = sheet.querySelector(".sheet-title");
    if (title) {
      title.id = "sheet-title";
      sheet.removeAttribute("aria-label");
      sheet.setAttribute("aria-labelledby", "sheet-title");
    }
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
    if (title) title.focus({ preventScroll: true });
  });
  // A sheet that cannot be fetched is opened as a page: nothing is swallowed.
  for (const trouble of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(trouble, (event) => {
      if (event.detail.target === sheet && event.detail.elt.href) location.assign(event.detail.elt.href);
    });
  }
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet || event.target.closest("[data-close-sheet]")) sheet.close();
  });
  sheet.addEventListener("close", () => {
    sheet.replaceChildren();
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  });
}
