import type { Twin } from '../../shared/twins.ts'
import type { LabClient } from '../connect.ts'
import { saidBy } from './said.ts'

/** The other runs of the recipe of the run that is looked at. */
export class Twins {
	list = $state.raw<Twin[]>([])
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#asking = 0

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	async read(run: number): Promise<void> {
		const asking = ++this.#asking
		this.list = []
		this.problem = null
		try {
			const list = await this.#ask().runs.twins({ run })
			if (asking === this.#asking) this.list = list
		} catch (error) {
			if (asking === this.#asking) this.problem = saidBy(error).sentence
		}
	}
}
