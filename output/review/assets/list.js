"use strict";
/** The list of documents: what each came to, those with open questions first. */
(() => {
  const { make, say } = jixiao;
  const documents = jixiao.given.documents;
  const WEIGHT = (each) => (each.status === "failed" ? 3 : each.errors ? 2 : each.warnings || each.failed ? 1 : 0);
  const ordered = [...documents].sort((one, other) => WEIGHT(other) - WEIGHT(one));
  let wanted = "";

  const fits = (each) => [each.doc_id, each.title, each.publisher, each.year, each.source_file].some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase()));

  const number = (value, kind, title) => make("td.figure", { role: "cell", "data-title": title }, value ? make(`span.count.${kind}`, {}, String(value)) : make("span.none", {}, "0"));

  const line = (each) => make("tr", { role: "row" },
    make("th", { role: "rowheader", scope: "row" }, make("a", { href: `./${encodeURIComponent(`${each.doc_id}.html`)}` }, make("bdi", {}, each.title || each.doc_id)),
      make("small", {}, make("bdi", {}, [each.publisher, each.year, each.source_file].filter(Boolean).join(" · "))), each.error ? make("small.doubt", {}, each.error) : null),
    make("td", { role: "cell", "data-title": say("state") }, make(`span.tag.${each.status}`, {}, say("status")[each.status] ?? each.status)),
    number(each.errors, "error", say("errors")), number(each.warnings, "warning", say("warnings")),
    make("td.figure", { role: "cell", "data-title": say("checks") }, `${each.held} ✓`, each.failed ? make("span.count.error", {}, `${each.failed} ✗`) : null),
    make("td.figure", { role: "cell", "data-title": say("forms") }, String(each.forms)), make("td.figure", { role: "cell", "data-title": say("count") }, String(each.rows)),
    make("td.figure", { role: "cell", "data-title": say("pages") }, String(each.pages)));

  const heading = (key) => make("th", { role: "columnheader", scope: "col" }, say(key));

  const refresh = () => document.getElementById("documents").replaceChildren(...ordered.filter(fits).map(line));

  const show = () => {
    document.getElementById("about").textContent = say("listAbout", documents.length);
    const find = make("input", { type: "search", id: "find", placeholder: say("find"), "aria-label": say("find"), input: () => { wanted = find.value; refresh(); } });
    find.value = wanted;
    const headings = ["name", "state", "errors", "warnings", "checks", "forms", "count", "pages"].map(heading);
    document.getElementById("list").replaceChildren(...[jixiao.dropZone()].filter(Boolean), make("div.filters", { role: "search" }, find),
      make("table.documents", { role: "table", "aria-label": say("documents") }, make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...headings)), make("tbody", { id: "documents", role: "rowgroup" })));
    refresh();
  };

  /** Corrections of all documents, in one file. */
  const exportTool = () => {
    const all = documents.flatMap((each) => jixiao.corrections.kept(each.sha256));
    return make("button.switch", { type: "button", id: "export", disabled: !all.length, click: () => jixiao.corrections.save(all) }, say("exported"), " ", make("span.count", {}, String(all.length)));
  };

  jixiao.ownTools = () => [exportTool(), jixiao.corrections.importButton()];
  jixiao.startBar();
  jixiao.on("language", show);
  jixiao.on("corrections", () => document.getElementById("export").replaceWith(exportTool()));
  show();
  document.body.dataset.ready = "true";
})();
