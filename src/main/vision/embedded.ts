/**
 * The pictures inside an SVG drawing (data URLs), which its decoder unpacks whatever they claim. Throws an Error where they
 * cannot be told: an entity may stand for any part of one.
 */
export function embeddedPictures(file: Uint8Array): Uint8Array[] {
	const text = new TextDecoder()
		.decode(file)
		.replaceAll(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex: string | undefined, decimal: string | undefined) =>
			String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
		)
	// <image>, <feImage>, whatever their prefix
	if (!/<[^\s<>]*image/i.test(text)) return []
	if (text.includes('<!ENTITY')) throw new Error('an SVG drawing with both entities and pictures')
	const found = text.replaceAll(/\s/g, '').matchAll(/data:([^,"'<>]*),([^"'<>]*)/gi)
	return Array.from(found, ([, kind = '', data = '']) =>
		Buffer.from(bytesOf(data), kind.toLowerCase().endsWith(';base64') ? 'base64' : 'latin1')
	)
}

/** "%20" is a space. */
const bytesOf = (data: string) =>
	data.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
