/** A bar chart as SVG: for each model, how many times as long as the graph engine each contender takes, on a log axis. */
export function ratioPicture(medians: Map<string, Map<string, number>>): string {
	const names = [...new Set([...medians.values()].flatMap((of) => [...of.keys()]))].filter((name) => name !== 'graph')
	// Okabe and Ito's colours, told apart by colour-blind people
	const colours = ['#0072b2', '#d55e00', '#e69f00', '#009e73', '#cc79a7']
	const [left, bar, gap, width] = [150, 12, 18, 760]
	const most = Math.max(
		2,
		...[...medians.values()].flatMap((of) => [...of.values()].map((s) => s / (of.get('graph') ?? s)))
	)
	const x = (ratio: number) => left + ((width - left - 70) * Math.log(Math.max(1, ratio))) / Math.log(most)
	const parts: string[] = []
	let y = 40
	for (const [model, of] of medians) {
		const base = of.get('graph') ?? NaN
		parts.push(`<text x="${left - 10}" y="${y + (names.length * bar) / 2 + 4}" text-anchor="end">${model}</text>`)
		for (const [place, name] of names.entries()) {
			const ratio = (of.get(name) ?? NaN) / base
			if (!Number.isFinite(ratio)) continue
			const end = x(ratio)
			parts.push(
				`<rect x="${left}" y="${y}" width="${(end - left).toFixed(1)}" height="${bar - 2}" fill="${colours[place % colours.length]}"/>`,
				`<text x="${(end + 5).toFixed(1)}" y="${y + 9}" font-size="10">×${ratio.toFixed(1)}</text>`
			)
			y += bar
		}
		y += gap
	}
	const legend = names.map(
		(name, place) =>
			`<rect x="${left + place * 120}" y="10" width="10" height="10" fill="${colours[place % colours.length]}"/><text x="${left + place * 120 + 14}" y="19" font-size="11">${name}</text>`
	)
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="12" fill="#333"><rect width="${width}" height="${y}" fill="#fff"/>${legend.join('')}${parts.join('')}</svg>\n`
}
