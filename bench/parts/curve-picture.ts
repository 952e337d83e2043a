interface Curves {
	name: string
	/** Of each seed, the validation accuracy after every epoch. */
	ours: { accuracy: number[] }[]
	keras: { accuracy: number[] }[]
}

const [width, height, left, top, wide, tall] = [760, 520, 56, 34, 300, 180]

/** Four small charts as SVG: the range of Keras's seeds as a band, each of ours as a line. */
export function curvePicture(models: readonly Curves[]): string {
	const charts = models.map((model, place) => {
		const [x, y] = [left + (place % 2) * (wide + 70), top + Math.floor(place / 2) * (tall + 66)]
		return `<g transform="translate(${x} ${y})">${chart(model)}</g>`
	})
	const legend = `<rect x="${left}" y="6" width="18" height="10" fill="#0072b2" fill-opacity=".25"/><text x="${left + 24}" y="15">the range of Keras's seeds</text><path d="M${left + 200} 11h18" stroke="#d55e00"/><text x="${left + 224}" y="15">ours, one line a seed</text>`
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#333"><rect width="${width}" height="${height}" fill="#fff"/>${legend}${charts.join('')}</svg>\n`
}

function chart({ name, ours, keras }: Curves): string {
	const all = [...ours, ...keras].flatMap(({ accuracy }) => accuracy)
	const [low, high] = [Math.min(...all), Math.max(...all)]
	const epochs = ours[0]?.accuracy.length ?? 0
	const x = (epoch: number) => ((wide * epoch) / (epochs - 1)).toFixed(1)
	const y = (accuracy: number) => (tall - (tall * (accuracy - low)) / (high - low)).toFixed(1)
	const line = (values: number[]) => values.map((value, epoch) => `${x(epoch)} ${y(value)}`)
	const edge = (of: (...values: number[]) => number) =>
		Array.from({ length: epochs }, (_, epoch) => of(...keras.map(({ accuracy }) => accuracy[epoch] ?? NaN)))
	const band = [...line(edge(Math.min)), ...line(edge(Math.max)).toReversed()]
	const marks = [low, high].map(
		(value) => `<text x="-6" y="${Number(y(value)) + 4}" text-anchor="end">${(100 * value).toFixed(1)} %</text>`
	)
	const ends = `<text x="0" y="${tall + 16}">epoch 1</text><text x="${wide}" y="${tall + 16}" text-anchor="end">${epochs}</text>`
	const lines = ours.map(
		({ accuracy }) => `<polyline points="${line(accuracy).join(' ')}" fill="none" stroke="#d55e00"/>`
	)
	return `<text x="0" y="-8" font-weight="bold">${name}</text><path d="M0 0V${tall}H${wide}" fill="none" stroke="#999"/><polygon points="${band.join(' ')}" fill="#0072b2" fill-opacity=".25"/>${lines.join('')}${marks.join('')}${ends}`
}
