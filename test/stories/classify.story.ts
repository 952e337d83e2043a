import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PictureRow } from '../../src/shared/pictures.ts'
import { bomb, paper } from '../main/pictures/drawn.ts'
import { newHome } from './place.ts'
import { lab, objects, startLab } from './terminal.ts'

interface Line {
	file: string
	picture: number
	digit: number | null
	text: string
	confidence: number
	probabilities: number[] | null
	digits: { box: unknown; digit: number; confidence: number; warning: string | null }[]
	answers?: Record<string, { digit: number | null; probabilities: number[] }>
	warning: string | null
	notes: string[]
	problem?: string
}

describe('pictures in the terminal', () => {
	let home: string
	let folder: string
	const classify = (...words: string[]) => lab(home, 'classify', ...words)
	const lines = async (...words: string[]) => objects<Line>((await classify(...words, '--json')).stdout)
	async function put(name: string, content: Buffer | string) {
		const path = join(folder, name)
		await mkdir(dirname(path), { recursive: true })
		await writeFile(path, content)
		return path
	}

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'digit-lab-story-'))
		home = join(folder, '.home')
		for (const seed of ['1', '2'])
			await lab(
				home,
				'train',
				'mlp-64',
				'--limit',
				'4000',
				'--epochs',
				'3',
				'--seed',
				seed,
				'--validation-share',
				'0.1'
			)
	})

	afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

	test('a lab without a run says what to do first', async () => {
		const path = await put('one.png', await paper('one').png().toBuffer())
		const { code, stderr } = await lab(await newHome(), 'classify', path)
		expect(code).toBe(1)
		expect(stderr).toContain('train one first')
	})

	test('one file is one line, and is found and removed afterwards', async () => {
		const path = await put('seven.png', await paper('seven').png().toBuffer())
		const { code, stdout, stderr } = await classify(path, '--json')
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
		const [line, ...more] = objects<Line>(stdout)
		expect(more).toEqual([])
		expect(line).toMatchObject({ file: path, notes: [], digits: [{ confidence: line?.confidence }] })
		expect(line?.text).toBe(String(line?.digit))
		expect(line?.probabilities?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)

		const listed = objects<PictureRow>((await lab(home, 'pictures', '--json')).stdout)
		expect(listed[0]).toMatchObject({ id: line?.picture, name: path, origin: 'terminal' })
		const id = String(line?.picture)
		expect((await lab(home, 'pictures', 'remove', id)).stdout).toContain(`"lab pictures restore ${id}"`)
		expect((await lab(home, 'pictures')).stdout).not.toContain(path)
		expect((await lab(home, 'pictures', 'restore', id)).code).toBe(0)
		expect((await lab(home, 'pictures')).stdout).toContain(path)
	})

	test('several digits are read in order, or as one where that is asked for; runs answer side by side and together', async () => {
		const path = await put('both.png', await paper('one', 'seven').png().toBuffer())
		const [line] = await lines(path)
		expect(line).toMatchObject({ digit: null, probabilities: null })
		expect(line?.digits).toHaveLength(2)
		expect(line?.text).toBe(line?.digits.map(({ digit }) => digit).join(''))
		const [whole] = await lines(path, '--no-several', '--run', '1', '--run', 'last', '--ensemble')
		expect(whole?.digits).toHaveLength(1)
		expect(Object.keys(whole?.answers ?? {})).toEqual(['1', '2'])
		const [first, second] = ['1', '2'].map((run) => whole?.answers?.[run]?.probabilities ?? [])
		expect(whole?.probabilities).toEqual(first?.map((value, place) => (value + (second?.[place] ?? 0)) / 2))
	})

	test('a folder whose names say what is in them is counted', async () => {
		const one = await paper('one').jpeg().toBuffer()
		for (const name of ['set/1/a.jpg', 'set/1/deep/1_2.jpg', 'set/1-b.jpg']) await put(name, one)
		await put('set/notes.txt', 'no picture, and not meant to be')
		await put('set/.hidden/1.jpg', one)
		await symlink('..', join(folder, 'set/1/loop'))
		const { code, stdout, stderr } = await classify(join(folder, 'set'))
		expect(code).toBe(0)
		expect(stdout).toMatch(/^Accuracy .+ of 3 pictures with a label, 95 % interval/m)
		expect(stdout).toContain('Confusion (rows: what it is')
		expect(stdout.match(/\.jpg /g)).toHaveLength(3)
		expect(stderr).toMatch(/^3 files in/m)
	})

	test('steps are written as pictures', async () => {
		const path = await put('steps.png', await paper('one', 'seven').png().toBuffer())
		const steps = join(folder, 'steps')
		expect((await classify(path, '--steps', steps)).code).toBe(0)
		const names = ['1-original', '2-grey', '3-even', '4-light', '5-ink', '6-cut-1', '6-cut-2', '7-box-1', '7-box-2']
		expect(readdirSync(steps).sort()).toEqual([...names, '8-field-1', '8-field-2'].map((name) => `steps.${name}.png`))
		const { width, height } = await sharp(join(steps, 'steps.8-field-2.png')).metadata()
		expect([width, height]).toEqual([28, 28])
		const file = await put('a-file', '')
		const refused = await classify(path, '--steps', file)
		expect(refused.code).toBe(1)
		expect(refused.stderr).toContain('Name a folder you may write to with --steps.')
	})

	test('every bad file gets a sentence, and the others are answered', async () => {
		const good = paper('seven')
		const blank = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })
		const jpeg = await good.clone().jpeg().toBuffer()
		await put('bad/01-text.png', 'these are notes, not a picture '.repeat(9))
		await put('bad/02-cut.jpg', jpeg.subarray(0, jpeg.length / 2))
		await put('bad/03-bomb.png', bomb(30_000))
		await put('bad/04-empty.png', '')
		await put('bad/05-blank.png', await blank(200).png().toBuffer())
		await put('bad/06-dot.png', await blank(1).png().toBuffer())
		await symlink('nowhere', join(folder, 'bad/07-gone.png'))
		await mkdir(join(folder, 'bad/none'))
		const pages = await Promise.all([good.clone(), paper('one')].map((page) => page.raw().toBuffer()))
		const frames = sharp(Buffer.concat(pages), {
			raw: { width: 260, height: 400, channels: 3, pageHeight: 200 }
		})
		await put('bad/10-moves.gif', await frames.gif({ delay: [100, 100] }).toBuffer())
		const turned = good.clone().rotate(-90)
		await put(
			'bad/11-turned.jpg',
			await sharp(await turned.png().toBuffer())
				.withMetadata({ orientation: 6 })
				.jpeg()
				.toBuffer()
		)
		await put('bad/12-deep.png', await good.clone().toColourspace('rgb16').png().toBuffer())
		await put('bad/13-cmyk.jpg', await good.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer())

		const { code, stdout } = await classify(join(folder, 'bad'), join(folder, 'bad/none'), '--json')
		expect(code).toBe(1)
		const told = new Map(objects<Line>(stdout).map((line) => [line.file.replace(`${folder}/bad/`, ''), line]))
		const problems = ['01-text.png', '02-cut.jpg', '03-bomb.png', '04-empty.png', '05-blank.png', '06-dot.png']
		for (const name of [...problems, '07-gone.png', 'none'])
			expect(told.get(name)?.problem, name).toMatch(new RegExp(`${name} .+\\.$`))
		const plain = (await lines(await put('plain.png', await good.png().toBuffer())))[0]?.text
		for (const name of ['10-moves.gif', '11-turned.jpg', '12-deep.png', '13-cmyk.jpg'])
			expect(told.get(name)?.text, name).toBe(plain)
		expect(told.get('10-moves.gif')?.notes.join()).toMatch(/first of 2 frames/)
	})

	/** Starts on many files and waits for the first lines. */
	async function begin(name: string, count: number) {
		const one = await paper('one').png().toBuffer()
		const paths: string[] = []
		for (let n = 100; n < 100 + count; n++) paths.push(await put(`${name}/${n}.png`, one))
		const running = startLab(home, ['classify', join(folder, name), '--json'])
		for await (const line of running.lines) if (line !== '') break
		return { running, last: paths.at(-1) ?? '' }
	}

	test('a file that goes meanwhile is told in its place', async () => {
		const { running, last } = await begin('going', 240)
		await rm(last)
		const { code, stdout } = await running.ended
		expect(code).toBe(1)
		const told = objects<Line>(stdout)
		expect(told).toHaveLength(240)
		expect(told.filter(({ problem }) => problem !== undefined)).toEqual([
			{ file: last, problem: `${last} is not there, or not any more.` }
		])
	})

	test('Ctrl-C keeps what was answered, and tells all of it', async () => {
		const kept = async () => objects((await lab(home, 'pictures', '--json')).stdout).length
		const before = await kept()
		const { running } = await begin('many', 400)
		running.child.kill('SIGINT')
		const { code, stdout } = await running.ended
		expect(code).toBe(130)
		const told = objects<Line>(stdout).length
		expect(told).toBeLessThan(400)
		expect((await kept()) - before).toBe(told)
	})
})
