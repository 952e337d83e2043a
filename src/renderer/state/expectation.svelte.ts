import type { Recipe } from '../../shared/recipe.ts'
import type { Estimate } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { saidBy } from './said.ts'

const pause = 600

/** How long an epoch of the recipe in the form will take here; asked once typing has paused. */
export class Expectation {
	estimate = $state.raw<Estimate | null>(null)
	asking = $state(false)

	#ask: () => LabClient
	#known: Record<string, Estimate> = {}

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Only what is known already: nothing is measured while a run trains. */
	recall(recipe: Recipe | null): void {
		this.estimate = (recipe && this.#known[costOf(recipe)]) ?? null
		this.asking = false
	}

	/** Looks a recipe up, or measures it after a pause. Returns what calls the question off. */
	consider(recipe: Recipe | null): () => void {
		const cost = recipe && costOf(recipe)
		this.estimate = cost === null ? null : (this.#known[cost] ?? null)
		this.asking = cost !== null && this.estimate === null
		if (recipe === null || cost === null || this.estimate) return () => undefined
		let wanted = true
		const timer = setTimeout(() => void this.#measure(recipe, cost, () => wanted), pause)
		return () => {
			wanted = false
			clearTimeout(timer)
		}
	}

	async #measure(recipe: Recipe, cost: string, wanted: () => boolean): Promise<void> {
		const estimate = await this.#answer(recipe)
		if (estimate.kind === 'measured') this.#known[cost] = estimate
		if (!wanted()) return
		this.estimate = estimate
		this.asking = false
	}

	async #answer(recipe: Recipe): Promise<Estimate> {
		try {
			return await this.#ask().recipes.estimate({ recipe })
		} catch (error) {
			return { kind: 'unknown', why: saidBy(error).sentence }
		}
	}
}

/** What decides the time of an epoch; learning rate, seed and number of epochs do not. */
const costOf = ({ data, validation, layers, optimizer, loss, batchSize }: Recipe) =>
	JSON.stringify([data, validation, layers, optimizer, loss, batchSize])
