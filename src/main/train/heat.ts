/** The side of the square that covers, and how far one is from the next, in pixels: nine squares cover each pixel. */
const side = 6
const stride = 2

/**
 * Which pixels spoke for an answer (occlusion; Zeiler and Fergus 2014, section 4.2): a square of background covers each
 * place in turn, and a pixel's value is the mean fall of the answer's probability over the squares that cover it. Above 0
 * it spoke for the answer, below 0 against it. `field` is `width` × `width` bytes; `answers` gives `classes` numbers for
 * each of many such fields. Squares over nothing but background change nothing and are not asked about.
 */
export function heat(
	field: Uint8Array,
	width: number,
	answer: number,
	answers: (fields: Uint8Array) => Float32Array
): Float32Array<ArrayBuffer> {
	const covers: { left: number; top: number }[] = []
	for (let top = stride - side; top < width; top += stride)
		for (let left = stride - side; left < width; left += stride) if (hides(left, top)) covers.push({ left, top })
	const fields = new Uint8Array((covers.length + 1) * field.length)
	fields.set(field)
	for (const [place, cover] of covers.entries()) {
		const from = (place + 1) * field.length
		fields.set(field, from)
		each(cover, (pixel) => (fields[from + pixel] = 0))
	}
	const said = answers(fields)
	const classes = said.length / (covers.length + 1)
	const heat = new Float32Array(field.length)
	for (const [place, cover] of covers.entries()) {
		const fall = (said[answer] ?? 0) - (said[(place + 1) * classes + answer] ?? 0)
		each(cover, (pixel) => (heat[pixel] = (heat[pixel] ?? 0) + fall))
	}
	return heat.map((sum) => sum / (side / stride) ** 2)

	function each({ left, top }: { left: number; top: number }, visit: (pixel: number) => void) {
		for (let y = Math.max(0, top); y < Math.min(width, top + side); y++)
			for (let x = Math.max(0, left); x < Math.min(width, left + side); x++) visit(y * width + x)
	}

	function hides(left: number, top: number): boolean {
		let ink = false
		each({ left, top }, (pixel) => (ink ||= field[pixel] !== 0))
		return ink
	}
}
