import { basename, extname, join } from 'node:path'
import type { LabBytes } from '../../../shared/bytes.ts'
import { steps, wholeSteps, type PictureRow } from '../../../shared/pictures.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { Terminal } from './door.ts'

/**
 * Writes the steps of pictures into a folder: "seven.1-original.png" … "seven.8-field-1.png", the last number the digit's.
 * Names are given away in the order in which files are told, before any of them has been read.
 */
export function stepWriter(terminal: Terminal, bytes: LabBytes, folder: string) {
	const taken = new Set<string>()
	const times = new Map<string, number>()

	/** Files of one name come from different folders. */
	function startOf(file: string): string {
		const name = basename(file, extname(file))
		for (let time = (times.get(name) ?? 0) + 1; ; time++) {
			const start = time === 1 ? name : `${name}-${time}`
			// not every disk tells "A" from "a"
			if (taken.has(start.toLowerCase())) continue
			taken.add(start.toLowerCase())
			times.set(name, time)
			return start
		}
	}

	async function write(start: string, { id, digits }: PictureRow): Promise<void> {
		for (const [place, step] of steps.entries()) {
			const isWhole = wholeSteps.includes(step)
			for (const digit of isWhole ? [null] : digits.keys()) {
				const { body } = await bytes.step(id, step, digit)
				const name = `${start}.${place + 1}-${step}${digit === null ? '' : `-${digit + 1}`}.png`
				await terminal.writeFile(join(folder, name), body).catch((error: unknown) => {
					throw writeProblem(folder, error)
				})
			}
		}
	}

	return (file: string) => {
		const start = startOf(file)
		return (row: PictureRow) => write(start, row)
	}
}

function writeProblem(folder: string, error: unknown): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : null
	if (typeof code !== 'string') return error
	const why = code === 'ENOSPC' ? 'the disk is full' : code
	return new LabProblem(
		'NOT_NOW',
		`The steps cannot be written into ${folder} (${why}). Name a folder you may write to with --steps.`
	)
}
