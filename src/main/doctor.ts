import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { LabProblem } from '../shared/problems.ts'
import type { Backend } from '../shared/runs.ts'
import {
	examineDatabase,
	examineDisk,
	examineMemory,
	examineNode,
	examinePage,
	examinePictures,
	examineProcessor,
	examineScratch,
	examineScreen
} from './doctor/machine.ts'
import { lookAt, openLab, readOnlyNotice, sqliteVersion } from './lab.ts'
import type { World } from './runs/world.ts'
import type { Finding } from './shells/terminal/door.ts'

const load = createRequire(import.meta.url)
/** Beside the built core. */
const page = join(import.meta.dirname, '../renderer')
const again = 'run "npm run setup -- --again".'

/**
 * Looks at every part the lab needs, and says how to mend what is missing. A history is only looked at; where there is none, a
 * lab is opened as the first start would. `screen` is the display that windows would open on, null where the environment names
 * none; `loadDatabase` gives SQLite's version.
 */
export async function examine(world: World, screen: string | null, loadDatabase = sqliteVersion): Promise<Finding[]> {
	return [
		examineNode(world),
		examineProcessor(world, availableParallelism()),
		examineMemory(process.availableMemory()),
		...(await examineLab(world, loadDatabase)),
		examinePictures(loadDecoder),
		examinePage(page),
		examineElectron(),
		examineScreen(world.platform, screen, process.getuid?.()),
		examineScratch(world.scratch),
		examineDisk(world.home)
	]
}

async function examineLab(world: World, loadDatabase: () => string): Promise<Finding[]> {
	const database = examineDatabase(loadDatabase)
	if (database.state === 'missing') return [database]
	try {
		const notice = readOnlyNotice(world.home)
		if (notice) {
			const home: Finding = { what: 'Home', state: 'odd', found: world.home, mend: notice }
			return [database, home, ...examineBackend(await inEmptyHome(world, backendIn))]
		}
		const history = lookAt(world.home)
		const found = history ? `${world.home}, ${history.runs} runs` : `${world.home}, no runs yet`
		const backend = history ? await inEmptyHome(world, backendIn) : await backendIn(world)
		return [database, { what: 'Home', state: 'good', found, mend: null }, ...examineBackend(backend)]
	} catch (error) {
		if (!(error instanceof LabProblem)) throw error
		return [database, { what: 'Home', state: 'missing', found: world.home, mend: error.message }]
	}
}

/** Opening a lab updates its history, cleans it up and says what was cut off: TensorFlow is tried in a home that goes again. */
async function inEmptyHome<T>(world: World, look: (world: World) => Promise<T>): Promise<T> {
	const home = mkdtempSync(join(world.scratch, 'digit-lab-doctor-'))
	try {
		return await look({ ...world, home })
	} finally {
		rmSync(home, { recursive: true, force: true })
	}
}

async function backendIn(world: World): Promise<Backend> {
	const lab = openLab(world)
	try {
		return (await lab.client.about()).backend
	} finally {
		await lab.close()
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
