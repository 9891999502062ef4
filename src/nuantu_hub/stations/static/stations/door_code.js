// Lets the ring around a code run out and says how long is left. Without it the page says until when the code is good.
const ring = document.querySelector(".code-ring[data-until]");

if (ring) {
  const until = Number(ring.dataset.until);
  const drawn = Number(ring.dataset.drawn);
  const circle = ring.querySelector(".left");
  const words = ring.querySelector("[data-left]");
  const over = document.querySelector("[data-over]");
  // The phone's clock may be wrong: what counts is how long the page has been open, from the server's moment on.
  const served = Number(ring.dataset.now);
  const opened = performance.now();

  const tick = () => {
    const left = Math.max(0, until - served - (performance.now() - opened) / 1000);
    const share = Math.min(1, left / (until - drawn));
    circle.setAttribute("stroke-dasharray", `${share.toFixed(4)} 1`);
    ring.classList.toggle("is-low", share < 0.15);
    words.textContent = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
    words.hidden = false;
    if (left > 0) {
      setTimeout(tick, 1000);
    } else {
      over.hidden = false;
    }
  };
  tick();
}
