import type { BinRule, Calibration } from '../../shared/calibration.ts'
import type { LabClient } from '../connect.ts'
import { saidBy } from './said.ts'

/** Whether the run that is looked at is as sure as it should be; the last answer stays until the next one comes. */
export class Calibrated {
	rule = $state<BinRule>('width')
	answer = $state.raw<Calibration | null>(null)
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#asking = 0

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	async read(run: number, bins: BinRule): Promise<void> {
		const asking = ++this.#asking
		try {
			const answer = await this.#ask().runs.calibration({ run, bins })
			if (asking !== this.#asking) return
			this.answer = answer
			this.problem = null
		} catch (error) {
			if (asking === this.#asking) this.problem = saidBy(error).sentence
		}
	}
}
