import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RunRow } from '../../src/shared/runs.ts'
import type { StudyDetail } from '../../src/shared/study/rows.ts'
import { built, newHome, root } from './place.ts'
import { lab, objects, startLab, type Command } from './terminal.ts'

// studies in a real terminal: killed in the middle, and carried through several homes

type Line = { kind: string; done?: number; runs?: number }
const runsIn = async (home: string) => objects<RunRow>((await lab(home, 'runs', '--json')).stdout)
const study = async (home: string) =>
	JSON.parse((await lab(home, 'study', 'show', 'last', '--json')).stdout) as StudyDetail

/** Waits until the history tells of three runs that train. */
async function trainingIn(home: string) {
	for (;;) if ((await runsIn(home)).filter(({ status }) => status === 'training').length === 3) return
}

/** Waits for a line, and answers every line that came until then. */
async function until({ lines }: Command, is: (line: Line) => boolean): Promise<Line[]> {
	const told: Line[] = []
	for await (const line of lines) {
		told.push(JSON.parse(line) as Line)
		if (is(told.at(-1) as Line)) break
	}
	return told
}

const small = ['study', 'new', '--effect', 'learningRate', '--levels', '0.01,0.1', '--base', 'slp', '--limit', '1000']

test('a study that is killed in the middle goes on where it was: no run twice, none lost', async () => {
	const home = await newHome()
	expect(
		(await lab(home, ...small, '--epochs', '120', '--seeds', '3', '--expect', 'the larger one is faster')).code
	).toBe(0)
	for (const moment of ['while seeds train side by side', 'behind the first that is finished']) {
		const running = startLab(home, ['study', 'run', 'last', '--json'])
		if (moment.startsWith('while')) await trainingIn(home)
		else await until(running, (line) => (line.done ?? 0) > 0)
		running.child.kill('SIGKILL')
		await running.ended
	}
	const between = await study(home)
	expect(between.done).toBeGreaterThanOrEqual(1)
	expect(between.state).toBe('paused')

	const last = await lab(home, 'study', 'run', 'last', '--json')
	expect(last.code).toBe(0)
	expect(objects<Line>(last.stdout).at(-1)).toMatchObject({ kind: 'done', done: 6, runs: 6 })
	const runs = await runsIn(home)
	expect(runs.map(({ status }) => status)).toEqual(Array(6).fill('finished'))
	expect(new Set(runs.map(({ settings }) => settings)).size).toBe(6)
	const found = await study(home)
	expect(found.expected).toMatchObject({ text: 'the larger one is faster', known: 0 })
	expect(found.result.settings.map(({ spread }) => spread.count)).toEqual([3, 3])

	// what one uninterrupted run of the same recipe would have come to
	const whole = await newHome()
	await lab(whole, 'train', 'slp', '--limit', '1000', '--epochs', '120', '--learning-rate', '0.1', '--seed', '2')
	const [alone] = await runsIn(whole)
	expect(runs.find(({ settings }) => settings === alone?.settings)?.testAccuracy).toBe(alone?.testAccuracy)
})

describe('a study elsewhere', () => {
	const parallel = spawnSync('parallel', ['--version'], { encoding: 'utf8' })
	const LAB = `${process.execPath} ${built('main/cli.js')}`
	const script = (name: string) => join(root, 'docs', 'elsewhere', name)

	async function planned() {
		const home = await newHome()
		const plan = join(home, 'plan')
		await lab(home, ...small, '--epochs', '2', '--seeds', '1')
		expect((await lab(home, 'study', 'plan', 'last', '--to', plan)).code).toBe(0)
		expect(readFileSync(join(plan, 'jobs.txt'), 'utf8')).toBe('1.json\n2.json\n')
		return { home, plan }
	}

	test('its recipes are trained by an array job in homes of their own and merged, no run twice', async () => {
		const { home, plan } = await planned()
		const again = await lab(home, 'study', 'plan', 'last', '--to', plan)
		expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('jobs.txt is there already')])
		const env = { ...process.env, LAB, SLURM_ARRAY_TASK_ID: '2' }
		expect(spawnSync('bash', [script('slurm.sh'), plan], { env, encoding: 'utf8' }).status).toBe(0)
		const homes = readdirSync(join(plan, 'homes')).map((name) => join(plan, 'homes', name))
		expect(homes).toHaveLength(1)
		const merged = await lab(home, 'merge', ...homes, '--json')
		expect(objects<{ taken: number }>(merged.stdout).map(({ taken }) => taken)).toEqual([1])
		expect(await study(home)).toMatchObject({ runs: 2, done: 1 })
		const twice = await lab(home, 'merge', ...homes, '--json')
		expect(objects<{ taken: number; here: number }>(twice.stdout).map(({ taken, here }) => [taken, here])).toEqual([
			[0, 1]
		])
		expect((await lab(home, 'study', 'run', 'last')).code).toBe(0)
		expect(await study(home)).toMatchObject({ state: 'done', done: 2 })
		expect(await runsIn(home)).toHaveLength(2)
		const nowhere = await lab(home, 'merge', join(home, 'nowhere'))
		expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("is no lab's home")])
		expect(existsSync(join(home, 'nowhere'))).toBe(false)
	})

	test.skipIf(parallel.status !== 0)('GNU parallel trains it in two homes at a time', async () => {
		const { home, plan } = await planned()
		const { status, stderr } = spawnSync('bash', [script('parallel.sh'), plan, '2'], {
			env: { ...process.env, LAB },
			encoding: 'utf8'
		})
		expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
		const homes = readdirSync(join(plan, 'homes')).map((name) => join(plan, 'homes', name))
		expect((await lab(home, 'merge', ...homes)).code).toBe(0)
		expect(await study(home)).toMatchObject({ state: 'done', done: 2 })
	})

	test('the Ray script is Python that parses', (ctx) => {
		const code = 'import ast, sys; ast.parse(open(sys.argv[1]).read())'
		const { status, error } = spawnSync('python3', ['-c', code, script('ray_tasks.py')], { encoding: 'utf8' })
		if (error) ctx.skip('no Python')
		expect(status).toBe(0)
	})
})
