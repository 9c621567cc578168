"use strict";
/** A place for PDFs, where a server takes them: each is sent, and what becomes of it is told. */
(() => {
  const { make, say } = jixiao;
  const { place } = jixiao.given;
  const EVERY = 1000;
  /** What was sent, by number, and what the server did not take. */
  let told = [];
  const refused = [];

  const line = ({ name, state, problem }) => make("li", {}, make(`span.tag.${state}`, {}, say("runs")[state]), " ", make("bdi", {}, name), problem ? make("small.doubt", {}, ` ${problem}`) : null);

  const isOpen = (run) => run.state === "waiting" || run.state === "running";

  const show = () => {
    const list = document.getElementById("runs");
    const done = told.some((run) => run.state === "done") && !told.some(isOpen);
    list?.replaceChildren(...[...told, ...refused].map(line), ...(done ? [make("li", {}, make("button.main", { type: "button", id: "reload", click: () => location.reload() }, say("reload")))] : []));
  };

  let asking = false;
  /** Ask how far the PDFs are, until all are done. */
  const ask = async () => {
    if (asking) return;
    asking = true;
    do {
      told = await (await fetch(place.files)).json();
      show();
      if (told.some(isOpen)) await new Promise((then) => setTimeout(then, EVERY));
    } while (told.some(isOpen));
    asking = false;
  };

  const send = async (file) => {
    const shown = { name: file.name, state: "sending", problem: "" };
    refused.push(shown);
    show();
    try {
      const answer = await fetch(place.files, { method: "POST", body: file, headers: { "Content-Type": "application/pdf", "X-File-Name": encodeURIComponent(file.name) } });
      if (answer.ok) refused.splice(refused.indexOf(shown), 1);
      else Object.assign(shown, { state: "failed", problem: await answer.text() });
    } catch (error) {
      Object.assign(shown, { state: "failed", problem: error.message });
    }
    show();
  };

  const sendAll = async (files) => {
    for (const file of files) await send(file);
    await ask();
  };

  /** Give the place for PDFs; null on the disk. */
  jixiao.dropZone = () => {
    if (!place) return null;
    const files = make("input", { type: "file", accept: ".pdf,application/pdf", multiple: true, hidden: true, "aria-label": say("choose"), change: () => sendAll([...files.files]) });
    const over = (event, inside) => {
      event.preventDefault();
      zone.classList.toggle("over", inside);
    };
    const zone = make("section.drop", { "aria-label": say("drop"), dragover: (event) => over(event, true), dragleave: (event) => over(event, false),
      drop: (event) => { over(event, false); sendAll([...event.dataTransfer.files]); } },
      make("p", {}, say("drop"), " ", files, make("button", { type: "button", id: "choose", click: () => files.click() }, say("choose"))), make("ul", { id: "runs", role: "status" }));
    ask();
    return zone;
  };
})();
