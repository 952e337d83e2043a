import { LabProblem, firstLineOf } from '../../shared/problems.ts'

/** More than any camera makes, checked in the file's head before a pixel is decoded. */
export const mostPixels = 120_000_000

export const tooManyPixels = (name: string, width: number, height: number) =>
	new LabProblem(
		'BAD_DATA',
		`${name} claims ${width} × ${height} pixels; up to ${mostPixels / 1e6} million can be read. Make it smaller and try again.`
	)

/** How PNG, JPEG, GIF, WebP and TIFF begin. */
const pictures = /^(\x89PNG|\xff\xd8|GIF8|RIFF|II\*\0|MM\0\*)/

/** What the decoder's complaint about a file means for a person. */
export function decodeProblem(error: unknown, name: string, file: Uint8Array): LabProblem {
	const bad = (sentence: string) => new LabProblem('BAD_DATA', `${name} ${sentence}`)
	if (error instanceof LabProblem) return error
	if (file.length === 0) return bad('is empty.')
	const words = firstLineOf(error)
	if (/pixel limit/i.test(words))
		return bad(`has more than ${mostPixels / 1e6} million pixels. Make it smaller and try again.`)
	if (/timeout/i.test(words)) return bad('takes too long to decode. Save it smaller or simpler and try again.')
	const head = Buffer.from(file.subarray(0, 12)).toString('latin1')
	if (/^....ftyp(hei|hev)/s.test(head))
		return bad('is a HEIC photo, which cannot be read here. Save it as JPEG and try again.')
	if (/unsupported image format|buffer is missing/i.test(words) && !pictures.test(head))
		return bad('is no picture that can be read here. PNG, JPEG, WebP, GIF, TIFF, AVIF, BMP and SVG can.')
	return bad(`is damaged, cut off or of a kind that is not understood (${words.trim()}). Save it anew and try again.`)
}
