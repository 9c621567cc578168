"use strict";
/** What a person should look at: findings, each a link to its place, and the checks as the sums that they are. */
(() => {
  const { state, make, say } = jixiao;
  const MANY = 12;

  const place = (finding) => [finding.form && say("formOf", finding.form), finding.row && say("rowOf", finding.row), finding.page && say("pageOf", finding.page)]
    .filter(Boolean).join(" · ");

  /** Bring a finding's place into view: its row, or else its place on the page. */
  const go = (finding) => {
    current = finding;
    for (const each of document.querySelectorAll(".finding")) each.classList.toggle("current", each.finding === finding);
    if (finding.key && state.byKey.has(finding.key)) state.choose(finding.key, "finding");
    else if (finding.page) jixiao.pages.show(finding.boxes, finding.page);
    if (finding.boxes.length) jixiao.pages.show(finding.boxes);
    if (!finding.key && finding.form) jixiao.bring(document.getElementById(`f${finding.form}`), "top");
  };
  let current = null;

  const item = (finding) => {
    const next = state.CODES[finding.code]?.next[jixiao.language];
    const link = make("a.finding-link", { href: finding.key ? `#${finding.key}` : finding.page ? `#p${finding.page}` : "#",
      click: (event) => { event.preventDefault(); go(finding); } },
      make(`span.tag.${finding.severity}`, {}, say(finding.severity)), " ", make("span.says", {}, finding[jixiao.language] || finding.en), " ", make("span.where", {}, place(finding)),
      finding.severity !== "info" && next ? make("small.what-next", {}, `→ ${next}`) : null);
    const line = make(`li.finding.${finding.severity}`, {}, link);
    line.finding = finding;
    if (finding === current) line.classList.add("current");
    return line;
  };

  /** Give a part that opens, whose content is made when it is opened. */
  const opening = (title, content, attributes = {}) => {
    const details = make("details", attributes, make("summary", {}, title));
    details.addEventListener("toggle", () => { if (details.childElementCount < 2) details.append(content()); });
    return details;
  };

  const findingsPart = () => {
    const open = state.findings.filter((finding) => finding.severity !== "info");
    const notes = state.findings.filter((finding) => finding.severity === "info");
    const list = open.length ? make("ul.finding-list", {}, ...open.map(item)) : make("p.good", {}, "✓ ", say("noFindings"));
    return make("section.findings", { id: "findings", "aria-labelledby": "findings-title" },
      make("h2", { id: "findings-title" }, say("findings"), " ", open.length ? make("span.count.warning", {}, String(open.length)) : null), list,
      notes.length ? opening(say("notes", notes.length), () => make("ul.finding-list", {}, ...notes.map(item)), { id: "notes" }) : null);
  };

  /** Say in Chinese what a check is about; its words are English in the tables. */
  const SUBJECTS = [[/^form \d+ ?/, ""], [/^task (\d+) /, "任务 $1 "], [/^numbers of .*$/, ""], [/^table of contents$/, "目录"], [/^tasks of all (.*)$/, "全部$1的任务数"],
    [/^all (.*) after rounding to (.*)$/, "全部$1（四舍五入到$2）"], [/^all (.*)$/, "全部$1"], [/^tasks of (.*)$/, "$1的任务"]];
  const subject = (check) => SUBJECTS.slice(0, jixiao.language === "zh" ? SUBJECTS.length : 1)
    .reduce((text, [pattern, words]) => text.replace(pattern, words), check.subject);

  const figure = (text) => (jixiao.language === "zh" ? text.replace(/^(\d+) to (\d+)$/, "$1 至 $2").replace(/ forms$/, " 张表") : text);

  const rowLink = (check, row, text) => make("a", { href: `#${state.keyOf(check.form, row)}`, title: say("rowOf", row),
    click: (event) => { event.preventDefault(); state.choose(state.keyOf(check.form, row), "finding"); } }, text);

  /** Give what was added, each figure a link to its row; or the rows that take part. */
  const sum = (check) => {
    const figures = check.addends.length ? check.addends : check.rows.length < MANY ? check.rows.map((row) => [row, say("rowOf", row)]) : [];
    const joint = check.addends.length ? " + " : " ";
    const parts = figures.slice(0, MANY).flatMap(([row, text], at) => (at ? [joint, rowLink(check, row, text)] : [rowLink(check, row, text)]));
    const rest = figures.length > MANY ? ` ${say("more", figures.length - MANY)}` : "";
    return parts.length ? make("p.addends", {}, ...parts, rest, check.addends.length ? ` = ${check.found}` : "") : null;
  };

  const checkLine = (check) => {
    const page = check.pages[0];
    const where = page ? make("a", { href: `#p${page}`, click: (event) => { event.preventDefault(); jixiao.pages.show([], page); } }, say("pageOf", page)) : null;
    return make(`li.check.${check.held ? "held" : "failed"}`, {},
      make("p.check-title", {}, make("span.sign", { "aria-label": say(check.held ? "held" : "failed") }, check.held ? "✓" : "✗"), " ",
        make("b", {}, state.CODES[check.code]?.[jixiao.language] ?? check.code), " ", check.form ? `${say("formOf", check.form)} ` : "", make("bdi", {}, subject(check)), " ", where),
      make("p.sum", {}, make("span", {}, `${say("printed")} `, make("b", {}, figure(check.expected))), make("span", {}, `${say("counted")} `, make("b", {}, figure(check.found))),
        check.difference && !check.held ? make("span.difference", {}, `${say("difference")} `, make("b", {}, check.difference)) : null),
      sum(check), check.mended ? make("p.small", {}, `${say("mended")} ${check.mended}`) : null);
  };

  const sumsPart = () => {
    const { checks } = state.given;
    const [failed, held] = [checks.filter((check) => !check.held), checks.filter((check) => check.held)];
    return make("section.sums", { id: "sums", "aria-labelledby": "sums-title" },
      make("h2", { id: "sums-title" }, say("sums"), " ", failed.length ? make("span.count.error", {}, say("sumsFailed", failed.length)) : null),
      checks.length ? null : make("p.small", {}, say("noSums")),
      failed.length ? make("ul.check-list", {}, ...failed.map(checkLine)) : null,
      held.length ? opening(`✓ ${say("sumsHeld", held.length)}`, () => make("ul.check-list", {}, ...held.map(checkLine)), { id: "held" }) : null);
  };

  const tablesPart = () => {
    const { tables } = state.given;
    const line = (table) => make("li", {}, make("button.text-link", { type: "button", click: () => jixiao.pages.show(table.boxes) },
      make("bdi", {}, table.title || table.header || `${table.no}`), ` · ${say("tableSize", table.row_count, table.column_count)}`, table.boxes[0] ? ` · ${say("pageOf", table.boxes[0][0])}` : ""));
    return tables.length ? make("section.other", {}, opening(`${say("tables")} ${tables.length}`, () => make("ul", {}, ...tables.map(line)))) : null;
  };

  const build = () => [findingsPart(), sumsPart(), tablesPart()].filter(Boolean);

  /** Go to the finding so many behind the present one; notes about no place are left out. */
  const step = (by) => {
    const all = state.findings.filter((finding) => finding.severity !== "info" || finding.key);
    if (!all.length) return;
    const at = all.indexOf(current);
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    go(all[to]);
    jixiao.notice(`${to + 1} / ${all.length}　${all[to][jixiao.language] || all[to].en}`);
  };

  window.addEventListener("beforeprint", () => document.querySelectorAll(".findings details, .sums details").forEach((details) => { details.open = true; }));

  jixiao.findings = { build, step };
})();
