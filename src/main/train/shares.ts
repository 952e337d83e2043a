/** Bytes as shares from 0 to 1, as in training. */
export function shares(bytes: Uint8Array): Float32Array {
	// a loop: `Float32Array.from` takes thirty times as long
	const values = new Float32Array(bytes.length)
	for (let at = 0; at < bytes.length; at++) values[at] = (bytes[at] ?? 0) / 255
	return values
}
