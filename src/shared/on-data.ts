import { mnistId, type DataFacts } from './dataset.ts'

/** As much of a recipe as has to change with its data set; a form's may be half typed. */
interface Fitting {
	layers: { kind: string }[]
}

/** What a recipe says of a data set. */
export function choiceOf({ id, ...row }: DataFacts & { id: string }): { set: string; of?: DataFacts; limit: null } {
	const { name, image, classes, training, test, sha256 } = row
	return { set: id, ...(id !== mnistId && { of: { name, image, classes, training, test, sha256 } }), limit: null }
}

/** The same recipe for all images of another data set: its last dense layer gets a neuron for each class. */
export function onData<T extends Fitting>(recipe: T, row: DataFacts & { id: string }): T {
	const last = recipe.layers.findLastIndex(({ kind }) => kind === 'dense')
	const layers = recipe.layers.map((layer, place) => (place === last ? { ...layer, units: row.classes.length } : layer))
	return { ...recipe, layers, data: choiceOf(row) }
}
