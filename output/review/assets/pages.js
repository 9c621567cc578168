"use strict";
/** The pages as pictures, the boxes of rows drawn over them. Of many pages only those near the view are there. */
(() => {
  const { state, make, draw, say } = jixiao;
  const pictures = jixiao.given.pages;
  const NEAR = "1500px";
  const STEP = 1.25;

  /** What stands on each page: `[box, class, row's key or finding]`. */
  const onPage = new Map();
  const note = (box, kind, key, title) => onPage.set(box[0], [...(onPage.get(box[0]) ?? []), { box, kind, key, title }]);
  const MARKS = ["doubtful", "corrected", "joined", "carried"];
  for (const row of state.rows) {
    const mark = MARKS.find((each) => row.marks.has(each)) ?? "plain";
    row.boxes.forEach((box) => note(box, `row ${mark}`, row.key));
  }
  for (const finding of state.findings) {
    if (!finding.row && finding.severity !== "info") finding.boxes.forEach((box) => note(box, `place ${finding.severity}`, null));
  }

  let pane;
  let frames = new Map();
  let zoom = 1;
  let watched;

  const drawing = (page) => {
    const [width, height] = page.size;
    const cells = page.cells.map(([x0, top, x1, bottom]) => draw("rect", { class: "cell", x: x0, y: top, width: x1 - x0, height: bottom - top }));
    const boxes = (onPage.get(page.number) ?? []).map(({ box: [, x0, top, x1, bottom], kind, key }) =>
      draw("rect", { class: kind, x: x0, y: top, width: x1 - x0, height: bottom - top, rx: 1.5, "data-key": key }));
    return draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, draw("g", { class: "cells" }, ...cells), ...boxes, draw("g", { class: "shown" }));
  };

  const fill = (frame, page) => {
    if (frame.childElementCount) return;
    const picture = page.picture
      ? make("img", { src: pictures.folder + page.picture, alt: say("pageOf", page.number), decoding: "async", draggable: "false" })
      : make("p.without", {}, say("noPicture"));
    frame.append(picture, drawing(page));
    relight(frame);
  };

  const figure = (page) => {
    const frame = make("div.frame");
    frame.style.setProperty("aspect-ratio", `${page.size[0]} / ${page.size[1]}`);
    frames.set(page.number, frame);
    watched.observe(frame);
    frame.page = page;
    return make("figure", { id: `p${page.number}` }, make("figcaption", {}, say("pageOf", page.number)), frame);
  };

  const watch = (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) fill(target, target.page);
      else target.replaceChildren();
    }
  };

  let lit = null;
  let shown = [];
  /** Draw again, in the frame, what is lit, chosen or shown: it may have been away. */
  const relight = (frame) => {
    for (const box of frame.querySelectorAll("rect[data-key]")) {
      box.classList.toggle("lit", box.dataset.key === lit);
      box.classList.toggle("chosen", box.dataset.key === state.chosen());
    }
    const marks = shown.filter((box) => box[0] === frame.page.number);
    frame.querySelector(".shown")?.replaceChildren(...marks.map(([, x0, top, x1, bottom]) =>
      draw("rect", { x: x0 - 1, y: top - 1, width: x1 - x0 + 2, height: bottom - top + 2, rx: 2 })));
  };
  const relightAll = () => frames.forEach((frame) => { if (frame.childElementCount) relight(frame); });

  /** Bring a box into view, and mark it; without one, the page's top. */
  const show = (boxes, page = boxes[0]?.[0]) => {
    if (!pictures || !frames.has(page)) return;
    shown = boxes;
    const frame = frames.get(page);
    fill(frame, frame.page);
    const scale = frame.clientWidth / frame.page.size[0];
    const place = boxes.find((box) => box[0] === page);
    const middle = place ? ((place[2] + place[4]) / 2) * scale : pane.clientHeight / 2;
    const top = frame.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    const left = place ? Math.max(0, ((place[1] + place[3]) / 2) * scale - pane.clientWidth / 2) : 0;
    pane.scrollTo({ top: top + middle - pane.clientHeight / 2, left });
    relightAll();
  };

  const setZoom = (wanted) => {
    const middle = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
    zoom = Math.min(4, Math.max(0.5, wanted));
    pane.style.setProperty("--zoom", zoom);
    pane.scrollTop = middle * pane.scrollHeight - pane.clientHeight / 2;
  };

  const bar = () => {
    const number = make("input", { type: "number", min: 1, max: pictures.pages.length, value: 1, id: "page-number", "aria-label": say("goToPage"),
      change: () => show([], Number(number.value)) });
    const cells = make("input", { type: "checkbox", id: "cells", change: () => pane.classList.toggle("with-cells", cells.checked) });
    cells.checked = pane.classList.contains("with-cells");
    return make("div.pane-bar", {},
      make("label", {}, say("goToPage"), " ", number, ` / ${pictures.pages.length}`), make("label.cells-choice", {}, cells, " ", say("cells")), make("span.spread"),
      jixiao.signButton("−", say("zoomOut"), () => setZoom(zoom / STEP), { id: "smaller" }), jixiao.signButton("+", say("zoomIn"), () => setZoom(zoom * STEP), { id: "larger" }));
  };

  /** Say in the bar which page is in the middle of the view. */
  const tellPage = () => {
    const middle = pane.getBoundingClientRect().top + pane.clientHeight / 2;
    const number = document.getElementById("page-number");
    const { pages } = pictures;
    let [low, high] = [0, pages.length - 1];
    while (low < high) {
      const between = (low + high + 1) >> 1;
      if (frames.get(pages[between].number).getBoundingClientRect().top <= middle) low = between;
      else high = between - 1;
    }
    if (number && document.activeElement !== number) number.value = pages[low].number;
  };

  const keyAt = (event) => event.target.dataset?.key ?? null;

  /** Give the part of the page that holds the pictures; null where there are none. */
  const build = () => {
    if (!pictures) return null;
    frames = new Map();
    watched?.disconnect();
    const before = pane;
    pane = make("div.pages", { tabindex: 0, role: "region", "aria-label": say("pages"),
      pointerover: (event) => jixiao.tell("lit", keyAt(event)),
      pointerleave: () => jixiao.tell("lit", null),
      click: (event) => { if (keyAt(event)) state.choose(keyAt(event), "page"); } });
    pane.addEventListener("scroll", () => requestAnimationFrame(tellPage), { passive: true });
    pane.style.setProperty("--zoom", zoom);
    if (before?.classList.contains("with-cells")) pane.classList.add("with-cells");
    watched = new IntersectionObserver(watch, { root: pane, rootMargin: NEAR });
    pane.append(...pictures.pages.map(figure));
    return make("section.pages-pane", { "aria-label": say("pages") }, bar(), pane);
  };

  jixiao.on("lit", (key) => {
    if (key === lit) return;
    lit = key;
    relightAll();
  });
  jixiao.on("chosen", (row, from) => {
    shown = [];
    if (from === "page") relightAll();
    else show(row.boxes);
    shown = [];
    relightAll();
  });

  jixiao.pages = { build, show };
})();
