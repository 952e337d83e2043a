import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countCheck, countLine, countReport, crashed, failures, mended, sum } from './count.mjs'
import { inFront, interrupted } from './foreground.mjs'
import { readNote } from './setup/notes.mjs'
import { run } from './setup/run.mjs'
import { tool } from './tool.mjs'

/** @typedef {import('./count.mjs').Count} Count */
/** @typedef {{ name: string, run: () => Promise<Count & { failures?: string[] }> }} Part */
/** @typedef {{ place: import('./setup/place.mjs').Place, node: string, env: NodeJS.ProcessEnv }} World */

/** Format, lint, types and the unit tests. Lint takes as long as the rest of the checks: it is done beside them. @param {World} world @returns {Part[]} */
export function checks(world) {
	const { place, node, env } = world
	/** @type {ReturnType<typeof run> | undefined} */
	let linting
	const lint = () => (linting ??= run(node, [tool(place, 'eslint'), '.'], { cwd: place.root, env }))
	/** @param {Part} part @returns {Part} */
	const besideLint = ({ name, run }) => ({ name, run: () => (void lint(), run()) })
	return [
		besideLint(check(world, 'format', 'prettier', ['--check', '--log-level', 'warn', '.'])),
		check(world, "the page's types", 'svelte-check', ['--output', 'human']),
		check(world, 'types', 'typescript', ['--noEmit']),
		{
			name: 'lint',
			async run() {
				const { code, output } = await lint()
				process.stdout.write(output)
				return countCheck(code)
			}
		},
		tests(world, 'unit', [])
	]
}

/** The stories, in a real browser and a terminal. @param {World} world @param {string[]} args for vitest @returns {Part} */
export function stories(world, args) {
	return tests(world, 'stories', args)
}

/**
 * Runs every part, whatever became of those before, and ends with one line that counts what their own reports say.
 * @param {Part[]} parts @returns {Promise<number>} the exit code
 */
export async function runParts(parts) {
	/** @type {Count[]} */
	const counts = []
	/** @type {string[]} */
	const lines = []
	for (const { name, run } of parts) {
		process.stdout.write(`\n== ${name}\n`)
		const count = await run()
		const stop = interrupted()
		if (stop !== undefined) return stop
		if (count.failed > 0) {
			process.stdout.write(`== ${name} failed\n`)
			lines.push(...(count.failures ?? [name]).map((line) => `failed: ${line}\n`))
		}
		counts.push(count)
	}
	const total = sum(counts)
	process.stdout.write(`\n${lines.join('')}${countLine(total)}\n`)
	return total.failed === 0 ? 0 : 1
}

/** @param {World} world @param {string} name @param {string} program @param {string[]} args @returns {Part} */
function check({ place, node, env }, name, program, args) {
	return {
		name,
		run: async () => countCheck(await inFront(node, [tool(place, program), ...args], { cwd: place.root, env }))
	}
}

/** @param {World} world @param {string} project @param {string[]} args @returns {Part} */
function tests({ place, node, env }, project, args) {
	return {
		name: project === 'unit' ? 'unit tests' : project,
		async run() {
			const folder = mkdtempSync(join(tmpdir(), 'digit-lab-report-'))
			const file = join(folder, 'report.json')
			const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
			/** @param {string[]} which */
			const tell = async (which) => {
				const vitest = [tool(place, 'vitest'), 'run', '--project', project, ...report, ...which]
				return inFront(node, vitest, { cwd: place.root, env })
			}
			try {
				let code = await tell(args)
				let seen = readNote(file)
				const again = crashed(seen)
				if (again.length > 0 && interrupted() === undefined) {
					// V8 crashes now and then where many threads come and go (nodejs/node#64500): said, and once only
					process.stdout.write(`== the process crashed in ${again.join(', ')}: run once more\n`)
					const before = countReport(mended(seen, undefined), 0).failed
					rmSync(file)
					const second = await tell(again)
					const other = readNote(file)
					seen = crashed(other).length > 0 ? seen : mended(seen, other)
					code = before === 0 ? second : code
				}
				return { ...countReport(seen, code), failures: failures(seen) }
			} finally {
				rmSync(folder, { recursive: true, force: true })
			}
		}
	}
}
