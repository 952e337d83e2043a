import { mostCompared } from '../../shared/comparing.ts'
import type { RunCurves } from '../../shared/curves.ts'
import type { LabEvent } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { joinPoints } from './points.ts'
import { saidBy } from './said.ts'

/** The runs that lie over each other, kept up to date while they train. */
export class Comparison {
	runs = $state.raw<RunCurves[]>([])
	/** Asked for, but not there: never were, or have been removed. */
	missing = $state.raw<number[]>([])
	/** Whether what was asked for last has been answered. */
	read = $state(false)
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#ids: readonly number[] = []
	#reading = 0
	/** What arrived while the runs were being read. */
	#since: LabEvent[] = []

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Shows these runs, at most twelve; what is known of them already stays while the rest is read. */
	async follow(ids: readonly number[]): Promise<void> {
		this.#ids = ids.filter((id, place) => ids.indexOf(id) === place).slice(0, mostCompared)
		this.runs = this.#ids.flatMap((id) => this.runs.find(({ run }) => run.id === id) ?? [])
		this.missing = this.missing.filter((id) => this.#ids.includes(id))
		await this.reread()
	}

	unfollow(): void {
		this.#reading++
		this.#ids = []
		this.#since = []
		this.runs = []
		this.missing = []
		this.read = false
	}

	/** Everything anew: other runs, or a line that was opened again. */
	async reread(): Promise<void> {
		const reading = ++this.#reading
		const ids = this.#ids
		this.#since = []
		this.problem = null
		this.read = ids.length === 0
		if (this.read) return
		try {
			const runs = await this.#ask().runs.curves({ runs: [...ids] })
			if (reading !== this.#reading) return
			this.runs = runs
			this.missing = ids.filter((id) => !runs.some(({ run }) => run.id === id))
			for (const event of this.#since) this.#apply(event)
			this.read = true
		} catch (error) {
			if (reading === this.#reading) this.problem = saidBy(error).sentence
		} finally {
			if (reading === this.#reading) this.#since = []
		}
	}

	take(event: LabEvent): void {
		const id =
			event.kind === 'run' ? event.run.id : event.kind === 'epoch' || event.kind === 'removed' ? event.run : null
		if (id === null || !this.#ids.includes(id)) return
		if (!this.read) this.#since.push(event)
		this.#apply(event)
	}

	#apply(event: LabEvent): void {
		switch (event.kind) {
			case 'run': {
				const before = this.runs.find(({ run }) => run.id === event.run.id)
				this.#change(event.run.id, (known) => ({ ...known, run: event.run }))
				// it has come back, or has begun and got its environment
				const begun = before?.environment === null && event.run.status !== 'queued'
				// a run that goes on from its last checkpoint has let go of what lay behind it
				const rewound = before !== undefined && event.run.epochsDone < before.run.epochsDone
				if (this.read && (!before || begun || rewound)) void this.reread()
				break
			}
			case 'epoch':
				this.#change(event.run, (known) => ({ ...known, points: joinPoints(known.points, [event.point]) }))
				break
			case 'removed':
				this.runs = this.runs.filter(({ run }) => run.id !== event.run)
				if (!this.missing.includes(event.run)) this.missing = [...this.missing, event.run]
				break
			case 'progress':
			case 'data':
			case 'import':
			case 'study':
				break
			default:
				event satisfies never
		}
	}

	#change(id: number, change: (known: RunCurves) => RunCurves): void {
		if (this.runs.some(({ run }) => run.id === id))
			this.runs = this.runs.map((known) => (known.run.id === id ? change(known) : known))
	}
}
