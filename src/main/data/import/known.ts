import { mnist } from '../../../shared/dataset.ts'

/** What is known of a data set that others publish. */
export interface Known {
	name: string
	/** Null where its files say it well enough. */
	classes: readonly string[] | null
	/** Whether rows and columns are exchanged in its files. */
	transposed: boolean
}

/** What tells a data set: what it was read as, and what the files are called and sum up to. */
export interface Traits {
	/** Of its four files as they were written, as a recipe records it. */
	sha256: string
	/** Of the files that were brought, md5: what their publishers give. */
	sums: readonly string[]
	/** Their names. */
	paths: readonly string[]
	training: number
	test: number
	/** The labels there are, in order. */
	labels: readonly number[]
	height: number
	width: number
}

const digits = mnist.classes
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const small = letters.map((letter) => letter.toLowerCase())
/** The classes of EMNIST's merged parts: letters whose small form looks like the capital have one class (Cohen et al. 2017). */
const merged = [...digits, ...letters, ...Array.from('abdefghnqrt')]

const fashion: Known = {
	name: 'Fashion-MNIST',
	classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
	transposed: false
}
const kuzushiji: Known = {
	name: 'Kuzushiji-MNIST',
	classes: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
	transposed: false
}
const emnist = (part: string, classes: readonly string[]): Known => ({
	name: `EMNIST ${part}`,
	classes,
	transposed: true
})

/** By the checksum of the files as they are written here, however they were packed. */
const bySum: Record<string, Known> = {
	[mnist.sha256]: { name: mnist.name, classes: digits, transposed: false },
	a6740476f6c33707c2d9e10574bbf04184a44ebf7b1816cf60df9a4bb48f4413: fashion
}

/** By the md5 of a file as it is published: that of the training images. */
const byMd5: Record<string, Known> = {
	'8d4fb7e6c68d591d4c3dfef9ec88bf0d': fashion,
	bdb82020997e1d708af4cf47b453dcf7: kuzushiji,
	'8795078f199c478165fe18db82625747': emnist('letters', letters)
}

/** By what its files are called. */
const byName: [RegExp, Known][] = [
	[/emnist-letters/i, emnist('letters', letters)],
	[/emnist-digits/i, emnist('digits', digits)],
	[/emnist-balanced/i, emnist('balanced', merged)],
	[/emnist-bymerge/i, emnist('by merge', merged)],
	[/emnist-byclass/i, emnist('by class', [...digits, ...letters, ...small])],
	[/emnist-mnist/i, emnist('MNIST', digits)],
	[/qmnist/i, { name: 'QMNIST', classes: digits, transposed: false }],
	[/(^|[^a-z])kmnist/i, kuzushiji],
	[/fashion[-_ ]?mnist/i, fashion]
]

/** By how many training images, test images and classes it has: those of EMNIST's parts are like no others'. */
const byShape: Record<string, Known> = {
	'124800 20800 26': emnist('letters', letters),
	'240000 40000 10': emnist('digits', digits),
	'112800 18800 47': emnist('balanced', merged),
	'697932 116323 47': emnist('by merge', merged),
	'697932 116323 62': emnist('by class', [...digits, ...letters, ...small])
}

/** Which published data set this is, and what told it; null where it is none of those known here. */
export function recognise(traits: Traits): { known: Known; by: string } | null {
	const { sha256, sums, paths, training, test, labels, height, width } = traits
	const sum = bySum[sha256]
	if (sum) return { known: sum, by: 'by its checksum' }
	const published = sums.flatMap((md5) => byMd5[md5] ?? [])[0]
	if (published) return { known: published, by: 'by the checksum of its files' }
	if (height !== 28 || width !== 28) return null
	const fits = ({ classes }: Known) => classes?.length === labels.length
	const named = byName.find(([pattern, one]) => paths.some((path) => pattern.test(path)) && fits(one))?.[1]
	if (named) return { known: named, by: "by its files' names" }
	const shaped = byShape[`${training} ${test} ${labels.length}`]
	return shaped ? { known: shaped, by: 'by its numbers of images and classes' } : null
}
