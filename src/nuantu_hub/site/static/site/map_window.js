// The window of a drawn map: dragged, zoomed by wheel, two fingers, buttons and keys. It knows nothing of what is drawn.
// `bounds` is what the map holds (x, y, w, h in its own units), `least` the narrowest window, `onMove` hears of every change.
export function openWindow(svg, { bounds, least = 300, onMove = () => {} }) {
  const box = svg.viewBox.baseVal;
  let view = { x: box.x, y: box.y, w: box.width, h: box.height };
  const fingers = new Map();
  let start = null, moved = false;

  const shape = () => svg.clientHeight / Math.max(1, svg.clientWidth);
  const clamp = (value, low, size, room) => (size <= room ? low + (size - room) / 2 : Math.min(Math.max(value, low), low + size - room));
  function set(x, y, w) {
    const most = Math.max(bounds.w, bounds.h / shape());
    const wide = Math.min(Math.max(w, least), most), tall = wide * shape();
    view = { x: clamp(x, bounds.x, bounds.w, wide), y: clamp(y, bounds.y, bounds.h, tall), w: wide, h: tall };
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    onMove(view);
  }
  function zoom(factor, at) {
    const fx = at ? at[0] : 0.5, fy = at ? at[1] : 0.5;
    const wide = Math.min(Math.max(view.w * factor, least), Math.max(bounds.w, bounds.h / shape()));
    set(view.x + (view.w - wide) * fx, view.y + (view.h - wide * shape()) * fy, wide);
  }
  const place = (event) => { const frame = svg.getBoundingClientRect(); return [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height]; };
  const spread = ([one, other]) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  function begin() {
    const points = [...fingers.values()];
    start = points.length ? { points: points.map((point) => [...point]), view: { ...view } } : null;
  }

  svg.addEventListener("pointerdown", (event) => { if (event.button) return; if (!fingers.size) moved = false; fingers.set(event.pointerId, place(event)); begin(); });
  svg.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId) || !start) return;
    fingers.set(event.pointerId, place(event));
    const points = [...fingers.values()];
    if (points.length === 2 && start.points.length === 2) {
      moved = true;
      const wide = start.view.w * (spread(start.points) / Math.max(0.02, spread(points)));
      const middle = (all, axis) => (all[0][axis] + all[1][axis]) / 2;
      set(start.view.x + start.view.w * middle(start.points, 0) - wide * middle(points, 0), start.view.y + start.view.h * middle(start.points, 1) - wide * shape() * middle(points, 1), wide);
      return;
    }
    const dx = (points[0][0] - start.points[0][0]) * start.view.w, dy = (points[0][1] - start.points[0][1]) * start.view.h;
    if (!moved && Math.hypot(dx, dy) < (6 / svg.clientWidth) * view.w) return;
    if (!moved) { moved = true; try { svg.setPointerCapture(event.pointerId); } catch { /* the pointer is gone already */ } }
    set(start.view.x - dx, start.view.y - dy, start.view.w);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, (event) => { if (name === "pointerleave" && svg.hasPointerCapture(event.pointerId)) return; fingers.delete(event.pointerId); begin(); });
  // What was dragged was not tapped.
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); } moved = false; }, true);
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, place(event)); }, { passive: false });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] };
    if (ways[event.key]) set(view.x + ways[event.key][0] * view.w, view.y + ways[event.key][1] * view.h, view.w);
    else if (event.key === "+" || event.key === "=") zoom(0.7);
    else if (event.key === "-") zoom(1 / 0.7);
    else return;
    event.preventDefault();
  });
  // Whatever shape the map gets, its middle stays where it was.
  const centre = (x, y, w) => set(x - w / 2, y - (w * shape()) / 2, w);
  const settle = () => centre(view.x + view.w / 2, view.y + view.h / 2, view.w);
  new ResizeObserver(settle).observe(svg);
  return { set, zoom, centre, settle, get view() { return view; } };
}
