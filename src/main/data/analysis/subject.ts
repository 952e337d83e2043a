import { mnist } from '../../../shared/dataset.ts'
import { mnistFiles, readMnist, type Labelled } from '../mnist.ts'

/** A data set as the analysis sees it: whatever the images' size and however many classes there are, up to 256. */
export interface Subject {
	name: string
	/** Who made it, and where it is described. */
	source: string
	sha256: string
	files: { name: string; sha256: string }[]
	/** In the order of the labels. */
	classNames: string[]
	training: Labelled
	test: Labelled
}

/** MNIST, read from its four files. Throws as `readMnist` does. */
export function mnistSubject(folder: string): Subject {
	const { training, test, sha256 } = readMnist(folder)
	return {
		name: mnist.name,
		source: 'LeCun, Cortes and Burges (1998), from NIST’s special databases 1 and 3',
		sha256,
		files: Object.entries(mnistFiles).map(([name, hash]) => ({ name, sha256: hash })),
		classNames: mnist.classes,
		training,
		test
	}
}
