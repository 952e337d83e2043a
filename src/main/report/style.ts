/** The report's own styles: the page's colours, on paper too. */
export const reportStyle = `
:root { color-scheme: light dark;
	--page: light-dark(#f6f5f1, #161614); --panel: light-dark(#fff, #1e1e1b); --line: light-dark(#dedbd2, #34332e);
	--edge: light-dark(#8f8b80, #777368); --ink: light-dark(#1d1c19, #efede6); --ink-2: light-dark(#57544c, #b5b1a5);
	--ink-3: light-dark(#68645a, #9a968a); --accent: light-dark(#0b5fa5, #6db4ee);
	--s1: light-dark(#0072b2, #5aa9e6); --s2: light-dark(#d55e00, #ff9248); --s3: light-dark(#009e73, #3ecf9a);
	--s4: light-dark(#cc79a7, #e8a3c9); --s5: light-dark(#8f6b00, #d9b84a); --s6: light-dark(#56b4e9, #9fd8f6);
	--s7: light-dark(#6a51a3, #b39ddb); --s8: light-dark(#4d4d4d, #b5b1a5); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 820px; background: var(--page); color: var(--ink);
	font: 14px/1.5 'IBM Plex Sans', system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; }
h2 { margin: 40px 0 12px; font-size: 20px; }
h3 { margin: 0 0 6px; font-size: 15px; }
h4 { flex: none; width: calc(var(--title) + 1.5ch); margin: 0; font-size: 12.5px; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0 0 8px; max-width: 74ch; }
a { color: var(--accent); }
.muted, figcaption, nav { color: var(--ink-2); }
nav { margin: 20px 0; font-size: 12.5px; columns: 2; }
nav ol { margin: 0; padding: 0 0 0 18px; } nav ul { margin: 0 0 6px; padding: 0; list-style: none; }
nav li { break-inside: avoid; }
section { margin: 0 0 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); padding: 14px 16px; }
figure { margin: 8px 0 0; }
svg { display: block; max-width: 100%; height: auto; }
.row { display: flex; align-items: flex-start; margin-top: 8px; break-inside: avoid; }
.tiles { display: flex; flex-wrap: wrap; gap: 4px; }
.tiles figure { margin: 0; text-align: center; font-size: 11px; line-height: 1.3; }
img { display: block; margin: 0 auto 2px; image-rendering: pixelated; background: #000; }
.tile { width: 52px; } .tile img { width: 48px; }
.many { columns: 2; column-gap: 16px; } .many .tile { width: 42px; } .many .tile img { width: 38px; }
.large { width: 180px; } .large img { width: 168px; }
.strip { width: 100%; } .strip img { width: 640px; height: 14px; }
details { margin-top: 10px; font-size: 12.5px; } summary { color: var(--accent); cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 12.5px; margin-top: 6px; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
td { overflow-wrap: anywhere; }
thead th { color: var(--ink-3); font-weight: 500; } tbody th { font-weight: 500; }
th.n, td.n { text-align: right; white-space: nowrap; } td.whole { white-space: nowrap; }
text { fill: var(--ink-3); font: 11px 'IBM Plex Mono', ui-monospace, monospace; }
text.name { fill: var(--ink-2); font-family: 'IBM Plex Sans', system-ui, sans-serif; }
text.value { fill: var(--ink); }
text.place { fill: var(--ink); font: 600 15px 'IBM Plex Sans', system-ui, sans-serif; paint-order: stroke; stroke: var(--panel); stroke-width: 4px; }
text.place.many { font-size: 11px; stroke-width: 3px; }
.grid { stroke: var(--line); } .axis { stroke: var(--edge); }
.whisker { stroke: var(--ink-2); stroke-width: 1.5; } .median { stroke: var(--ink); stroke-width: 2; }
.box { fill: color-mix(in oklab, var(--s1) 30%, var(--panel)); stroke: var(--s1); } .mean { fill: var(--s2); }
.cell { fill: var(--accent); }
.dot { fill: var(--s1); fill-opacity: .55; } .line { fill: none; stroke-width: 1.8; } .band { fill-opacity: .14; } .tag { font-weight: 600; }
.dots { fill: none; stroke-width: 3; stroke-linecap: round; stroke-opacity: .55; }
.marks { fill: none; stroke-width: 1.1; stroke-opacity: .8; }
.zone { fill: light-dark(#e2f3ec, #14322a); } .frontier { fill: none; stroke: var(--edge); stroke-dasharray: 5 4; }
.dashed { stroke-dasharray: 5 4; }
${Array.from({ length: 8 }, (_, at) => `.fill.s${at + 1} { fill: var(--s${at + 1}); } .dots.s${at + 1}, .marks.s${at + 1}, .line.s${at + 1} { stroke: var(--s${at + 1}); } .band.s${at + 1}, .tag.s${at + 1} { fill: var(--s${at + 1}); }`).join('\n')}
@page { margin: 16mm 14mm; }
@media print {
	:root { color-scheme: light; --page: #fff; }
	body { max-width: none; padding: 0; font-size: 11pt; }
	section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 10px 0; break-inside: avoid; }
	/* what has many rows may go on overleaf */
	section:has(.row + .row) { break-inside: auto; }
	.planes .tile { width: 46px; } .planes .tile img { width: 42px; }
	h2 { break-after: avoid; } h3, p { break-after: avoid; } p { break-inside: avoid; } svg, .tiles figure { break-inside: avoid; }
	details:not([open]) { display: none; }
	* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

/**
 * The same for a picture that stands alone, on paper: viewers of SVG files know neither light-dark() nor var(), so the
 * light colours stand where they are named.
 */
export const paperStyle = (() => {
	const light = (reportStyle.split('@page')[0] ?? '')
		.replaceAll(/light-dark\((#\w+), #\w+\)/g, '$1')
		.replaceAll('color-scheme: light dark;', '')
	const colours = new Map([...light.matchAll(/(--[\w-]+): (#\w+)/g)].map(([, name = '', colour]) => [name, colour]))
	return light.replaceAll(/var\((--[\w-]+)\)/g, (whole, name: string) => colours.get(name) ?? whole)
})()
