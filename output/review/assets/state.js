"use strict";
/** What the page of a document knows: its rows with the corrections laid over them, the filter, and what is chosen. */
(() => {
  const given = jixiao.given.document;
  const IDENTITY = ["level1", "level2", "indicator", "value_text"];
  const COLUMNS = jixiao.given.titles.columns;
  const CODES = jixiao.given.titles.codes;

  const keyOf = (form, row) => `f${form}-r${row}`;
  const marksOf = (flags) => new Set(flags.map((flag) => CODES[flag]?.mark ?? "note"));
  const forms = new Map(given.forms.map((form) => [form.no, form]));

  /** Findings in the order in which they are to be looked at: errors, warnings, notes; each in the order of the document. */
  const ORDER = ["error", "warning", "info"];
  const findings = given.findings
    .map((finding) => ({ ...finding, key: finding.row ? keyOf(finding.form, finding.row) : null }))
    .sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));

  const inDoubt = new Set(findings.filter((finding) => finding.severity !== "info").map((finding) => finding.key));

  const rows = given.rows.map((row) => ({ ...row, key: keyOf(row.form, row.no), marks: marksOf(row.flags) }));
  for (const row of rows) if (inDoubt.has(row.key)) row.marks.add("doubtful");
  const byKey = new Map(rows.map((row) => [row.key, row]));

  /** Rows of a form that read alike in the columns that identify a row. */
  const alike = new Map();
  const likeness = (row) => JSON.stringify([row.form, ...IDENTITY.map((name) => row.texts[name] ?? "")]);
  for (const row of rows) alike.set(likeness(row), [...(alike.get(likeness(row)) ?? []), row]);

  /** Give the texts that identify a row as it was read: the four labels, and what sets it apart from rows like it. */
  const identity = (row) => {
    const like = alike.get(likeness(row));
    const apart = COLUMNS.map((column) => column.name).filter((name) => new Set(like.map((each) => each.texts[name] ?? "")).size > 1);
    return Object.fromEntries([...IDENTITY, ...apart].map((name) => [name, row.texts[name] ?? ""]));
  };

  /** Give the row that a correction is about: as it was read, or as corrections have made it already. */
  const rowOf = (correction, corrections) => {
    if (!correction.row) return null;
    const text = JSON.stringify(correction.row);
    const made = corrections.filter((each) => each.action === "replace" && each.form_no === correction.form_no && JSON.stringify(each.row) === text);
    const after = { ...correction.row, ...Object.fromEntries(made.map((each) => [each.column, each.text])) };
    const fits = (row, texts) => row.form === correction.form_no && Object.entries(texts).every(([name, value]) => (row.texts[name] ?? "") === value);
    const found = rows.filter((row) => fits(row, correction.row));
    const candidates = found.length ? found : rows.filter((row) => fits(row, after));
    return candidates.find((row) => row.boxes.some((box) => box[0] === correction.page)) ?? candidates[0] ?? null;
  };

  /** Whether a row that a correction adds is among those that were read: it was applied. */
  const isThere = (correction) => correction.action === "add" && rows.some((row) => row.form === correction.form_no && row.marks.has("corrected")
    && Object.entries(correction.text).every(([name, value]) => (row.texts[name] ?? "") === value));

  /** Lay the corrections over the rows. Those that fit no row are `unmatched`. */
  const layOver = () => {
    const corrections = jixiao.corrections.kept(given.sha256);
    const state = { edits: new Map(), deleted: new Map(), parted: new Map(), added: new Map(), unmatched: [], corrections };
    for (const correction of corrections) {
      const row = rowOf(correction, corrections);
      const first = correction.action === "add" && !correction.row;
      if ((!row && !first) || isThere(correction)) state.unmatched.push(correction);
      else if (correction.action === "replace") state.edits.set(row.key, { ...state.edits.get(row.key), [correction.column]: correction });
      else if (correction.action === "delete") state.deleted.set(row.key, correction);
      else if (correction.action === "part") state.parted.set(row.key, correction);
      else {
        const at = row ? row.key : keyOf(correction.form_no, 0);
        state.added.set(at, [...(state.added.get(at) ?? []), correction]);
      }
    }
    return state;
  };

  let laid = layOver();
  jixiao.on("corrections", () => { laid = layOver(); });

  /** Give a row's text in a column as it stands with the corrections. */
  const textOf = (row, column) => laid.edits.get(row.key)?.[column]?.text ?? row.texts[column] ?? "";

  const hasCorrection = (row) => laid.edits.has(row.key) || laid.deleted.has(row.key) || laid.parted.has(row.key) || laid.added.has(row.key);

  /** The columns that a form's rows fill, in the order of a form. Tasks and duties stand over their rows, not in them. */
  const HEADINGS = ["task_no", "task", "duty_no", "duty"];
  const columnsOf = new Map();
  for (const no of forms.keys()) {
    const own = rows.filter((row) => row.form === no);
    columnsOf.set(no, COLUMNS.filter((column) => own.some((row) => row.texts[column.name])));
  }

  const filter = { form: "", level: "", flag: "", text: "" };

  /** Whether a row fits the filter. */
  const fits = (row) => {
    const [level1, level2] = filter.level ? JSON.parse(filter.level) : [];
    return (!filter.form || String(row.form) === filter.form)
      && (!filter.level || (row.texts.level1 === level1 && (!level2 || row.texts.level2 === level2)))
      && fitsFlag(row) && fitsText(row);
  };
  const fitsFlag = (row) => {
    if (!filter.flag) return true;
    if (filter.flag === "edited") return hasCorrection(row);
    return row.marks.has(filter.flag) || row.flags.includes(filter.flag);
  };
  const fitsText = (row) => {
    const wanted = filter.text.trim().toLowerCase();
    return !wanted || COLUMNS.some((column) => textOf(row, column.name).toLowerCase().includes(wanted));
  };

  let chosen = null;
  /** Choose a row by its key; who hears of it brings it into view. `from` is where it was chosen: `page` or `rows`. */
  const choose = (key, from = "") => {
    if (!byKey.has(key)) return;
    chosen = key;
    history.replaceState(null, "", `#${key}`);
    jixiao.tell("chosen", byKey.get(key), from);
  };

  const title = (form) => [form.title, form.subject || form.department].filter(Boolean).join(" · ");

  jixiao.state = {
    given, forms, rows, byKey, findings, filter, fits, choose, identity, textOf, hasCorrection, columnsOf, title, keyOf, CODES, COLUMNS, HEADINGS,
    laid: () => laid,
    chosen: () => chosen,
    visible: () => rows.filter(fits),
    columnTitle: (name) => COLUMNS.find((column) => column.name === name)?.[jixiao.language] ?? name,
  };
})();
