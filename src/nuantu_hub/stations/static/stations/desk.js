// The desk: a station chosen in the list or on the map is shown beside it, without loading the page again.
import { openStationMap } from "./station_map.js";

const data = document.getElementById("map-data"), box = document.getElementById("desk-map"), panel = document.getElementById("panel");
for (const select of document.querySelectorAll("[data-submit]")) select.addEventListener("change", () => select.form.requestSubmit());

if (data && box) {
  const told = JSON.parse(data.textContent);
  told.words.low = 76;
  const rows = new Map([...document.querySelectorAll(".station-list li[data-code]")].map((row) => [row.dataset.code, row]));
  const first = document.querySelector(".station-list li.on")?.dataset.code || "";
  const map = openStationMap(box, told, { chosen: first, onChoose: (code) => choose(code, false) });
  let asked = 0;

  async function choose(code, fromList) {
    const row = rows.get(code), mark = told.marks.find((one) => one.code === code);
    const turn = (asked += 1);
    panel.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(mark.panel, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const text = await answer.text();
      if (turn !== asked) return;
      panel.innerHTML = text;
      if (window.htmx) window.htmx.process(panel);
    } catch {
      location.assign(mark.url);
      return;
    } finally {
      panel.removeAttribute("aria-busy");
    }
    for (const [other, one] of rows) {
      one.classList.toggle("on", other === code);
      const name = one.querySelector("a[data-panel]");
      if (other === code) name.setAttribute("aria-current", "true"); else name.removeAttribute("aria-current");
    }
    if (!fromList) row?.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", mark.url);
    map.choose(code);
  }

  document.querySelector(".station-list ol").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.closest("li").dataset.code, true);
  });
}
