"""How the report looks: on a screen, and on A4 paper."""

STYLE = """
@page { size: A4; margin: 16mm 14mm 18mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
* { box-sizing: border-box; }
body { font: 10.5pt/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: #1a1a1a;
  max-width: 186mm; margin: 10mm auto; padding: 0 4mm; }
h1 { font-size: 18pt; margin: 0 0 2mm; color: #1f4e79; }
h2 { font-size: 13pt; margin: 8mm 0 3mm; padding-bottom: 1mm; border-bottom: 1.5pt solid #1f4e79; color: #1f4e79;
  break-after: avoid; }
h3 { font-size: 11pt; margin: 5mm 0 1.5mm; break-after: avoid; }
p { margin: 1mm 0; }
.hint { color: #595959; font-size: 9.5pt; }
.verdict { font-size: 12pt; padding: 3mm 4mm; border-left: 3mm solid #2e7d32; background: #eef6ee; }
.verdict.open { border-color: #b26a00; background: #fff6e3; }
.verdict.failed { border-color: #b3261e; background: #fdecea; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: 2mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { background: #ddebf7; text-align: left; font-weight: 600; }
th, td { border: 0.5pt solid #9aa5b1; padding: 1mm 1.6mm; vertical-align: top; overflow-wrap: anywhere; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font-size: 8pt; white-space: nowrap; }
.counts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2mm; margin: 3mm 0; padding: 0; list-style: none; }
.counts li { border: 0.5pt solid #9aa5b1; padding: 2mm 3mm; }
.counts b { display: block; font-size: 15pt; font-variant-numeric: tabular-nums; }
.doubt { break-inside: avoid; border: 0.5pt solid #9aa5b1; border-left: 2mm solid #b26a00; padding: 2mm 3mm;
  margin: 3mm 0; }
.doubt.error { border-left-color: #b3261e; }
.doubt h3 { margin: 0 0 1mm; font-size: 10.5pt; }
.doubt dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 3mm; margin: 1mm 0; font-size: 9.5pt; }
.doubt dt { color: #595959; }
.doubt dd { margin: 0; overflow-wrap: anywhere; }
.doubt img { display: block; max-width: 100%; margin: 1.5mm 0 0; border: 0.5pt solid #9aa5b1; }
.sign { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8mm; margin-top: 14mm; break-inside: avoid; }
.sign span { border-top: 0.75pt solid #1a1a1a; padding-top: 1mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } .screen { display: none; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""
