import type { About, LabEvent } from '../../shared/runs.ts'
import type { LabClient, Line } from '../connect.ts'
import { saidBy } from './said.ts'

/** `connecting` until the first answer; `lost` while nothing answers. */
export type Connection = 'connecting' | 'open' | 'lost'

/** Who wants to know what happens in the lab. */
export interface Listener {
	/** A line has just been opened and its feed runs: read again what may have changed, while it tells what happens. */
	opened: () => Promise<void>
	happened: (event: LabEvent) => void
	/** Nothing answers any more: what was live is no longer. */
	lost: () => void
}

const shortest = 500
const longest = 8000
/** How long the first answer may take before the page says that it waits. */
const patience = 5000

/** The line to the lab: opened, followed, and opened again when it breaks. */
export class Lab {
	about = $state.raw<About | null>(null)
	/** Why the lab cannot say what computes here. */
	aboutProblem = $state<string | null>(null)
	connection = $state<Connection>('connecting')

	#connect: () => Line
	#line: Line
	#endPause: () => void = () => undefined

	constructor(connect: () => Line) {
		this.#connect = connect
		this.#line = connect()
	}

	get client(): LabClient {
		return this.#line.client
	}

	/** Follows the lab for as long as the page lives; there is one feed, and everybody listens to it. */
	async follow(listener: Listener): Promise<never> {
		const late = setTimeout(() => this.#lost(), patience)
		for (let attempt = 0; ; attempt++) {
			if (attempt > 0) this.#line = this.#connect()
			try {
				// the feed first, then the list: nothing that happens in between is missed
				const feed = await this.client.watch()
				const line = this.#line
				void listener.opened().then(
					() => {
						clearTimeout(late)
						void this.#ask()
						this.connection = 'open'
						attempt = 0
					},
					(error: unknown) => {
						console.info('The runs could not be read.', error)
						// ends the feed as well
						line.hangUp()
					}
				)
				for await (const event of feed) listener.happened(event)
			} catch (error) {
				// a line breaks when the lab is closed or started anew; the banner says so and the next attempt follows
				console.info('The line to the lab broke.', error)
			}
			this.#line.hangUp()
			this.#lost()
			listener.lost()
			await this.#pause(Math.min(longest, shortest * 2 ** attempt))
		}
	}

	/** Tries at once instead of waiting for the next attempt. */
	retry(): void {
		this.#endPause()
	}

	#lost(): void {
		if (this.connection !== 'lost') this.connection = 'lost'
	}

	async #ask(): Promise<void> {
		try {
			this.about = await this.client.about()
			this.aboutProblem = null
		} catch (error) {
			this.aboutProblem = saidBy(error).sentence
		}
	}

	#pause(milliseconds: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, milliseconds)
			this.#endPause = () => {
				clearTimeout(timer)
				resolve()
			}
		})
	}
}
