"use strict";
/** All rows, form by form. Of many rows only those near the view are there; the others' place is kept free for them. */
(() => {
  const { state, make, say } = jixiao;
  const PART = 40;
  const GUESSED = 46;
  const NEAR = "1200px";
  /** How wide a column is beside the others. */
  const SHARES = { level1: 1.2, level2: 1.4, indicator_no: 0.7, indicator: 3, explanation: 3, value_text: 2.3, duty_item: 2, duty_target: 2.8,
    actual_text: 1.6, weight: 0.7, score: 0.8, deviation_reason: 1.8 };

  let pane;
  let watched;
  let parts = [];
  let visible = [];
  const partOf = new Map();

  const fill = (part) => {
    if (part.filled) return;
    part.filled = true;
    const above = (at) => (at > 0 ? visible[at - 1] : null);
    const lines = visible.slice(part.from, part.to).flatMap((row, at) => jixiao.rows.lines(row, above(part.from + at)));
    const first = part.first ? jixiao.rows.firstLines(part.form) : [];
    part.body.replaceChildren(...first, ...lines.filter(Boolean));
  };

  const empty = (part) => {
    part.height = part.filled ? part.body.getBoundingClientRect().height : part.height;
    part.filled = false;
    const space = make("td", { colspan: 20 });
    space.style.setProperty("height", `${part.height}px`);
    part.body.replaceChildren(make("tr.space", { "aria-hidden": "true" }, space));
  };

  const watch = (entries) => entries.forEach(({ target, isIntersecting }) => (isIntersecting ? fill(target.ownPart) : empty(target.ownPart)));

  const head = (form) => {
    const field = ({ label, text, boxes }) => [make("dt", {}, label || "—"),
      make("dd", {}, make("button.text-link", { type: "button", click: () => jixiao.pages.show(boxes) }, text || say("empty")))];
    const details = make("details.fields", {}, make("summary", {}, say("head")));
    details.addEventListener("toggle", () => { if (details.childElementCount < 2) details.append(make("dl", {}, ...form.fields.flatMap(field))); }, { once: true });
    return make("header.form-head", {},
      make("h3", {}, make("span.form-no", {}, say("formOf", form.no)), " ", make("bdi", {}, state.title(form))),
      make("p.small", {}, say("pagesFromTo", ...form.pages), form.budget_text ? ` · ${say("budget")} ${form.budget_text}` : ""),
      form.fields.length ? details : null);
  };

  const sheet = (form, spans) => {
    const names = jixiao.rows.shownColumns(form.no);
    const whole = names.reduce((sum, name) => sum + (SHARES[name] ?? 1.5), 0);
    const columns = names.map((name) => {
      const column = make("col");
      column.style.setProperty("width", `${(100 * (SHARES[name] ?? 1.5)) / whole}%`);
      return column;
    });
    const titles = names.map((name) => make("th", { role: "columnheader", scope: "col" }, state.columnTitle(name)));
    const bodies = spans.map(([from, to], at) => {
      const part = { form: form.no, from, to, first: at === 0, filled: false, height: (to - from) * GUESSED, body: make("tbody", { role: "rowgroup" }) };
      part.body.ownPart = part;
      parts.push(part);
      visible.slice(from, to).forEach((row) => partOf.set(row.key, part));
      empty(part);
      watched.observe(part.body);
      return part.body;
    });
    return make("table", { role: "table", "aria-label": state.title(form) },
      make("colgroup", {}, make("col.number"), ...columns, make("col.marks")),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { role: "columnheader", scope: "col" }, say("number")), ...titles, make("th", { role: "columnheader", scope: "col" }, say("marks")))),
      ...bodies);
  };

  /** Give where each form's rows lie among those that are visible, cut into parts. */
  const spansOf = (no, start) => {
    const spans = [];
    let end = start;
    while (end < visible.length && visible[end].form === no) end += 1;
    for (let at = start; at < end; at += PART) spans.push([at, Math.min(end, at + PART)]);
    return [spans, end];
  };

  /** Show the rows that fit the filter, in the pane that `build` gave. */
  const refresh = () => {
    watched?.disconnect();
    watched = new IntersectionObserver(watch, { root: pane.closest(".side"), rootMargin: NEAR });
    [parts, visible] = [[], state.visible()];
    partOf.clear();
    const sections = [];
    let at = 0;
    for (const form of state.forms.values()) {
      const [spans, end] = spansOf(form.no, at);
      at = end;
      if (spans.length || isUnfiltered()) sections.push(make("section.form", { id: `f${form.no}` }, head(form), spans.length ? sheet(form, spans) : null));
    }
    pane.replaceChildren(...(sections.length ? sections : [make("p.nothing", {}, say("noRows"))]));
    jixiao.tell("shown", visible.length);
  };
  const isUnfiltered = () => Object.values(state.filter).every((value) => !value);

  /** Draw the rows again that are there: their corrections are others now. */
  const redraw = () => parts.filter((part) => part.filled).forEach((part) => {
    part.filled = false;
    fill(part);
  });
  jixiao.on("corrections", redraw);

  const FRAMES = 12;
  let settling = 0;
  /** Bring an element to the middle and hold it there for some frames: parts above it come into view, and are as high as they are. */
  const settle = (find) => {
    const own = (settling += 1);
    const bring = (left) => {
      if (own !== settling || !left) return;
      jixiao.bring(find());
      requestAnimationFrame(() => bring(left - 1));
    };
    bring(FRAMES);
  };

  /** Bring a row into view; one that the filter leaves out is not there. */
  const show = (key) => {
    const part = partOf.get(key);
    if (!part) return false;
    fill(part);
    settle(() => document.getElementById(key));
    return true;
  };

  const keyAt = (event) => event.target.closest?.("tr[data-key]")?.dataset.key ?? null;

  const build = () => {
    pane = make("div.forms", {
      pointerover: (event) => jixiao.tell("lit", keyAt(event)),
      pointerleave: () => jixiao.tell("lit", null),
      focusin: (event) => jixiao.tell("lit", keyAt(event)),
      click: (event) => { if (keyAt(event) && !window.getSelection().toString()) state.choose(keyAt(event), "rows"); },
      dblclick: (event) => { if (keyAt(event)) jixiao.edit.open(state.byKey.get(keyAt(event))); } });
    return pane;
  };

  let lit = null;
  jixiao.on("lit", (key) => {
    if (key === lit) return;
    document.getElementById(lit)?.classList.remove("lit");
    document.getElementById(key)?.classList.add("lit");
    lit = key;
  });

  const mark = (key, chosen) => {
    const line = document.getElementById(key);
    line?.classList.toggle("chosen", chosen);
    line?.setAttribute("aria-selected", String(chosen));
    if (line) line.tabIndex = chosen ? 0 : -1;
  };
  /** Say under the chosen row what there is to say about it. */
  const explain = (row) => {
    for (const each of pane.querySelectorAll("tr.explained")) each.remove();
    document.getElementById(row.key)?.after(...[jixiao.rows.explanation(row)].filter(Boolean));
  };

  let before = null;
  jixiao.on("chosen", (row, from) => {
    mark(before, false);
    if (!partOf.has(row.key)) jixiao.filters.clear();
    if (from !== "rows") show(row.key);
    mark(row.key, true);
    explain(row);
    document.getElementById(row.key)?.focus({ preventScroll: true });
    before = row.key;
  });

  /** Give the key of the row that stands so many behind the chosen one, among those that are visible. */
  const stepped = (by) => {
    const at = visible.findIndex((row) => row.key === state.chosen());
    return visible[at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + by))]?.key;
  };

  // Laid out for paper, most parts lie far from the window: watched, they would be emptied again.
  window.addEventListener("beforeprint", () => { watched?.disconnect(); parts.forEach(fill); });
  window.addEventListener("afterprint", () => parts.forEach((part) => watched.observe(part.body)));

  /** Whoever scrolls by hand is not pulled back. */
  for (const event of ["wheel", "touchstart", "pointerdown"]) window.addEventListener(event, () => { settling += 1; }, { passive: true, capture: true });

  jixiao.table = { build, refresh, show, stepped };
})();
