import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf } from '../../shared/problems.ts'
import type { World } from '../runs/world.ts'
import type { Finding } from '../shells/terminal/door.ts'

/** What the machine gives, looked at without the lab. Each says how to mend what is not as it should be. */

const good = (what: string, found: string): Finding => ({ what, state: 'good', found, mend: null })
const odd = (what: string, found: string, mend: string): Finding => ({ what, state: 'odd', found, mend })
const missing = (what: string, found: string, mend: string): Finding => ({ what, state: 'missing', found, mend })

/** Node 24 is what the lab is tested with; before 22 its database crashes. */
export function examineNode({ node, platform }: Pick<World, 'node' | 'platform'>): Finding {
	const found = `${node} on ${platform}`
	if (Number(node.split('.')[0]) >= 24) return good('Node', found)
	return odd('Node', found, 'the lab is made for Node 24: start it with "npm run lab", which brings its own.')
}

/** `cores` is what the system lets this process use. */
export function examineProcessor(
	{ cpu, threads, oneDnn }: Pick<World, 'cpu' | 'threads' | 'oneDnn'>,
	cores: number
): Finding {
	const found = `${cpu}, ${threads} of ${cores} threads`
	if (!oneDnn)
		return odd(
			'Processor',
			`${found}, oneDNN off`,
			'convolutions take 1.7 times as long without: unset TF_ENABLE_ONEDNN_OPTS.'
		)
	if (threads < cores)
		return odd(
			'Processor',
			found,
			'TF_NUM_INTRAOP_THREADS keeps the others idle: unset it, unless that is what you want.'
		)
	if (threads > cores)
		return odd('Processor', found, 'more threads than there are hinder each other: unset TF_NUM_INTRAOP_THREADS.')
	return good('Processor', found)
}

/** `free` bytes of memory. The library, the images and a convolutional network's training take about 1 GB. */
export function examineMemory(free: number): Finding {
	const found = `${gibibytes(free)} free`
	if (free < 2 ** 30)
		return odd('Memory', found, 'training takes about 1 GB: close other programs first, or train a smaller network.')
	return good('Memory', found)
}

/** Where the training graph is laid down for the library to read. */
export function examineScratch(scratch: string): Finding {
	try {
		const folder = mkdtempSync(join(scratch, 'digit-lab-doctor-'))
		writeFileSync(join(folder, 'try'), 'try')
		rmSync(folder, { recursive: true })
		return good('Temporary files', scratch)
	} catch (error) {
		const why = (error as NodeJS.ErrnoException).code ?? String(error)
		return missing(
			'Temporary files',
			`${scratch}: ${why}`,
			'nothing can be trained without: name a folder that can be written in TMPDIR (TEMP on Windows).'
		)
	}
}

export function examineDisk(home: string): Finding {
	try {
		const { bavail, bsize } = statfsSync(existsSync(home) ? home : dirname(home))
		const free = bavail * bsize
		const found = `${gibibytes(free)} free`
		// a wide perceptron's run keeps about 6 MB
		if (free < 200 * 2 ** 20) return odd('Disk', found, 'make room; a run keeps up to some megabytes.')
		return good('Disk', found)
	} catch {
		return odd('Disk', 'cannot be told', `see that ${dirname(home)} is there and may be read.`)
	}
}

/** `load` gives the database's version, or throws why it cannot be loaded. */
export const examineDatabase = (load: () => string) =>
	examineLoaded('Database', () => `SQLite ${load()}`, 'nothing can be kept, nor read again, without')

/** `load` gives the decoder's version, or throws why it cannot be loaded. */
export const examinePictures = (load: () => string) =>
	examineLoaded('Pictures', () => `libvips ${load()}`, 'no picture can be read without')

function examineLoaded(what: string, load: () => string, without: string): Finding {
	try {
		return good(what, load())
	} catch (error) {
		const why = messageOf(error)
			.split('\n')
			.find((line) => line.trim() !== '')
		return missing(what, why ?? 'no reason given', `${without}: run "npm run setup -- --again".`)
	}
}

/** `page` is the built page's folder. */
export function examinePage(page: string): Finding {
	if (existsSync(join(page, 'index.html'))) return good('Page', page)
	return missing('Page', 'not built', 'neither window nor browser has anything to show: run "npm run build".')
}

/** Whether a window can be shown here: `screen` is the display that the environment names. */
export function examineScreen(platform: string, screen: string | null, user: number | undefined): Finding {
	if (!platform.startsWith('linux')) return good('Screen', 'the system’s')
	if (screen === null)
		return odd(
			'Screen',
			'none',
			'no window can be opened here: "npm run lab -- serve" prints an address for a browser, the terminal needs none.'
		)
	if (user === 0)
		return odd(
			'Screen',
			`${screen}, as root`,
			'Electron does not open for root: start the lab as another user, or in the browser.'
		)
	return good('Screen', screen)
}

const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
