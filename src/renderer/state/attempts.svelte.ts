import { saidBy } from './said.ts'

/** What a person asks for on a page, and why the last of it could not be done. */
export class Attempts {
	trouble = $state<string | null>(null)

	/** Answers whether it was done. */
	readonly make = async (deed: () => Promise<unknown>): Promise<boolean> => {
		this.trouble = null
		try {
			await deed()
			return true
		} catch (error) {
			this.trouble = saidBy(error).sentence
			return false
		}
	}
}
