import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readImages } from '../src/main/data/part.ts'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { photoFolder } from './parts/photo-folder.ts'
import { someCnn } from './parts/some-cnn.ts'
import { median } from './parts/spread.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * How many files a second `lab classify FOLDER` answers: made folders of digits, half PNG, half JPEG, through the real
 * terminal door, answered by the `cnn` preset (trained for an epoch in `--home` if none is there). Three times each, the
 * median counts; put into docs/reading.md, or with `--side N` told for folders of that size alone.
 */
const { values } = parseArgs({
	options: { home: { type: 'string' }, side: { type: 'string' }, times: { type: 'string', default: '3' } }
})
const kinds = [
	{ side: 28, count: 1000 },
	{ side: 400, count: 1000 },
	{ side: 1000, count: 500 }
]
const home = values.home ?? join(tmpdir(), 'digit-lab-styles')
const world = worldHere({ home })
const { pixels } = await readImages(world.dataFolder, 'test')
const lab = openLab(world)
try {
	await someCnn(lab)
} finally {
	await lab.close()
}

const door = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'digit-lab-folder-'))
try {
	const rows: string[] = []
	for (const { side, count } of kinds.filter((kind) => !values.side || kind.side === Number(values.side))) {
		const folder = join(scratch, String(side))
		const images = Array.from({ length: count }, (_, image) => pixels.slice(image * 784, (image + 1) * 784))
		await photoFolder(folder, images, side)
		const times = Array.from({ length: Number(values.times) }, () => classified(folder))
		const [rate, seconds] = [median(times.map((one) => one.rate)), median(times.map((one) => one.seconds))]
		rows.push(`| ${count} of ${side} × ${side} pixels | ${rate.toFixed(0)} | ${seconds.toFixed(1)} s |`)
		console.log(rows.at(-1), times.map(({ rate }) => rate).join(' '))
		rmSync(folder, { recursive: true })
	}
	if (!values.side) write(rows)
} finally {
	rmSync(scratch, { recursive: true })
}

/** Files a second after loading as the lab itself says, and from the start of the process to its end. */
function classified(folder: string): { rate: number; seconds: number } {
	const copy = join(scratch, 'home')
	cpSync(home, copy, { recursive: true })
	const begun = performance.now()
	const { stderr, status } = spawnSync(process.execPath, [door, 'classify', folder, '--json', '--home', copy], {
		encoding: 'utf8',
		maxBuffer: 2 ** 28
	})
	const seconds = (performance.now() - begun) / 1000
	rmSync(copy, { recursive: true })
	const rate = Number(/([\d,]+) a second after loading/.exec(stderr)?.[1]?.replaceAll(',', ''))
	// 1: a file in which no digit was found
	if (!(rate > 0) || (status !== 0 && status !== 1)) throw new Error(`classify said: ${stderr}`)
	return { rate, seconds }
}

function write(rows: readonly string[]): void {
	const head = '| files, half PNG, half JPEG | a second after loading | from start to end |\n| --- | ---: | ---: |'
	writeBetween('reading.md', 'folder', ` on ${world.threads} cores (${world.cpu})`, `${head}\n${rows.join('\n')}`)
}
