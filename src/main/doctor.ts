import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LabProblem } from '../shared/problems.ts'
import type { Backend } from '../shared/runs.ts'
import { openLab } from './lab.ts'
import type { World } from './runs/world.ts'
import type { Finding } from './shells/terminal/door.ts'

const again = 'run "npm run setup -- --again".'

/** Looks at every part the lab needs, and says how to mend what is missing. Changes nothing but an empty home. */
export async function examine(world: World): Promise<Finding[]> {
	return [
		{ what: 'Node', state: 'good', found: `${world.node} on ${world.platform}`, mend: null },
		{ what: 'Processor', state: 'good', found: `${world.cpu}, ${world.threads} threads`, mend: null },
		...(await examineLab(world)),
		examineElectron(),
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
		const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
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

function examineDisk(home: string): Finding {
	try {
		const { bavail, bsize } = statfsSync(existsSync(home) ? home : dirname(home))
		const free = bavail * bsize
		const found = `${(free / 2 ** 30).toFixed(1)} GiB free`
		// a wide perceptron's run keeps about 6 MB
		if (free < 200 * 2 ** 20)
			return { what: 'Disk', state: 'odd', found, mend: 'make room; a run keeps up to some megabytes.' }
		return { what: 'Disk', state: 'good', found, mend: null }
	} catch {
		return { what: 'Disk', state: 'odd', found: 'cannot be told', mend: null }
	}
}
