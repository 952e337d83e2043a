import { join } from 'node:path'

/** Where data sets lie. */
export interface DataPlaces {
	/** The folder of the four MNIST files. */
	mnist: string
	/** The folder of those that were imported, a folder each. */
	sets: string
}

/** Where they lie for a lab that lives in `home`. */
export const placesOf = ({ dataFolder, home }: { dataFolder: string; home: string }): DataPlaces => ({
	mnist: dataFolder,
	sets: join(home, 'data')
})

/** The four files of a data set, in MNIST's order and under MNIST's names: IDX, not packed. */
export const setFiles = {
	training: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
	test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']
} as const

/** What a data set is; written last, so that a folder with it is whole. */
export const descriptionFile = 'data-set.json'
