"""How the page of a panel looks, light and dark."""

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --faint: #595959; --line: #9aa5b1; --head: #ddebf7;
  --accent: #1f4e79; --renamed: #7a4b00; --new: #1b5e20; --dropped: #9c1c14; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #16191d; --ink: #e8eaed; --faint: #b0b6bd; --line: #59626c; --head: #24384c;
  --accent: #8fc1f0; --renamed: #f0b860; --new: #86d38c; --dropped: #ff9b92; } }
* { box-sizing: border-box; }
body { font: 15px/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: var(--ink); background: var(--paper); max-width: 1400px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 24px; margin: 0; color: var(--accent); }
h2 { font-size: 18px; margin: 32px 0 8px; padding-bottom: 4px; border-bottom: 2px solid var(--accent);
  color: var(--accent); }
.hint, small { color: var(--faint); }
small { display: block; }
.note { border-left: 6px solid var(--renamed); padding: 4px 12px; }
.counts { display: flex; flex-wrap: wrap; gap: 8px; padding: 0; list-style: none; }
.counts li { border: 1px solid var(--line); padding: 6px 16px; }
.counts b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; font-weight: 600; padding: 6px 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { background: var(--head); text-align: left; white-space: nowrap; }
th, td { border: 1px solid var(--line); padding: 3px 6px; vertical-align: top; }
td.number, .change { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.status { white-space: nowrap; font-weight: 600; }
.status.kept { font-weight: 400; }
.status.renamed { color: var(--renamed); }
.status.new { color: var(--new); }
.status.dropped, .gone { color: var(--dropped); }
.doubtful { color: var(--renamed); }
svg { display: block; }
.spark polyline { fill: none; stroke: var(--accent); stroke-width: 1.5; }
.spark circle, .bars rect { fill: var(--accent); }
@media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } .wide { overflow: visible; } }
"""
