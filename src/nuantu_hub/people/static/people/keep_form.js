// Keeps what was filled in while there is no network, and hands it in when there is: the form's token makes it one.
{
  const form = document.querySelector("form[data-keep]");
  const key = form && `kept:${form.dataset.keep}:${location.pathname}`;
  const read = () => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* a browser that keeps nothing */ } };
  const keep = () => {
    const told = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), told })); } catch { /* stays on the page */ }
  };
  const fill = (told) => {
    for (const [name, value] of told) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    }
  };
  if (form) {
    const kept = read();
    if (kept && Date.now() - kept.at < 86400000 && !form.querySelector(".errors")) fill(kept.told);
    else if (kept) forget();
    let waiting = false;
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) { forget(); return; }
      event.preventDefault();
      keep();
      waiting = true;
    });
    addEventListener("online", () => { if (waiting && form.reportValidity()) { forget(); form.submit(); } });
  }
}
