"use strict";
/** Elements made of texts: nothing that a document holds is ever read as HTML. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** Set attributes; a function is called on its event, null and false are left out. */
  const dress = (node, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") node.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
  };

  /**
   * Give an element with children: nodes, or texts.
   * @param {string} name with classes behind points: `p.small` @param {Object<string, *>} attributes
   * @param {...(Node|string|null|undefined)} children
   */
  jixiao.make = (name, attributes = {}, ...children) => {
    const [tag, ...classes] = name.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    dress(node, attributes);
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  };

  /** Give an element of a drawing. */
  jixiao.draw = (name, attributes = {}, ...children) => {
    const node = document.createElementNS(SVG, name);
    dress(node, attributes);
    node.append(...children);
    return node;
  };

  /** Give a button whose sign is explained to those who do not see it. */
  jixiao.signButton = (sign, label, click, attributes = {}) =>
    jixiao.make("button.sign", { type: "button", title: label, "aria-label": label, click, ...attributes }, sign);

  /** Call those who asked to hear of something. */
  const hearers = new Map();
  jixiao.on = (event, hear) => hearers.set(event, [...(hearers.get(event) ?? []), hear]);
  jixiao.tell = (event, ...values) => (hearers.get(event) ?? []).forEach((hear) => hear(...values));

  /** Say something to those who listen to the page, and show it for a while. */
  jixiao.notice = (text) => {
    let line = document.getElementById("notice");
    if (!line) document.body.append((line = jixiao.make("p.notice", { id: "notice", role: "status" })));
    line.textContent = text;
    line.classList.add("shown");
    clearTimeout(jixiao.notice.timer);
    jixiao.notice.timer = setTimeout(() => line.classList.remove("shown"), 4000);
  };

  /** Bring an element to the middle of the part that scrolls it, or to its top; the page itself never scrolls. */
  jixiao.bring = (node, to = "middle") => {
    const side = node?.closest(".side");
    if (!side) return;
    const from = node.getBoundingClientRect().top - side.getBoundingClientRect().top;
    const spare = to === "middle" ? Math.max(0, (side.clientHeight - node.offsetHeight) / 2) : 0;
    side.scrollTop += from - spare;
  };

  /** Open a dialog that goes when it is closed. */
  jixiao.openDialog = (title, attributes, ...children) => {
    const dialog = jixiao.make("dialog", { "aria-label": title, ...attributes, close: () => dialog.remove() });
    const closing = jixiao.signButton("✕", jixiao.say("close"), () => dialog.close());
    dialog.append(jixiao.make("div.dialog-head", {}, jixiao.make("h2", {}, title), closing), ...children);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  };
})();
