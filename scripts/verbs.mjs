import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { dev } from './dev.mjs'
import { inFront } from './foreground.mjs'
import { packageLab } from './package.mjs'
import { sentenceFor } from './setup/problem.mjs'
import { say } from './setup/say.mjs'
import { checks, runParts, stories } from './test.mjs'
import { tool } from './tool.mjs'

/** @typedef {import('./setup.mjs').Machine} Machine */
/** @typedef {import('./setup/place.mjs').Place} Place */
/** @typedef {{ place: Place, node: string, env: NodeJS.ProcessEnv, machine: Machine, args: string[] }} World */
/**
 * What a person can ask for: what it does, what must be set up for it, and how; `run` answers with the exit code.
 * @typedef {{ says: string, needs: import('./setup.mjs').Need[], run(world: World): Promise<number> }} Verb
 */

/** @type {Record<string, Verb>} */
export const verbs = {
	start: { says: 'opens the lab', needs: ['tensorflow', 'electron'], run: start },
	lab: { says: 'the lab in the terminal', needs: ['tensorflow'], run: lab },
	test: { says: 'every check and test', needs: ['tensorflow', 'electron', 'browser'], run: test },
	check: { says: 'format, lint, types, unit tests', needs: ['tensorflow'], run: (world) => runParts(checks(world)) },
	stories: {
		says: 'the tests in a real browser and a terminal',
		needs: ['tensorflow', 'electron', 'browser'],
		run: tell
	},
	dev: {
		says: 'the lab, rebuilt while you edit it',
		needs: ['tensorflow', 'electron'],
		run: (world) => dev(world, start)
	},
	build: { says: 'builds the lab into out/', needs: [], run: build },
	package: {
		says: 'makes the installers for this system in dist/',
		needs: ['tensorflow', 'electron'],
		run: packageLab
	},
	bench: { says: 'one measurement: bench NAME', needs: ['tensorflow', 'browser'], run: bench },
	setup: {
		says: 'sets up everything; --again tries once more what failed',
		needs: ['tensorflow', 'electron', 'browser'],
		run: () => Promise.resolve(0)
	}
}

/**
 * Why Electron's window cannot be opened here, in words that follow "because"; undefined when it can.
 * @param {Machine['electron']} electron @param {NodeJS.ProcessEnv} env @param {string} platform @param {number | undefined} user
 */
export function noWindow(electron, env, platform, user) {
	if (electron === undefined) return 'Electron was not set up'
	if ('failedAt' in electron) return `Electron is not here: ${electron.reason}`
	if (platform !== 'linux') return undefined
	if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'this machine has no display'
	return user === 0 ? 'Electron does not run as root' : undefined
}

/** @param {World} world */
async function start(world) {
	await buildIfStale(world.place, world.node)
	const { machine, place, env, args } = world
	const why = noWindow(machine.electron, env, process.platform, process.getuid?.())
	if (why !== undefined) return instead(world, why)
	const { ELECTRON_RUN_AS_NODE: _, ...plain } = env
	const binary = machine.electron && 'binary' in machine.electron ? machine.electron.binary : ''
	const code = await inFront(binary, ['.', ...args], { cwd: place.root, env: plain })
	if (code === 127) return instead(world, 'Electron lacks a system library')
	// SIGTRAP: where the system forbids a user's own namespaces, Electron's sandbox gives up at once
	return code === 133 ? instead(world, 'this system does not let Electron make its sandbox') : code
}

/** @param {World} world @param {string} why */
function instead(world, why) {
	say(`The lab opens in the browser instead of its own window, because ${why}.`)
	return cli(world, ['serve', '--open', ...world.args])
}

/** @param {World} world */
async function lab(world) {
	await buildIfStale(world.place, world.node)
	return cli(world, world.args)
}

/** @param {World} world @param {string[]} args */
function cli({ place, node, env }, args) {
	// where the person stands decides what a relative path on the command line means
	return inFront(node, [join(place.root, 'out', 'main', 'cli.js'), ...args], {
		cwd: env.INIT_CWD ?? process.cwd(),
		env
	})
}

/** @param {World} world */
async function build({ place, node }) {
	await buildIfStale(place, node)
	return 0
}

/** @param {World} world */
function test(world) {
	return runParts([...checks(world), storiesOf(world)])
}

/** @param {World} world */
function tell(world) {
	return runParts([storiesOf(world)])
}

/** What the stories and the screenshots are told of this machine's browsers. @param {World} world */
function withWindows({ env, machine }) {
	const { DIGIT_LAB_BROWSER: _, ...told } = env
	if (machine.browser && 'binary' in machine.browser) told.DIGIT_LAB_BROWSER = machine.browser.binary
	if (machine.electron && 'binary' in machine.electron) told.DIGIT_LAB_ELECTRON = machine.electron.binary
	return told
}

/** The stories with what this machine has for them; a build that fails is their failure. @param {World} world */
function storiesOf(world) {
	const { place, node, machine } = world
	const env = withWindows(world)
	const part = stories({ place, node, env }, world.args)
	return {
		name: part.name,
		async run() {
			if (machine.browser && 'failedAt' in machine.browser)
				process.stdout.write(`not run: the stories that need a browser (${machine.browser.reason})\n`)
			try {
				await buildIfStale(place, node)
			} catch (error) {
				say(sentenceFor(error))
				return { passed: 0, failed: 1, skipped: 0 }
			}
			return part.run()
		}
	}
}

/** @param {World} world */
async function bench(world) {
	const { place, node, args } = world
	const [name, ...rest] = args
	const folder = join(place.root, 'bench')
	const names = existsSync(folder)
		? readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
		: []
	if (name === undefined || !names.includes(name)) {
		say(
			`${name === undefined ? 'Which measurement?' : `There is no measurement ${name}.`} There are: ${names.join(', ') || 'none yet'}.`
		)
		return 2
	}
	await buildIfStale(place, node)
	const env = { ...withWindows(world), DIGIT_LAB_THREADS: join(place.root, 'out', 'main') }
	return inFront(node, [join(folder, `${name}.ts`), ...rest], { cwd: place.root, env })
}
