/** The import law: what each room may know besides itself. A room is a folder, or a file with a rule of its own. */
export interface Room {
	rooms: string[]
	/** Packages by name, with everything below them; "node:" is all of Node. */
	packages: string[]
	/** What a person should do who meets the complaint. */
	because: string
}

const shared = 'src/shared'
const orpc = ['@orpc/client', '@orpc/contract', '@orpc/server']
const main = (name: string) => `src/main/${name}`

/** Programs that start here; nothing else may import them. */
export const doors = [
	'desktop.ts',
	'serve.ts',
	'cli.ts',
	'trainer.ts',
	'checkpointer.ts',
	'examiner.ts',
	'reader.ts',
	'exporter.ts',
	'analyst.ts',
	'importer.ts'
].map(main)

const door = (packages: string[]): Room => ({
	rooms: [
		shared,
		'package.json',
		...['shells', 'lab.ts', 'world.ts', 'serve.ts', 'doctor.ts', 'write-file.ts'].map(main)
	],
	packages: ['node:', ...packages],
	because: 'a door opens the lab and serves it through shells, and leaves the rest to them.'
})

export const rooms: Record<string, Room> = {
	[shared]: {
		rooms: [],
		packages: ['zod', '@orpc/contract', 'fastest-levenshtein'],
		because: 'both sides mean the same by it, so it knows neither Node nor the DOM.'
	},
	'src/preload': { rooms: [], packages: ['electron'], because: 'the preload hands over one port, nothing else.' },
	'src/renderer': {
		rooms: [shared, ...['pages', 'parts', 'state'].map((name) => `src/renderer/${name}`)],
		packages: ['svelte', 'chart.js', 'zod', '@orpc/client', '@orpc/contract', '@fontsource'],
		because: 'the page reaches the lab through the contract in src/shared alone.'
	},
	'src/renderer/pages': {
		rooms: [shared, 'src/renderer/format.ts', 'src/renderer/parts', 'src/renderer/state'],
		packages: ['svelte'],
		because: 'pages ask the state, and draw with parts.'
	},
	'src/renderer/parts': {
		rooms: [shared, 'src/renderer/format.ts', 'src/renderer/state'],
		packages: ['svelte', 'chart.js'],
		because: 'a part gets props and gives callbacks; it has no lab inside.'
	},
	'src/renderer/state': {
		rooms: [shared, 'src/renderer/connect.ts', 'src/renderer/format.ts'],
		packages: ['svelte', 'zod', '@orpc/client', '@orpc/contract'],
		because: 'state remembers for the screen and draws nothing.'
	},
	[main('desktop.ts')]: door(['electron', '@orpc/server']),
	[main('serve.ts')]: door(['@orpc/server']),
	[main('cli.ts')]: door(orpc),
	[main('trainer.ts')]: {
		rooms: [shared, main('train')],
		packages: ['node:'],
		because: 'the training worker never sees SQL, nor anything else of the lab.'
	},
	[main('examiner.ts')]: {
		rooms: [shared, main('train')],
		packages: ['node:'],
		because: 'its thread looks into networks that are handed to it, and knows nothing of where they are kept.'
	},
	[main('reader.ts')]: {
		rooms: [shared, main('vision')],
		packages: ['node:'],
		because: 'its thread reads the pictures it is sent, and knows nothing of where they are kept.'
	},
	[main('doctor.ts')]: {
		rooms: [shared, ...['lab.ts', 'doctor', 'runs', 'shells'].map(main)],
		packages: ['node:'],
		because: 'it looks at the lab from outside, as a door does.'
	},
	[main('doctor')]: {
		rooms: [shared, ...['runs', 'shells'].map(main)],
		packages: ['node:'],
		because: 'it looks at the machine alone.'
	},
	[main('checkpointer.ts')]: {
		rooms: [shared, main('store')],
		packages: ['node:'],
		because: 'its thread only writes down what it is sent.'
	},
	[main('write-file.ts')]: { rooms: [], packages: ['node:'], because: 'it only writes a file.' },
	[main('world.ts')]: {
		rooms: ['package.json', main('runs')],
		packages: ['node:'],
		because: 'it only describes this machine.'
	},
	[main('lab.ts')]: {
		rooms: [shared, ...['store', 'data', 'runs', 'pictures', 'refusal.ts', 'router.ts'].map(main)],
		packages: orpc,
		because: 'it builds the lab from its parts, and knows no door, window or system.'
	},
	[main('router.ts')]: {
		rooms: [shared, ...['store', 'data', 'runs', 'pictures', 'refusal.ts', 'study-routes.ts'].map(main)],
		packages: orpc,
		because: 'it hands each call of the contract to whoever does it.'
	},
	[main('refusal.ts')]: {
		rooms: [shared, ...['runs/world.ts', 'store/disk-problem.ts'].map(main)],
		packages: orpc,
		because: 'it only puts a problem into the contract’s words.'
	},
	[main('study-routes.ts')]: {
		rooms: [shared, ...['runs', 'refusal.ts'].map(main)],
		packages: orpc,
		because: 'it only hands the contract’s calls to the desk of studies.'
	},
	[main('store')]: {
		rooms: [shared],
		packages: ['node:', 'better-sqlite3'],
		because: 'it is the only room that knows SQL, and knows nothing else.'
	},
	[main('importer.ts')]: {
		rooms: [main('data')],
		packages: ['node:'],
		because: 'its thread only reads one data set.'
	},
	[main('data')]: {
		// strokes are as wide here as where pictures are read
		rooms: [shared, main('vision/distance.ts')],
		packages: ['node:', 'sharp', 'hyparquet', 'ml-matrix', 'umap-js'],
		because: 'it reads data sets as bytes and numbers.'
	},
	[main('analyst.ts')]: {
		rooms: [shared, main('data'), main('report')],
		packages: ['node:'],
		because: 'its thread looks at data sets and writes about them, and knows nothing of runs.'
	},
	[main('train')]: {
		rooms: [shared, main('data')],
		packages: ['node:', '@tensorflow'],
		because: 'it knows tensors, not tables.'
	},
	[main('exporter.ts')]: {
		rooms: [main('exchange')],
		packages: ['node:'],
		because: 'its thread only writes one file.'
	},
	[main('exchange')]: {
		rooms: [shared],
		packages: ['node:', 'zod', 'fflate', 'h5wasm'],
		because: 'it turns a run into files that others read, and back; it knows neither SQL nor tensors.'
	},
	[main('runs')]: {
		rooms: [shared, ...['store', 'data', 'train', 'judge', 'exchange', 'report'].map(main)],
		packages: ['node:'],
		because: 'it joins train and store, and leaves SQL and tensors to them.'
	},
	[main('pictures')]: {
		rooms: [shared, ...['store', 'runs', 'judge', 'vision', 'exchange'].map(main)],
		packages: ['node:'],
		because: 'it joins the threads that read and answer with the store, and leaves pixels, tensors and SQL to them.'
	},
	[main('judge')]: { rooms: [shared], packages: [], because: 'it holds pure functions over predictions.' },
	[main('vision')]: {
		rooms: [shared],
		packages: ['node:', 'sharp'],
		because: 'it turns an image file into 28 × 28 numbers.'
	},
	[main('report')]: {
		rooms: [shared, main('judge'), main('exchange/png.ts')],
		packages: [],
		because: 'it turns what it is given into HTML.'
	},
	[main('shells')]: {
		rooms: [shared],
		packages: ['node:', 'ws', 'commander', 'zod', ...orpc],
		because: 'shells see only the contract.'
	}
}
