"use strict";
/** The filter over the rows: form, level, mark and text. */
(() => {
  const { state, make, say } = jixiao;
  const MARKS = ["doubtful", "joined", "carried", "corrected", "edited"];
  let bar;

  const option = (value, text) => make("option", { value }, text);

  /** Give a list to choose from, under its name. */
  const choice = (name, options) => {
    const list = make("select", { id: `filter-${name}`, change: () => set(name, list.value) }, option("", `${say(name)}：${say("all")}`), ...options);
    list.setAttribute("aria-label", say(name));
    list.value = state.filter[name];
    return list;
  };

  const forms = () => [...state.forms.values()].map((form) => option(String(form.no), `${form.no} ${form.subject || form.department || form.title}`));

  const levels = () => {
    const found = new Map();
    for (const { texts: { level1, level2 } } of state.rows) {
      if (level1) found.set(level1, (found.get(level1) ?? new Set()).add(level2 ?? ""));
    }
    return [...found].flatMap(([level1, inner]) => [option(JSON.stringify([level1]), level1),
      ...[...inner].filter(Boolean).map((level2) => option(JSON.stringify([level1, level2]), `　${level2}`))]);
  };

  const flags = () => {
    const counted = new Map();
    for (const flag of state.rows.flatMap((row) => row.flags)) counted.set(flag, (counted.get(flag) ?? 0) + 1);
    const marks = MARKS.map((mark) => [mark, mark === "edited" ? state.rows.filter(state.hasCorrection).length : state.rows.filter((row) => row.marks.has(mark)).length]);
    const codes = [...counted].sort((one, other) => other[1] - one[1]).map(([code, count]) => option(code, `${state.CODES[code]?.[jixiao.language] ?? code} (${count})`));
    return [...marks.filter(([, count]) => count).map(([mark, count]) => option(mark, `${say(mark)} (${count})`)), ...(codes.length ? [make("optgroup", { label: say("marks") }, ...codes)] : [])];
  };

  let waiting;
  const set = (name, value) => {
    state.filter[name] = value;
    clearTimeout(waiting);
    waiting = setTimeout(jixiao.table.refresh, name === "text" ? 150 : 0);
  };

  /** Take the filter off, at once. */
  const clear = () => {
    Object.keys(state.filter).forEach((name) => { state.filter[name] = ""; });
    clearTimeout(waiting);
    bar.querySelectorAll("select, input").forEach((each) => { each.value = ""; });
    jixiao.table.refresh();
  };

  const build = () => {
    const text = make("input", { type: "search", id: "filter-text", placeholder: say("text"), "aria-label": say("text"), input: () => set("text", text.value) });
    text.value = state.filter.text;
    bar = make("div.filters", { role: "search", "aria-label": say("rows") }, choice("form", forms()), choice("level", levels()), choice("flag", flags()), text,
      make("button", { type: "button", id: "clear", click: clear }, say("clear")));
    return bar;
  };

  jixiao.on("shown", (count) => {
    document.getElementById("shown-count").textContent = say("rowsShown", count, state.rows.length);
    bar.classList.toggle("active", Object.values(state.filter).some(Boolean));
  });

  /** Let the marks be counted anew. */
  jixiao.on("corrections", () => document.getElementById("filter-flag")?.replaceWith(choice("flag", flags())));

  jixiao.filters = { build, clear, focus: () => document.getElementById("filter-text").focus() };
})();
