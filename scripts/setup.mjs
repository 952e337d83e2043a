import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserReady, retryBrowser, setUpBrowser } from './setup/browser.mjs'
import { electronReady, retryElectron, setUpElectron } from './setup/electron.mjs'
import { withLock } from './setup/lock.mjs'
import { packagesReady, retryPackages, setUpPackages } from './setup/packages.mjs'
import { say, step } from './setup/say.mjs'
import { table } from './setup/table.mjs'
import { retryTensorflow, setUpTensorflow, tensorflowReady } from './setup/tensorflow.mjs'

/** @typedef {import('./setup/place.mjs').Place} Place */
/** @typedef {'tensorflow' | 'electron' | 'browser'} Need what a verb needs beside the packages */
/**
 * What this machine got; what was not asked for and is not known is undefined.
 * @typedef {{ packages: import('./setup/packages.mjs').Packages,
 *   tensorflow: import('./setup/tensorflow.mjs').Native | import('./setup/tensorflow.mjs').Missing | undefined,
 *   electron: import('./setup/electron.mjs').Electron | undefined,
 *   browser: import('./setup/browser.mjs').Browser | undefined }} Machine
 */

const steps = {
	tensorflow: { title: 'TensorFlow', ready: tensorflowReady, setUp: setUpTensorflow, retry: retryTensorflow },
	electron: { title: 'Electron', ready: electronReady, setUp: setUpElectron, retry: retryElectron },
	browser: { title: 'Browser', ready: browserReady, setUp: setUpBrowser, retry: retryBrowser }
}

/**
 * Sets up what is missing of these needs, and says nothing when nothing is. Only reads when there is nothing to do.
 * @param {Place} place @param {Need[]} needs @param {{ again?: boolean, always?: boolean }} [how] again: forget what is known, and look at everything anew;
 * always: end with the table even when nothing was done
 * @returns {Promise<Machine>}
 */
export async function setUp(place, needs, how = {}) {
	if (how.again) {
		for (const need of needs) steps[need].retry(place)
		retryPackages(place)
	}
	const done = packagesReady(place) !== undefined && needs.every((need) => steps[need].ready(place) !== undefined)
	if (!done) {
		say('Setting up what is missing:')
		await withLock(lockOf(place), waiting, () => work(place, needs))
	}
	const machine = look(place)
	if (!done || how.always) say(table(machine))
	return machine
}

/** @param {Place} place @param {Need[]} needs */
async function work(place, needs) {
	const packages = packagesReady(place) ?? (await setUpPackages(place, step('Packages')))
	for (const need of needs)
		if (steps[need].ready(place) === undefined) await steps[need].setUp(place, packages.node, step(steps[need].title))
}

/** @param {Place} place @returns {Machine} */
function look(place) {
	const packages = packagesReady(place)
	if (packages === undefined) throw new Error('the packages changed while they were set up; run this again')
	return { packages, tensorflow: tensorflowReady(place), electron: electronReady(place), browser: browserReady(place) }
}

/** One set-up or build at a time in a checkout. It lies outside of it, where `npm ci` cannot remove it. @param {Place} place */
export function lockOf(place) {
	return join(
		tmpdir(),
		`digit-lab-${process.getuid?.() ?? ''}-${createHash('sha256').update(place.root).digest('hex').slice(0, 12)}.lock`
	)
}

/** @param {import('./setup/lock.mjs').Owner} owner @param {boolean} alive */
export function waiting(owner, alive) {
	say(
		alive
			? `  Another set-up or build of this checkout is at work (process ${owner.pid}); waiting for it.`
			: '  An earlier set-up was cut short; waiting for what it started to end.'
	)
}
