/** The places of the images of each class, in their order. */
export function byClass(labels: Uint8Array, classes: number): Uint32Array[] {
	const counts = new Uint32Array(classes)
	for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
	const places = Array.from(counts, (count) => new Uint32Array(count))
	counts.fill(0)
	for (const [place, label] of labels.entries()) {
		const at = counts[label] ?? 0
		counts[label] = at + 1
		const own = places[label]
		if (own) own[at] = place
	}
	return places
}
