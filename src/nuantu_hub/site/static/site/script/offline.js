// Says when the network is gone, and keeps the worker's pages at hand for then.
{
  const tell = () => document.documentElement.classList.toggle("is-offline", !navigator.onLine);
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
  if ("serviceWorker" in navigator && document.querySelector('link[rel="manifest"]')) {
    addEventListener("load", () => navigator.serviceWorker.register("/worker.js", { scope: "/" }));
  }
}
