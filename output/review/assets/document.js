"use strict";
/** The page of a document: the pages on one side, findings, sums and rows on the other. */
(() => {
  const { state, make, say } = jixiao;
  const { given } = state;

  const about = () => {
    const parts = [given.publisher, given.year && `${given.year}`, given.source_file, say("status")[given.status], say("proof")[given.proof]].filter(Boolean);
    document.getElementById("about").replaceChildren(...parts.flatMap((part, at) => (at ? [" · ", make("bdi", {}, part)] : [make("bdi", {}, part)])),
      make("span.hash", { title: `SHA-256 ${given.sha256}` }, ` · ${given.sha256.slice(0, 12)}`));
  };

  const warning = (text) => (text ? make("p.problem", { role: "note" }, text) : null);

  const show = () => {
    about();
    const side = make("section.side", { tabindex: 0, role: "region", "aria-label": say("rows") }, warning(given.problem?.[jixiao.language]), warning(given.error), ...jixiao.findings.build(),
      make("section.all-rows", { "aria-labelledby": "rows-title" }, make("h2", { id: "rows-title" }, say("rows"), " ", make("span.shown-count", { id: "shown-count", role: "status" })), jixiao.filters.build(), jixiao.table.build()));
    const pages = jixiao.pages.build();
    const main = document.getElementById("review");
    main.classList.toggle("without-pages", !pages);
    main.replaceChildren(...[pages, side].filter(Boolean));
    jixiao.table.refresh();
  };

  /** Go where the address leads: a row (#f2-r13), a form (#f2) or a page (#p9). */
  const follow = () => {
    const place = decodeURIComponent(location.hash.slice(1));
    if (state.byKey.has(place)) state.choose(place, "address");
    else if (/^p\d+$/.test(place)) jixiao.pages.show([], Number(place.slice(1)));
    else if (!place) jixiao.pages.show([], state.rows[0]?.boxes[0]?.[0]); // covers and lists of contents say little
    else if (/^f\d+$/.test(place)) jixiao.bring(document.getElementById(place), "top");
  };

  jixiao.ownTools = () => [jixiao.edit.tool(), jixiao.signButton("?", say("help"), jixiao.openHelp, { id: "help" })];
  jixiao.startBar();
  show();
  jixiao.on("language", () => { show(); follow(); });
  window.addEventListener("hashchange", follow);
  follow();
  document.body.dataset.ready = "true";
})();
