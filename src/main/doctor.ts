import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { LabProblem } from '../shared/problems.ts'
import type { Backend } from '../shared/runs.ts'
import {
	examineDisk,
	examineMemory,
	examineNode,
	examinePage,
	examinePictures,
	examineProcessor,
	examineScratch,
	examineScreen
} from './doctor/machine.ts'
import { openLab } from './lab.ts'
import type { World } from './runs/world.ts'
import type { Finding } from './shells/terminal/door.ts'

const load = createRequire(import.meta.url)
/** Beside the built core. */
const page = join(import.meta.dirname, '../renderer')
const again = 'run "npm run setup -- --again".'

/**
 * Looks at every part the lab needs, and says how to mend what is missing. Changes nothing but an empty home.
 * `screen` is the display that windows would open on, null where the environment names none.
 */
export async function examine(world: World, screen: string | null): Promise<Finding[]> {
	return [
		examineNode(world),
		examineProcessor(world, availableParallelism()),
		examineMemory(process.availableMemory()),
		...(await examineLab(world)),
		examinePictures(loadDecoder),
		examinePage(page),
		examineElectron(),
		examineScreen(world.platform, screen, process.getuid?.()),
		examineScratch(world.scratch),
		examineDisk(world.home)
	]
}

async function examineLab(world: World): Promise<Finding[]> {
	try {
		const lab = openLab(world)
		try {
			const runs = await lab.client.runs.list()
			const { backend } = await lab.client.about()
			return [
				{ what: 'Home', state: 'good', found: `${world.home}, ${runs.length} runs`, mend: null },
				...examineBackend(backend)
			]
		} finally {
			await lab.close()
		}
	} catch (error) {
		if (!(error instanceof LabProblem)) throw error
		return [{ what: 'Home', state: 'missing', found: world.home, mend: error.message }]
	}
}

const loadDecoder = () => (load('sharp') as { versions: { vips: string } }).versions.vips

/** The data set is read by the thread that loads TensorFlow: where that is ready, the data is too. */
function examineBackend(backend: Backend): Finding[] {
	switch (backend.kind) {
		case 'native':
			return [
				{ what: 'TensorFlow', state: 'good', found: `${backend.tensorflow}, native`, mend: null },
				{ what: 'MNIST', state: 'good', found: 'four files, checksums right', mend: null }
			]
		case 'wasm':
			return [
				{
					what: 'TensorFlow',
					state: 'odd',
					found: `${backend.tensorflow} in WebAssembly`,
					mend: `${backend.notice.split('. ')[0] ?? ''}. With Python 3, pip and a C++ compiler, or an open network, ${again}`
				},
				{ what: 'MNIST', state: 'good', found: 'four files, checksums right', mend: null }
			]
		case 'none':
			return [{ what: 'TensorFlow', state: 'missing', found: 'none', mend: `${backend.notice} Then ${again}` }]
	}
}

function examineElectron(): Finding {
	try {
		const folder = dirname(load.resolve('electron/package.json'))
		const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
		if (existsSync(binary)) return { what: 'Electron', state: 'good', found: binary, mend: null }
	} catch {
		// not downloaded, or not installed at all: the same to a person
	}
	return {
		what: 'Electron',
		state: 'odd',
		found: 'no binary; "npm start" opens the lab in a browser instead',
		mend: `on a network that reaches its download, ${again}`
	}
}
