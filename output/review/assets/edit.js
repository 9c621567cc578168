"use strict";
/** Putting a row right: its texts changed, the row deleted or added, a join undone; and the list of what was put right. */
(() => {
  const { state, make, say, corrections } = jixiao;

  const base = (row, action, form) => ({ sha256: state.given.sha256, page: row.boxes[0]?.[0] ?? form.pages[0], form_no: row.form,
    form: form.subject || form.title, action, row: state.identity(row) });
  const signed = (correction, dialog) => ({ ...correction, who: dialog.querySelector("[name=who]").value.trim(), why: dialog.querySelector("[name=why]").value.trim(),
    when: new Date().toISOString().replace(/\.\d+Z$/, "Z") });

  const labelled = (name, title, control, hint) => make("label.field", { for: `edit-${name}` }, make("span.label", {}, title), control, hint ? make("small", {}, hint) : null);

  const textField = (row, column, value) => {
    const area = make("textarea", { id: `edit-${column.name}`, name: column.name, rows: Math.min(5, 1 + Math.floor(value.length / 18)), autofocus: column.name === "value_text" });
    area.value = value;
    const was = row?.texts[column.name] ?? "";
    return labelled(column.name, column[jixiao.language], area, row && value !== was ? `${say("asRead")}：${was || say("empty")}` : null);
  };

  const signature = () => {
    const who = make("input", { id: "edit-who", name: "who", value: corrections.who(), autocomplete: "name", required: true });
    const why = make("input", { id: "edit-why", name: "why" });
    return make("div.signature", {}, labelled("who", say("who"), who), labelled("why", say("why"), why));
  };

  /** Who corrects is asked once and remembered. */
  const isSigned = (dialog) => {
    const who = dialog.querySelector("[name=who]");
    if (!who.value.trim()) {
      jixiao.notice(say("whoNeeded"));
      who.focus();
      return false;
    }
    corrections.rememberWho(who.value.trim());
    return true;
  };

  const columnsOf = (row) => {
    const own = state.columnsOf.get(row.form);
    return own.length ? own : state.COLUMNS;
  };

  /** Keep what was changed in the fields, a correction a column. */
  const saveChanges = (row, dialog) => {
    if (!isSigned(dialog)) return;
    const form = state.forms.get(row.form);
    const changed = columnsOf(row).filter((column) => dialog.querySelector(`[name=${column.name}]`).value !== state.textOf(row, column.name));
    if (!changed.length) return jixiao.notice(say("nothingChanged"));
    for (const { name } of changed) {
      const before = state.laid().edits.get(row.key)?.[name];
      const own = before ?? { ...base(row, "replace", form), column: name, printed: row.texts[name] ?? "" };
      corrections.put(signed({ ...own, text: dialog.querySelector(`[name=${name}]`).value }, dialog));
    }
    dialog.close();
  };

  const act = (row, action, dialog) => {
    if (!isSigned(dialog)) return;
    corrections.put(signed(base(row, action, state.forms.get(row.form)), dialog));
    dialog.close();
  };

  /** Keep a new row of a row's form: behind that row, or as the form's first. */
  const saveAdded = (row, place, dialog) => {
    if (!isSigned(dialog)) return;
    const texts = columnsOf(row).map(({ name }) => [name, dialog.querySelector(`[name=${name}]`).value]).filter(([, text]) => text);
    const correction = { ...base(row, "add", state.forms.get(row.form)), row: place === "behind" ? state.identity(row) : null };
    corrections.put(signed({ ...correction, text: Object.fromEntries(texts) }, dialog));
    dialog.close();
  };

  const submit = (save) => (event) => { event.preventDefault(); save(); };

  const form = (fields, buttons, save) => make("form", { method: "dialog", novalidate: true, submit: submit(save) }, make("div.fields", {}, ...fields), signature(), make("div.buttons", {}, ...buttons));

  /** Open the dialog in which a row is put right. */
  const open = (row) => {
    const button = (id, text, click, kind = "") => make(`button${kind}`, { type: "button", id, click }, text);
    const buttons = [make("button.main", { type: "submit", id: "save" }, say("save")), button("add-row", say("add"), () => { dialog.close(); openAdd(row, "behind"); }),
      state.rows.find((each) => each.form === row.form) === row ? button("add-first", say("addFirst"), () => { dialog.close(); openAdd(row, "first"); }) : null,
      row.flags.includes("row_joined") ? button("part", say("part"), () => act(row, "part", dialog)) : null,
      make("span.spread"), button("delete", say("remove"), () => act(row, "delete", dialog), ".danger")].filter(Boolean);
    const fields = columnsOf(row).map((column) => textField(row, column, state.textOf(row, column.name)));
    const dialog = jixiao.openDialog(say("editTitle", row.form, row.no), { id: "edit" }, form(fields, buttons, () => saveChanges(row, dialog)));
  };

  /** Open the dialog that adds a row behind another, or as the form's first; what stands over that one is filled in. */
  const openAdd = (row, place) => {
    const carried = new Set(["task_no", "task", "duty_no", "duty", "level1", "level2"]);
    const fields = columnsOf(row).map((column) => textField(null, column, carried.has(column.name) ? state.textOf(row, column.name) : ""));
    const buttons = [make("button.main", { type: "submit", id: "save" }, say("save"))];
    const dialog = jixiao.openDialog(place === "behind" ? say("addTitle", row.form, row.no) : `${say("formOf", row.form)} ${say("addFirst")}`, { id: "add" },
      form(fields, buttons, () => saveAdded(row, place, dialog)));
  };

  const WORDS = { replace: "replaceIs", delete: "deleteIs", add: "addIs", part: "partIs" };
  const told = (each) => {
    if (each.action === "replace") return [make("del", {}, each.printed || say("empty")), " → ", make("ins", {}, each.text || say("empty"))];
    const texts = each.action === "add" ? each.text : each.row;
    return [make("bdi", {}, [texts.indicator, texts.value_text].filter(Boolean).join(" "))];
  };

  const item = (each, show) => make("li", {}, make("span.tag.edited", {}, say(WORDS[each.action])), " ", `${say("formOf", each.form_no)} `,
    each.column ? `${state.columnTitle(each.column)} ` : "", ...told(each), make("small", {}, ` ${each.who}${each.why ? `：${each.why}` : ""}`),
    state.laid().unmatched.includes(each) ? make("small.doubt", {}, ` ${say("unmatched")}`) : null,
    jixiao.signButton("↶", say("undo"), () => { corrections.drop(each); show(); }));

  /** Open the list of corrections, to be exported. */
  const openList = () => {
    const dialog = jixiao.openDialog(say("corrections"), { id: "corrections-list" });
    const body = make("div");
    dialog.append(body);
    const show = () => {
      const { corrections: all } = state.laid();
      body.replaceChildren(
        all.length ? make("ol.correction-list", {}, ...all.map((each) => item(each, show))) : make("p", {}, say("noCorrections")),
        make("p.small", {}, say(jixiao.given.place ? "keptHere" : "kept")),
        make("div.buttons", {}, make("button.main", { type: "button", id: "export", disabled: !all.length, click: () => corrections.save(all) }, say("exported")),
          corrections.importButton(), make("span.spread"), make("button.danger", { type: "button", disabled: !all.length, click: () => { corrections.keep(state.given.sha256, []); show(); } }, say("forget"))));
    };
    show();
    jixiao.on("corrections", () => { if (dialog.open) show(); });
  };

  const tool = () => {
    const count = state.laid().corrections.length;
    return make("button.switch", { type: "button", id: "corrections", click: openList }, say("corrections"), " ", make(count ? "span.count" : "span.count.none", {}, String(count)));
  };
  jixiao.on("corrections", () => document.getElementById("corrections")?.replaceWith(tool()));

  jixiao.edit = { open, tool };
})();
