import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newest } from '../../src/renderer/state/newest.ts'
import { fromInput, isRunFile, sayDrop, walk, type Gathered } from '../../src/renderer/state/picture-files.ts'
import { Strokes, widthUnder } from '../../src/renderer/state/strokes.svelte.ts'

/** A folder as the browser hands it out: its entries in portions, and a file that has gone. */
function folder(path: string, inside: FileSystemEntry[], portion = 2): FileSystemEntry {
	return {
		isDirectory: true,
		name: path.split('/').at(-1) ?? '',
		fullPath: path,
		createReader() {
			let at = 0
			return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(inside.slice(at, (at += portion))) }
		}
	} as unknown as FileSystemEntry
}
function file(path: string, there = true): FileSystemEntry {
	const name = path.split('/').at(-1) ?? ''
	return {
		isDirectory: false,
		name,
		fullPath: path,
		file: (take: (file: File) => void, fail: (error: Error) => void) =>
			there ? take(new File([], name)) : fail(new Error('gone'))
	} as unknown as FileSystemEntry
}
async function gather(entry: FileSystemEntry): Promise<Gathered> {
	const all: Gathered = { files: [], refused: [] }
	await walk(entry, all, true)
	return all
}

describe('what a person brings', () => {
	test('is found in folders within folders, however many there are; what is no picture is left out', async () => {
		const many = Array.from({ length: 5 }, (_, at) => file(`/digits/7/${at}.PNG`))
		const { files, refused } = await gather(folder('/digits', [folder('/digits/7', many), file('/digits/notes.txt')]))
		expect(files.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, (_, at) => `digits/7/${at}.PNG`))
		expect(refused).toEqual([])
	})

	test('a folder without a picture, and a file that has gone, get a sentence', async () => {
		const empty = await gather(folder('/notes', [file('/notes/a.txt')]))
		expect(empty.refused[0]?.sentence).toMatch(/^There is no picture in the folder “notes”/)
		const gone = await gather(folder('/digits', [file('/digits/a.png'), file('/digits/b.png', false)]))
		expect(gone.files.map(({ path }) => path)).toEqual(['digits/a.png'])
		expect(gone.refused).toEqual([
			{ name: 'digits/b.png', sentence: expect.stringMatching(/moved or deleted/) as string }
		])
	})

	test('a file that was chosen itself is taken, whatever it is called', async () => {
		expect(fromInput([new File([], 'scan')]).files).toHaveLength(1)
		expect((await gather(file('/scan'))).files).toHaveLength(1)
	})

	test('runs are told from pictures, and the window says what it will do', () => {
		expect(isRunFile('mlp-run-1.digitlab')).toBe(true)
		expect(isRunFile('mlp-run-1.digitrecipe')).toBe(true)
		expect(isRunFile('seven.png')).toBe(false)
		expect(sayDrop(['application/zip'])).toMatch(/import the run/)
		expect(sayDrop(['image/png'])).toMatch(/the picture/)
		expect(sayDrop(['image/png', ''])).toMatch(/2 files or folders/)
	})
})

describe('what follows somebody who draws', () => {
	beforeEach(() => vi.useFakeTimers())
	afterEach(() => vi.useRealTimers())

	test('happens once after a pause, never twice at a time, and once more for what came meanwhile', async () => {
		let running = 0
		const done: number[] = []
		const { ask } = newest(100, async () => {
			done.push(++running)
			await new Promise((resolve) => setTimeout(resolve, 1000))
			running--
		})
		for (let n = 0; n < 5; n++) ask()
		await vi.advanceTimersByTimeAsync(150)
		expect(done).toEqual([1])
		for (let n = 0; n < 5; n++) {
			ask()
			await vi.advanceTimersByTimeAsync(120)
		}
		await vi.advanceTimersByTimeAsync(5000)
		expect(done).toEqual([1, 1])
	})

	test('strokes are undone and done again; a new one forgets what was undone', () => {
		const strokes = new Strokes()
		const dab = (x: number) => ({ x, y: 0, width: 10 })
		strokes.begin(dab(1))
		strokes.draw([dab(2), dab(3)])
		strokes.begin(dab(9))
		expect(strokes.done.map((stroke) => stroke.length)).toEqual([3, 1])
		strokes.undo()
		expect(strokes.done.map((stroke) => stroke.length)).toEqual([3])
		strokes.redo()
		strokes.clear()
		expect(strokes.done).toEqual([])
		strokes.undo()
		expect(strokes.done).toHaveLength(2)
		strokes.undo()
		strokes.begin(dab(5))
		expect(strokes.canRedo).toBe(false)
		strokes.restart()
		expect(strokes.canUndo).toBe(false)
	})

	test('only a pen that is pressed harder draws wider', () => {
		expect(widthUnder(20, 'mouse', 0.5)).toBe(20)
		expect(widthUnder(20, 'touch', 1)).toBe(20)
		expect(widthUnder(20, 'pen', 0.5)).toBe(20)
		expect(widthUnder(20, 'pen', 1)).toBeGreaterThan(widthUnder(20, 'pen', 0.2))
	})
})
