import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { failedLately, forget, readNote, writeNote } from './notes.mjs'
import { writableCache } from './place.mjs'
import { sentenceFor, Unavailable } from './problem.mjs'
import { run } from './run.mjs'
import { say, secondsSince } from './say.mjs'
import { allThere, damaged, discard, place as placeEntry, publish, readEntry, sweep } from './tensorflow/entry.mjs'
import { ways } from './tensorflow/ways.mjs'

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {import('./say.mjs').Step} Step */
/** @typedef {import('./tensorflow/ways.mjs').Way} Way */
/**
 * What a checkout has: the native library, or the reasons why not.
 * @typedef {{ tfjs: string, source: string, version: string, members: import('./tensorflow/entry.mjs').Member[] }} Native
 * @typedef {{ failedAt: number, reasons: string[] }} Missing
 */

/** @param {Place} place */
const noteOf = (place) => join(place.state, 'tensorflow.json')
/** @param {Place} place */
const packageOf = (place) => join(place.modules, '@tensorflow', 'tfjs-node')
/** @param {Place} place @returns {string | undefined} */
const tfjsVersion = (place) => readNote(join(packageOf(place), 'package.json'))?.version

/** What this checkout has, when nothing is left to try; else undefined. @param {Place} place @returns {Native | Missing | undefined} */
export function tensorflowReady(place) {
	const note = readNote(noteOf(place))
	if (note === undefined) return undefined
	if ('failedAt' in note) return failedLately(note, Date.now()) ? note : undefined
	return note.tfjs === tfjsVersion(place) && allThere(packageOf(place), note.members) ? note : undefined
}

/**
 * Gets the native library from the first place that has one that works here. Everything comes through the user's cache.
 * @param {Place} place @param {string} node @param {Step} step @returns {Promise<Native | Missing>}
 */
export async function setUpTensorflow(place, node, step) {
	forget(noteOf(place))
	const tfjs = tfjsVersion(place) ?? 'unknown'
	const cache = join(writableCache(place), 'tensorflow')
	for (const name of readdirSync(packageOf(place)))
		if (name.startsWith('.fetching-')) rmSync(join(packageOf(place), name), { recursive: true, force: true })
	const waiting = () => step.now('another set-up is fetching TensorFlow; waiting for it')
	const found = await withLock(`${cache}.lock`, waiting, () => search(place, node, cache, tfjs, step))
	writeNote(noteOf(place), found)
	if ('reasons' in found) mourn(step)
	return found
}

/** @param {Place} place @param {string} node @param {string} cache @param {string} tfjs @param {Step} step @returns {Promise<Native | Missing>} */
async function search(place, node, cache, tfjs, step) {
	const beganAt = Date.now()
	/** @type {string[]} */
	const reasons = []
	const all = ways(place.modules, node, tfjs)
	for (const from of ['cache', 'world']) {
		for (const way of all) {
			const entry = join(cache, way.key)
			try {
				if (from === 'world') await fill(way, entry, step)
				const native = await install(place, node, entry, tfjs, step)
				if (native === undefined) continue
				const origin = from === 'cache' ? `${native.source}, from the cache` : native.source
				step.done(`${native.version} (${origin}) in ${secondsSince(beganAt)}`)
				return native
			} catch (error) {
				const reason = sentenceFor(error)
				if (from === 'world') reasons.push(reason)
				step.note(reason)
			}
		}
	}
	return { failedAt: Date.now(), reasons }
}

/** Obtains an entry beside its place and gives it its name when it is whole. @param {Way} way @param {string} entry @param {Step} step */
async function fill(way, entry, step) {
	sweep(entry)
	const filling = `${entry}.filling-${process.pid}`
	try {
		mkdirSync(filling, { recursive: true })
		await way.obtain(filling, step)
		await publish(filling, entry, { source: way.source, version: way.version })
	} finally {
		rmSync(filling, { recursive: true, force: true })
	}
}

/**
 * Places an entry in this checkout and proves that it computes; a damaged or unfit entry is thrown away.
 * @param {Place} place @param {string} node @param {string} entry @param {string} tfjs @param {Step} step
 * @returns {Promise<Native | undefined>} undefined when there is no such entry
 */
async function install(place, node, entry, tfjs, step) {
	const manifest = readEntry(entry)
	if (manifest === undefined) {
		discard(entry)
		return undefined
	}
	step.now('checking the cached library')
	const broken = await damaged(entry, manifest)
	if (broken !== undefined) {
		discard(entry)
		throw new Unavailable(`${broken} in the cache was damaged`)
	}
	placeEntry(entry, manifest, packageOf(place))
	step.now('proving that it computes')
	const script = join(dirname(fileURLToPath(import.meta.url)), 'tensorflow', 'prove.mjs')
	const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
	const { code, output } = await run(node, [script, place.root], { env, limit: 120_000 })
	const version = /"version":"([^"]+)"/.exec(output)?.[1]
	if (code === 0 && version !== undefined) return { tfjs, source: manifest.source, version, members: manifest.members }
	for (const member of manifest.members) rmSync(join(packageOf(place), member.path), { force: true })
	discard(entry)
	const why = output.split('\n').find((line) => /error|cannot|not found|illegal/i.test(line)) ?? 'no reason given'
	throw new Unavailable(`${manifest.source} does not work on this machine: ${why.trim().slice(0, 160)}`)
}

/** @param {Step} step */
function mourn(step) {
	step.done('no native library can be had here')
	say(`
  Digit Lab will train on tfjs's wasm backend instead. That costs:
    - dense networks only: it cannot train convolutions
    - 2 to 4 times the time of tfjs-node for small networks, 14 times for 512-512 with Adam
      (56 s an epoch instead of 4; 75 times the time of the lab's graph engine)
  To mend it, install python3 with pip and a C++ compiler, or let this machine reach the network; then
    npm run setup -- --again
`)
}

/** Makes set-up prove the library again, or try again to get it. @param {Place} place */
export function retryTensorflow(place) {
	forget(noteOf(place))
}
