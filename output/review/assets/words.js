"use strict";
/**
 * The one name that all scripts of a page share, and what the data's scripts give.
 *
 * A page that is opened from the disk may not read files; scripts that call `jixiao.receive.…` bring the data.
 *
 * @typedef {[page: number, x0: number, top: number, x1: number, bottom: number]} Box page from 1, points from the top left
 * @typedef {{form: number, no: number, texts: Object<string, string>, read: string, flags: string[], boxes: Box[]}} Row
 * @typedef {{code: string, severity: "error"|"warning"|"info", zh: string, en: string, form: ?number, row: ?number,
 *   page: ?number, boxes: Box[]}} Finding
 * @typedef {{code: string, subject: string, expected: string, found: string, difference: string, mended: string,
 *   form: ?number, held: boolean, rows: number[], pages: number[], addends: [number, string][]}} Check
 * @typedef {{number: number, size: [number, number], cells: number[][], picture: string}} Page
 */
const jixiao = {
  /** What the data's scripts gave, by name. */
  given: {},
  receive: {
    titles: (value) => { jixiao.given.titles = value; },
    document: (value) => { jixiao.given.document = value; },
    documents: (value) => { jixiao.given.documents = value; },
    pages: (value) => { jixiao.given.pages = value; },
    /**
     * Where the page is served from: the addresses that take corrections and PDFs, and the corrections that are saved there;
     * null on the disk. @param {?{corrections: string, files: string, saved: Object[], problem: string}} value
     */
    place: (value) => { jixiao.given.place = value; },
  },
};

