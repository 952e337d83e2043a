import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the peers are installed, apart from the project: their packages take gigabytes. */
const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'digit-lab', 'peers')

/** The versions that are measured against. */
const packages = ['tensorflow-cpu==2.21.0', 'keras==3.15.1', 'torch==2.13.0']

/** The Python that knows Keras and PyTorch, or the sentence that says why there is none. */
export function findPeers(): { python: string } | { sentence: string } {
	const python = process.env['DIGIT_LAB_PEERS'] ?? join(folder, 'bin', 'python')
	if (!existsSync(python))
		return {
			sentence: 'Keras and PyTorch are not installed: "npm run bench -- peers" installs them. Ours alone are measured.'
		}
	try {
		execFileSync(python, ['-c', 'import importlib.metadata as m; m.version("keras"); m.version("torch")'], {
			stdio: 'ignore'
		})
		return { python }
	} catch {
		return {
			sentence: `${python} has no Keras or no PyTorch: "npm run bench -- peers" installs them. Ours alone are measured.`
		}
	}
}

/** Makes the folder's Python and installs the peers with it. */
export function installPeers(): void {
	const run = (program: string, args: string[]) => execFileSync(program, args, { stdio: 'inherit' })
	run('python3', ['-m', 'venv', folder])
	run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--retries', '0', ...packages])
	console.log(`Installed in ${folder}; remove the folder to be rid of them.`)
}
