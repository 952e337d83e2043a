import type { NewPicture } from '../../../src/main/store/pictures.ts'
import { readingSettings } from '../../../src/shared/vision.ts'

/** What a run says that takes a picture for this digit. */
export const answersOf = (digit: number) =>
	Float32Array.from({ length: 10 }, (_, other) => (other === digit ? 0.91 : 0.01))

/** A picture of one digit, answered by run 2. */
export const picture = (name: string, digit: number, more: Partial<NewPicture> = {}): NewPicture => ({
	name,
	origin: 'file',
	batch: 'b1',
	added: '2026-02-01T12:00:00.000Z',
	format: 'png',
	size: { width: 4000, height: 3000 },
	kept: { width: 1200, height: 900 },
	notes: ['the first of 12 frames'],
	ink: 'dark',
	lines: 2,
	settings: readingSettings.parse({}),
	answering: { runs: [2], ensemble: false },
	label: null,
	revision: 1000,
	file: new Uint8Array(500).fill(digit),
	fields: new Uint8Array(784).fill(digit),
	digits: [
		{
			box: { left: 1, top: 2, right: 30, bottom: 40 },
			touching: false,
			stroke: { width: 2.5, change: -0.5 },
			likeness: 0.75,
			answers: answersOf(digit)
		}
	],
	...more
})
