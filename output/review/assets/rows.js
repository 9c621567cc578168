"use strict";
/** One row of a form as a line of a table. */
(() => {
  const { state, make, say } = jixiao;

  const TAGS = ["doubtful", "corrected", "joined", "carried"];

  /** Say of each flag what it means, in the words of the catalogue. */
  const meaning = (row, mark) => row.flags.filter((flag) => (state.CODES[flag]?.mark ?? "note") === mark)
    .map((flag) => state.CODES[flag]?.[jixiao.language] ?? flag).join("; ") || say(`${mark}Why`);

  const tags = (row) => TAGS.filter((mark) => row.marks.has(mark)).map((mark) => make(`span.tag.${mark}`, { title: meaning(row, mark) }, say(mark)));

  const SIGNS = [[">=", "≥"], ["<=", "≤"]];
  const plain = (text) => text.replace(/\s/g, "");

  /** Say how a value was understood, where that is not plain from what is printed. */
  const reading = (row) => {
    const read = SIGNS.reduce((text, [typed, sign]) => text.replaceAll(typed, sign), row.read);
    return read && plain(read) !== plain(row.texts.value_text ?? "") ? make("small.read", {}, make("span.label", {}, `${say("readAs")} `), read) : null;
  };

  /** Give what a cell shows: its text, and under a correction what was read. */
  const cellOf = (row, column, above) => {
    const text = state.textOf(row, column);
    const was = row.texts[column] ?? "";
    const repeated = text && above && state.textOf(above, column) === text && column.startsWith("level");
    const content = text === was ? [text] : [make("ins", {}, text || say("empty")), make("del", {}, was || say("empty"))];
    const read = column === "value_text" && text === was ? reading(row) : null;
    return make(repeated ? "td.repeated" : "td", { role: "cell", "data-column": column, "data-title": state.columnTitle(column) }, ...content, read);
  };

  const shownColumns = (form) => state.columnsOf.get(form).map((column) => column.name).filter((name) => !state.HEADINGS.includes(name));

  /** Give a row's line. `above` is the row over it, whose labels it need not say again. */
  const line = (row, above) => {
    const laid = state.laid();
    const gone = laid.deleted.has(row.key);
    const kinds = [gone && "gone", state.hasCorrection(row) && "edited", row.key === state.chosen() && "chosen", TAGS.find((mark) => row.marks.has(mark))];
    return make(`tr.row${kinds.filter(Boolean).map((kind) => `.${kind}`).join("")}`,
      { id: row.key, role: "row", tabindex: row.key === state.chosen() ? 0 : -1, "data-key": row.key, "aria-selected": String(row.key === state.chosen()) },
      make("th", { role: "rowheader", scope: "row" }, String(row.no)),
      ...shownColumns(row.form).map((name) => cellOf(row, name, above?.form === row.form ? above : null)),
      make("td.marks", { role: "cell", "data-title": say("marks") }, ...tags(row), laid.parted.has(row.key) ? make("span.tag.edited", {}, say("part")) : null,
        jixiao.signButton("✎", `${say("edit")} ${say("formOf", row.form)} ${say("rowOf", row.no)}`, (event) => { event.stopPropagation(); jixiao.edit.open(row); }, { tabindex: -1 })));
  };

  /** Give the line of a row that a person added. */
  const addedLine = (form, correction) => make("tr.row.added", { role: "row" },
    make("th", { role: "rowheader", scope: "row" }, "+"),
    ...shownColumns(form).map((name) => make("td", { role: "cell", "data-column": name, "data-title": state.columnTitle(name) }, correction.text[name] ?? "")),
    make("td.marks", { role: "cell", "data-title": say("marks") }, make("span.tag.edited", {}, say("addIs"))));

  /** Give what stands over rows of one task or duty, where it is another than the row's above; null where it is the same. */
  const heading = (row, above) => {
    const own = state.HEADINGS.map((name) => state.textOf(row, name)).filter(Boolean).join("　");
    const before = above?.form === row.form ? state.HEADINGS.map((name) => state.textOf(above, name)).filter(Boolean).join("　") : "";
    if (!own || own === before) return null;
    return make("tr.heading", { role: "row" }, make("th", { role: "columnheader", scope: "rowgroup", colspan: shownColumns(row.form).length + 2 }, own));
  };

  /** Give what there is to say about a row, in sentences: its findings, and what its other flags mean; null where there is nothing. */
  const explanation = (row) => {
    const findings = state.findings.filter((finding) => finding.key === row.key);
    const told = new Set(findings.map((finding) => finding.code));
    const others = row.flags.filter((flag) => !told.has(flag)).map((flag) => ({ code: flag, severity: state.CODES[flag]?.severity ?? "info", ...state.CODES[flag] }));
    const said = [...findings, ...others].map((each) => make("li", {}, make(`span.tag.${each.severity}`, {}, say(each.severity)), " ",
      make("bdi", {}, each[jixiao.language] || each.en || each.code)));
    return said.length ? make("tr.explained", { role: "row" }, make("td", { role: "cell", colspan: shownColumns(row.form).length + 2 }, make("ul", {}, ...said))) : null;
  };

  /** Give all lines of a row: the heading over it, the row, and what was added behind it. */
  const lines = (row, above) => [heading(row, above), line(row, above), row.key === state.chosen() ? explanation(row) : null, ...(state.laid().added.get(row.key) ?? []).map((each) => addedLine(row.form, each))];

  const firstLines = (form) => (state.laid().added.get(state.keyOf(form, 0)) ?? []).map((each) => addedLine(form, each));

  jixiao.rows = { lines, firstLines, shownColumns, explanation };
})();
