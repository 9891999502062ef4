// Says when the network is gone, and keeps the worker's home at hand for then.
{
  const root = document.documentElement;
  const served = root.classList.contains("is-offline");
  const tell = () => root.classList.toggle("is-offline", !navigator.onLine);
  addEventListener("online", tell);
  addEventListener("offline", tell);
  if (!served) tell();
  if ("serviceWorker" in navigator && document.querySelector('link[rel="manifest"]')) {
    const service = navigator.serviceWorker;
    service.addEventListener("message", (event) => {
      if (event.data !== "keep" || served || !("keep" in root.dataset)) return;
      service.controller?.postMessage({ url: location.href, text: `<!doctype html>${root.outerHTML}` });
    });
    addEventListener("load", () => service.register("/worker.js", { scope: "/" }));
  }
}