jixiao.words = {
  zh: {
    up: "全部文件", prev: "上一份文件", next: "下一份文件",
    theme: "切换深浅色", language: "English", help: "帮助与快捷键", corrections: "更正",
    findings: "发现", findingsOpen: "待核对", notes: (n) => `提示 ${n} 条`, noFindings: "没有错误或警告。",
    sums: "核对", sumsFailed: (n) => `${n} 项不符`, sumsHeld: (n) => `${n} 项相符`, noSums: "本文件没有可核对的合计。",
    printed: "原文", counted: "统计", difference: "差额", held: "相符", failed: "不符", mended: "如改正则相符", more: (n) => `… 另 ${n} 项`,
    rows: "各行", rowsShown: (n, all) => (n === all ? `${all} 行` : `${n} / ${all} 行`), noRows: "没有符合条件的行。",
    form: "表", level: "指标级别", flag: "标记", text: "查找文字", all: "全部", clear: "清除筛选",
    doubtful: "存疑", joined: "接合", carried: "承接标签", corrected: "已更正", note: "提示", edited: "本页有更正",
    doubtfulWhy: "有疑问，请对照页面", joinedWhy: "被换页切断后接合", carriedWhy: "标签印在他页或他行", correctedWhy: "已按更正文件改正",
    number: "行", marks: "标记", readAs: "读作", formOf: (no) => `表 ${no}`, rowOf: (no) => `行 ${no}`, pageOf: (no) => `第 ${no} 页`,
    head: "表头栏目", budget: "预算", tables: "其他表格", tableSize: (r, c) => `${r} 行 ${c} 列`, pagesFromTo: (a, b) => (a === b ? `第 ${a} 页` : `第 ${a}–${b} 页`),
    pages: "页面", cells: "显示单元格", zoomIn: "放大", zoomOut: "缩小", goToPage: "页码", noPicture: "该页未生成图片",
    errors: "错误", warnings: "警告", error: "错误", warning: "警告", info: "提示",
    edit: "更正此行", editTitle: (f, r) => `更正：表 ${f} 行 ${r}`, addTitle: (f, r) => `在表 ${f} 行 ${r} 之后补一行`,
    save: "保存更正", cancel: "取消", close: "关闭", remove: "删除此行", add: "在其后补一行", addFirst: "在最前补一行", part: "取消接合", who: "更正人", why: "理由",
    whoNeeded: "请填写更正人", nothingChanged: "内容没有变化", asRead: "读出", undo: "撤销",
    exported: "导出 corrections.json", imported: "导入", forget: "清空本文件的更正", kept: "更正保存在本浏览器中，导出后用 jixiao convert --corrections corrections.json 应用。",
    keptHere: "更正已存入输出文件夹的 corrections.json；PDF 再次转换时应用（可将其再次拖入文件列表）。",
    drop: "将 PDF 拖到此处，或", choose: "选择文件", runs: { waiting: "等待中", running: "转换中", done: "已完成", failed: "未能转换", sending: "上传中" }, reload: "显示新结果",
    saved: "更正已存入输出文件夹。", unsaved: "未能存入输出文件夹：", badImport: "不是可用的 corrections.json", noCorrections: "还没有更正。选中一行，按 e。",
    unmatched: "已应用，或不再对应任何一行", replaceIs: "改", deleteIs: "删行", addIs: "补行", partIs: "取消接合", empty: "（空）",
    keys: [["j / k", "下一行 / 上一行"], ["n / p", "下一条 / 上一条发现"], ["e", "更正选中的行"], ["/", "查找文字"], ["t", "切换深浅色"], ["?", "本帮助"], ["Esc", "关闭"]],
    legend: "页面上的颜色", about: "指向一行，页面上的位置随之亮起；指向页面，右侧的行亮起；单击则两边对齐。",
    status: { ok: "无待核对", findings: "有待核对", partial: "部分页未读", failed: "未能转换" }, proof: { proved: "已证明完整", open: "未证明", failed: "核对未通过" },
    documents: "文件", listAbout: (n) => `${n} 份文件`, name: "文件", year: "年度", publisher: "发布单位", state: "状态", forms: "表", checks: "核对", find: "查找文件", count: "行",
  },
  en: {
    up: "All documents", prev: "Previous document", next: "Next document",
    theme: "Dark or light", language: "中文", help: "Help and keys", corrections: "Corrections",
    findings: "Findings", findingsOpen: "to look at", notes: (n) => `${n} notes`, noFindings: "No errors and no warnings.",
    sums: "Sums and checks", sumsFailed: (n) => `${n} do not hold`, sumsHeld: (n) => `${n} hold`, noSums: "This document has no sums to check.",
    printed: "printed", counted: "counted", difference: "difference", held: "holds", failed: "does not hold", mended: "would hold with", more: (n) => `… and ${n} more`,
    rows: "Rows", rowsShown: (n, all) => (n === all ? `${all} rows` : `${n} of ${all} rows`), noRows: "No row fits the filter.",
    form: "Form", level: "Level", flag: "Mark", text: "Find text", all: "all", clear: "Clear filter",
    doubtful: "doubtful", joined: "joined", carried: "label carried", corrected: "corrected", note: "note", edited: "corrected here",
    doubtfulWhy: "in doubt: compare it with the page", joinedWhy: "cut by a page break and rejoined", carriedWhy: "a label is printed on another page or row", correctedWhy: "put right by a corrections file",
    number: "row", marks: "marks", readAs: "read as", formOf: (no) => `form ${no}`, rowOf: (no) => `row ${no}`, pageOf: (no) => `page ${no}`,
    head: "Head of the form", budget: "budget", tables: "Other tables", tableSize: (r, c) => `${r} rows, ${c} columns`, pagesFromTo: (a, b) => (a === b ? `page ${a}` : `pages ${a}–${b}`),
    pages: "Pages", cells: "Show cells", zoomIn: "Larger", zoomOut: "Smaller", goToPage: "Page", noPicture: "No picture of this page",
    errors: "Errors", warnings: "Warnings", error: "error", warning: "warning", info: "note",
    edit: "Correct this row", editTitle: (f, r) => `Correct form ${f}, row ${r}`, addTitle: (f, r) => `Add a row behind form ${f}, row ${r}`,
    save: "Keep the correction", cancel: "Cancel", close: "Close", remove: "Delete the row", add: "Add a row behind it", addFirst: "Add a first row", part: "Undo the join", who: "Who corrects", why: "Why",
    whoNeeded: "Say who corrects", nothingChanged: "Nothing was changed", asRead: "as read", undo: "Undo",
    exported: "Export corrections.json", imported: "Import", forget: "Drop this document's corrections", kept: "Corrections are kept in this browser; export them, then: jixiao convert --corrections corrections.json",
    keptHere: "Corrections are saved in corrections.json in the output folder, and carried out when the PDF is converted again: drop it on the list once more.",
    drop: "Drop PDFs here, or", choose: "choose files", runs: { waiting: "waiting", running: "being converted", done: "done", failed: "not converted", sending: "being sent" }, reload: "Show what is new",
    saved: "The corrections are saved in the output folder.", unsaved: "They could not be saved in the output folder: ", badImport: "No corrections.json that can be used", noCorrections: "No corrections yet. Choose a row and press e.",
    unmatched: "applied already, or fits no row any more", replaceIs: "change", deleteIs: "delete", addIs: "add", partIs: "undo the join", empty: "(empty)",
    keys: [["j / k", "next, previous row"], ["n / p", "next, previous finding"], ["e", "correct the chosen row"], ["/", "find text"], ["t", "dark or light"], ["?", "this help"], ["Esc", "close"]],
    legend: "Colours on the page", about: "Point at a row and its place on the page lights up, and the other way round; a click brings both into view.",
    status: { ok: "nothing open", findings: "to look at", partial: "pages not read", failed: "not converted" }, proof: { proved: "reading proved", open: "not proved", failed: "checks failed" },
    documents: "Documents", listAbout: (n) => `${n} documents`, name: "document", year: "year", publisher: "publisher", state: "state", forms: "forms", checks: "checks", find: "Find a document", count: "rows",
  },
};

/**
 * Give a word of this program in the chosen language; words with numbers in them take those.
 * @param {string} key @param {...*} values @returns {*}
 */
jixiao.say = (key, ...values) => {
  const word = jixiao.words[jixiao.language][key];
  return typeof word === "function" ? word(...values) : word;
};
jixiao.language = "zh";
