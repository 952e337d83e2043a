/**
 * Looks through values in Parquet's mix of repeated and bit-packed runs, without expanding them: a run of a few bytes may
 * claim a thousand million values. Throws an Error where the runs hold more than `count`; whoever expands them finds out
 * when they hold fewer.
 */
export function checkRuns(bytes: Uint8Array, width: number, count: number): void {
	for (let [at, seen] = [0, 0]; seen < count && at < bytes.length;) {
		let head = 0
		for (let shift = 0; ; shift += 7) {
			const byte = bytes[at++] ?? 0
			if (shift > 28) throw new Error('the length of a run is no number')
			head += (byte & 127) * 2 ** shift
			if (byte < 128) break
		}
		const isPacked = head % 2 === 1
		const values = isPacked ? 8 * Math.floor(head / 2) : head / 2
		// packed runs are filled up to a whole number of groups
		if (values > count - seen + (isPacked ? 512 : 0))
			throw new Error(`a run claims ${values} values, ${count - seen} at most are due`)
		at += isPacked ? (values / 8) * width : Math.ceil(width / 8)
		seen += values
	}
}
