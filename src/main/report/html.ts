/** Text as it may stand in HTML, in an element or between quotes. */
export const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Bytes as text that stands for them: "data:image/png;base64,…". */
export function dataAddress(type: string, bytes: Uint8Array): string {
	let text = ''
	for (const byte of bytes) text += String.fromCharCode(byte)
	return `data:${type};base64,${btoa(text)}`
}
