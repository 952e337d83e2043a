import type { LabBytes, Part } from '../../shared/bytes.ts'
import { mnistId } from '../../shared/dataset.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import { trainingPlaces } from '../../shared/subset.ts'
import { packTensors } from '../../shared/tensors.ts'
import { placesOf } from '../data/places.ts'
import { findSet, imagesOf, labelsOf, someImages } from '../data/sets.ts'
import { splitImages } from '../data/split.ts'
import type { RunStore } from '../store/runs.ts'
import type { Weight } from '../train/initial.ts'
import { random } from '../train/random.ts'
import type { Examiner } from './examiner-thread.ts'
import { checkImage } from './images.ts'
import { networkOf } from './networks.ts'
import { unpackWeights } from './weights.ts'
import type { World } from './world.ts'

type RunBytes = Pick<
	LabBytes,
	'pixels' | 'images' | 'labels' | 'probabilities' | 'validation' | 'predictions' | 'weights' | 'activations'
>

/** The lab's answers that are bytes; see `shared/bytes.ts`. Throws LabProblems. */
export function runBytes(world: World, store: RunStore, examiner: Examiner): RunBytes {
	const places = placesOf(world)
	/** Of MNIST, read once: small, and every gallery asks for them. */
	const labels = new Map<Part, Promise<Uint8Array>>()

	function find(run: number) {
		const row = store.find(run)
		if (!row) throw noSuch.run(run)
		return row
	}

	return {
		pixels: async (set, part) => view((await imagesOf(places, set, part)).pixels),
		async images(set, part, images) {
			const facts = findSet(places, set)
			for (const image of images) checkImage(facts, part, image)
			return copy(await someImages(places, set, part, images))
		},
		async labels(set, part) {
			if (set !== mnistId) return copy(await labelsOf(places, set, part))
			const reading = labels.get(part) ?? labelsOf(places, set, part)
			labels.set(part, reading)
			// a file that was missing may be put back
			reading.catch(() => labels.delete(part))
			return copy(await reading)
		},
		probabilities(run) {
			const found = store.probabilities(find(run).id)
			if (!found)
				throw new LabProblem('NOT_NOW', `Run ${run} has not looked at the test images; that happens when it finishes.`)
			return new Uint8Array(found.buffer as ArrayBuffer)
		},
		async validation(run) {
			const { recipe } = store.recipe(find(run).id)
			const { validation } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
			if (recipe.data.classes || recipe.data.perClass) {
				// the recipe takes some of the training images only: where those lie among all
				const taken = trainingPlaces(recipe.data, await labelsOf(places, recipe.data.set, 'training'))
				for (const [at, place] of validation.entries()) validation[at] = taken?.[place] ?? place
			}
			return new Uint8Array(validation.buffer as ArrayBuffer)
		},
		predictions(run, epoch) {
			const found = store.predictions(find(run).id, epoch)
			if (!found) throw new LabProblem('NOT_NOW', `What run ${run} answered after epoch ${epoch} was not kept.`)
			return copy(found)
		},
		weights(run) {
			return packTensors(weightsOf(run))
		},
		activations(run, part, image) {
			const { set } = store.recipe(find(run).id).recipe.data
			checkImage(findSet(places, set), part, image)
			return examiner.activations(networkOf(store, run), { set, part, image })
		}
	}

	function weightsOf(run: number): Weight[] {
		const kept = store.weights(find(run).id)
		if (!kept) throw new LabProblem('NOT_NOW', `Run ${run} has no weights yet: they are kept when an epoch ends.`)
		return unpackWeights(kept)
	}
}

/** Bytes of their own, however large the buffer is that they were found in. */
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/** The same bytes: of 47 MB no copy is made. */
const view = ({ buffer, byteOffset, length }: Uint8Array) => new Uint8Array(buffer as ArrayBuffer, byteOffset, length)
