/** Everything the core takes from outside: paths, clock, names of the machine. A door finds it, a test makes it. */
export interface World {
	/** The folder of the database; made if it is missing. */
	home: string
	version: string
	node: string
	platform: string
	cpu: string
	threads: number
	oneDnn: boolean
	/** Folder of the four MNIST files. */
	dataFolder: string
	/** A folder for files that live for a moment. */
	scratch: string
	/** The programs of the threads that train, wait for the disk, look into trained networks, read pictures, write HDF5, look at data sets, and read them. */
	trainer: URL
	checkpointer: URL
	examiner: URL
	reader: URL
	exporter: URL
	analyst: URL
	importer: URL
	backend: 'native' | 'wasm'
	/** How long the training thread may say nothing, and take to obey a stop, before another takes its place; in ms. */
	patience: { silence: number; stop: number }
	/** ISO 8601, UTC. */
	now: () => string
	uid: () => string
	/** Reports a fault (not a problem of the person's) once. */
	fault: (error: unknown) => void
}
