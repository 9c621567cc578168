"use strict";
/**
 * Corrections: what a person put right, kept in the browser until it is exported.
 *
 * @typedef {{sha256: string, page: ?number, form_no: number, form: string, action: "replace"|"delete"|"add"|"part",
 *   row: ?Object<string, string>, column?: string, printed?: string, text?: string|Object<string, string>,
 *   who: string, why: string, when: string}} Correction
 */
(() => {
  const KEY = "jixiao:corrections:";
  const WHO = "jixiao:who";
  const ACTIONS = new Set(["replace", "delete", "add", "part"]);

  const isText = (value) => typeof value === "string";
  const areTexts = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isText);

  /** Whether something from a file is a correction. */
  const isCorrection = (each) =>
    typeof each === "object" && each !== null && isText(each.sha256) && Number.isInteger(each.form_no) && ACTIONS.has(each.action) &&
    (areTexts(each.row) || (each.action === "add" && each.row === null)) &&
    (each.action !== "replace" || (isText(each.column) && isText(each.text))) && (each.action !== "add" || areTexts(each.text));

  /** Give the corrections that a text in JSON holds; null where it is no file of corrections. */
  const parsed = (text) => {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return null;
    }
    const all = value?.corrections;
    return Array.isArray(all) && all.every(isCorrection) ? all : null;
  };

  const { place } = jixiao.given;
  let saved = place?.saved ?? [];

  /** Give a PDF's corrections: from where the page was served, or else from the browser. @returns {Correction[]} */
  const kept = (sha256) => (place ? saved.filter((each) => each.sha256 === sha256) : parsed(jixiao.storage.getItem(KEY + sha256) ?? '{"corrections":[]}') ?? []);

  const keep = (sha256, corrections) => {
    if (place) saved = [...saved.filter((each) => each.sha256 !== sha256), ...corrections];
    else if (corrections.length) jixiao.storage.setItem(KEY + sha256, asText(corrections));
    else jixiao.storage.removeItem(KEY + sha256);
    jixiao.tell("corrections");
    if (place) send(sha256, corrections);
  };

  const asText = (corrections) => `${JSON.stringify({ corrections }, null, 2)}\n`;

  /** Save a PDF's corrections where the page came from; one save after the other, for the last one counts. */
  let sending = Promise.resolve();
  const send = (sha256, corrections) => {
    sending = sending.then(() => sendNow(JSON.stringify({ sha256, corrections })));
  };
  const sendNow = async (body) => {
    try {
      const answer = await fetch(place.corrections, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      jixiao.notice(answer.ok ? jixiao.say("saved") : jixiao.say("unsaved") + (await answer.text()));
    } catch (error) {
      jixiao.notice(jixiao.say("unsaved") + error.message);
    }
  };

  /** Whether two corrections are about the same cell or row: the later one then takes the place of the earlier. */
  const sameThing = (one, other) =>
    one.form_no === other.form_no && one.action === other.action && one.action !== "add" && one.column === other.column &&
    one.page === other.page && JSON.stringify(one.row) === JSON.stringify(other.row);

  /** Keep a correction; one that gives back what was read is none. */
  const put = (correction) => {
    const others = kept(correction.sha256).filter((each) => !sameThing(each, correction));
    const undone = correction.action === "replace" && correction.text === correction.printed;
    keep(correction.sha256, undone ? others : [...others, correction]);
  };

  const drop = (correction) => {
    const gone = JSON.stringify(correction);
    keep(correction.sha256, kept(correction.sha256).filter((each) => JSON.stringify(each) !== gone));
  };

  /** Let the browser save corrections as a file. */
  const save = (corrections) => {
    const address = URL.createObjectURL(new Blob([asText(corrections)], { type: "application/json" }));
    jixiao.make("a", { href: address, download: "corrections.json" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  /** Take the corrections of a file beside those that are kept. */
  const take = (text) => {
    const all = parsed(text);
    if (!all) return jixiao.notice(jixiao.say("badImport"));
    for (const sha256 of new Set(all.map((each) => each.sha256))) {
      const own = all.filter((each) => each.sha256 === sha256);
      const others = kept(sha256).filter((each) => !own.some((other) => sameThing(each, other) || JSON.stringify(each) === JSON.stringify(other)));
      keep(sha256, [...others, ...own]);
    }
    return undefined;
  };

  /** Give a button that takes a file of corrections. */
  const importButton = () => {
    const file = jixiao.make("input", { type: "file", accept: ".json", hidden: true, "aria-label": jixiao.say("imported"),
      change: async () => { if (file.files[0]) take(await file.files[0].text()); } });
    return jixiao.make("span", {}, file, jixiao.make("button", { type: "button", click: () => file.click() }, jixiao.say("imported")));
  };

  if (place?.problem) window.addEventListener("load", () => jixiao.notice(place.problem));

  const who = () => jixiao.storage.getItem(WHO) ?? "";
  const rememberWho = (name) => jixiao.storage.setItem(WHO, name);

  jixiao.corrections = { kept, put, drop, keep, save, take, importButton, who, rememberWho };
})();
