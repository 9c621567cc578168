"use strict";
/** Keys, and the page of help that names them. */
(() => {
  const { state, make, say } = jixiao;

  const openHelp = () => {
    const keys = say("keys").map(([key, what]) => make("div", {}, make("dt", {}, ...key.split(" / ").flatMap((each, at) => (at ? [" ", make("kbd", {}, each)] : [make("kbd", {}, each)]))), make("dd", {}, what)));
    const colours = ["doubtful", "joined", "carried", "corrected"].map((mark) => make("li", {}, make(`span.tag.${mark}`, {}, say(mark)), " ", say(`${mark}Why`)));
    jixiao.openDialog(say("help"), { id: "help-page" }, make("p", {}, say("about")), make("dl.keys", {}, ...keys), make("h3", {}, say("legend")), make("ul.legend", {}, ...colours));
  };

  const stepRow = (by) => {
    const key = jixiao.table.stepped(by);
    if (key) state.choose(key, "key");
  };

  const ACTIONS = {
    j: () => stepRow(1), k: () => stepRow(-1), n: () => jixiao.findings.step(1), p: () => jixiao.findings.step(-1),
    e: () => { if (state.chosen()) jixiao.edit.open(state.byKey.get(state.chosen())); },
    "/": () => jixiao.filters.focus(), t: () => jixiao.switchTheme(), "?": openHelp,
    Enter: (event) => { const key = event.target.dataset?.key; if (key) state.choose(key, "key"); },
    Escape: (event) => event.target.blur?.(),
  };

  const isTyping = (target) => target.closest?.("input, textarea, select, dialog") !== null && target.closest !== undefined;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target) && event.key !== "Escape") return;
    const action = ACTIONS[event.key];
    if (!action || (event.key === "Enter" && !event.target.dataset?.key)) return;
    if (event.key !== "Escape") event.preventDefault();
    action(event);
  });

  jixiao.openHelp = openHelp;
})();
