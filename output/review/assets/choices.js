"use strict";
/** What a person chose and the browser remembers: language, and dark or light. */
(() => {
  const THEME = "jixiao:theme";
  const LANGUAGE = "jixiao:language";
  const root = document.documentElement;

  /** Browsers may be told to keep nothing of pages on the disk: what is chosen then lasts as long as the page. */
  const storage = (() => {
    try {
      window.localStorage.getItem(THEME);
      return window.localStorage;
    } catch {
      const held = new Map();
      return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value), removeItem: (key) => held.delete(key) };
    }
  })();
  jixiao.storage = storage;

  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  const setTheme = (theme) => {
    root.dataset.theme = theme;
    storage.setItem(THEME, theme);
  };

  jixiao.switchTheme = () => setTheme(isDark() ? "light" : "dark");

  const setLanguage = (language) => {
    jixiao.language = language;
    root.lang = language === "zh" ? "zh-CN" : "en";
    storage.setItem(LANGUAGE, language);
  };

  /** Fill the bar: links under their names, and the switches. */
  const showBar = () => {
    for (const link of document.querySelectorAll("a[data-label]")) {
      link.title = jixiao.say(link.dataset.label);
      link.setAttribute("aria-label", link.title);
    }
    const switchLanguage = jixiao.make("button.switch", { type: "button", id: "language", lang: jixiao.language === "zh" ? "en" : "zh-CN",
      click: () => { setLanguage(jixiao.language === "zh" ? "en" : "zh"); jixiao.tell("language"); } }, jixiao.say("language"));
    const theme = jixiao.signButton("◐", jixiao.say("theme"), jixiao.switchTheme, { id: "theme" });
    document.getElementById("tools").replaceChildren(...jixiao.ownTools(), switchLanguage, theme);
  };

  /** Buttons that only this kind of page has. */
  jixiao.ownTools = () => [];

  /** Show the bar now and whenever the language changes. */
  jixiao.startBar = () => {
    if (["dark", "light"].includes(storage.getItem(THEME))) root.dataset.theme = storage.getItem(THEME);
    setLanguage(storage.getItem(LANGUAGE) === "en" ? "en" : "zh");
    jixiao.on("language", showBar);
    showBar();
  };
})();
