import { factsOf, total, type DataChoice } from './dataset.ts'

/** Which images of its data set a recipe takes. */
export interface Subset extends DataChoice {
	limit: number | null
	/** Labels, in order; absent takes all. */
	classes?: number[] | undefined
	/** The first so many of each class; absent takes all. */
	perClass?: number | undefined
}

/** How many training images a recipe takes, validation included, and how many test images. */
export function subsetSizes(data: Subset): { training: number; test: number } {
	const { training, test } = factsOf(data)
	const isWanted = (label: number) => data.classes?.includes(label) ?? true
	const wanted = training.map((images, label) => (isWanted(label) ? Math.min(images, data.perClass ?? images) : 0))
	return {
		training: Math.min(total(wanted), data.limit ?? Infinity),
		test: total(test.filter((_, label) => isWanted(label)))
	}
}

/**
 * The places of the training images that a recipe takes, in their order: of the classes it wants, the first so many of
 * each, and of those the first so many. Null when it takes all of them.
 */
export function trainingPlaces({ classes, perClass, limit }: Subset, labels: Uint8Array): Uint32Array | null {
	if (!classes && perClass === undefined) return limit === null ? null : range(Math.min(limit, labels.length))
	const taken = new Uint32Array(256)
	const places: number[] = []
	for (let place = 0; place < labels.length && places.length < (limit ?? Infinity); place++) {
		const label = labels[place] ?? 0
		if (classes && !classes.includes(label)) continue
		const before = taken[label] ?? 0
		if (before >= (perClass ?? Infinity)) continue
		taken[label] = before + 1
		places.push(place)
	}
	return Uint32Array.from(places)
}

/**
 * The places of the test images that a recipe is judged by: those of the classes it wants. First-so-many-a-class and wrong
 * labels are for learning alone: a test that changed with them would measure another thing each time. Null is all.
 */
export function testPlaces({ classes }: Pick<Subset, 'classes'>, labels: Uint8Array): Uint32Array | null {
	if (!classes) return null
	return range(labels.length).filter((place) => classes.includes(labels[place] ?? 0))
}

/** The values at these places; all of them where there are none. */
export const at = (values: Uint8Array, places: Uint32Array | null): Uint8Array =>
	places ? Uint8Array.from(places, (place) => values[place] ?? 0) : values

const range = (length: number) => Uint32Array.from({ length }, (_, place) => place)

/**
 * What runs must have in common to be compared image by image: the same test images. Two recipes with the same text may be
 * laid over each other, asked together, or ranked.
 */
export const testKey = ({ classes, ...data }: DataChoice & Pick<Subset, 'classes'>): string =>
	[factsOf(data).sha256.slice(0, 16), ...(classes ? [classes.join('-')] : [])].join('/')
