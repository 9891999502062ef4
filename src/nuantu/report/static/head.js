(() => {
  const root = document.documentElement;
  const read = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const lang = new URLSearchParams(location.search).get("lang") || read("nuantu-lang");
  const theme = new URLSearchParams(location.search).get("theme") || read("nuantu-theme");
  root.lang = lang === "en" ? "en" : "zh-Hans";
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  root.classList.add("scripted");
})();
