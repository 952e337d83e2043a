import { SvelteMap } from 'svelte/reactivity'
import type { EpochPoint, LabEvent, Progress, RunDetail, RunRow } from '../../shared/runs.ts'
import { isOver } from '../../shared/runs.ts'
import { percent } from '../../shared/format.ts'
import { allRuns } from '../../shared/history.ts'
import type { LabClient } from '../connect.ts'
import { joinPoints } from './points.ts'
import { rowIn, rowIndex } from './row-index.ts'
import { saidBy } from './said.ts'
import { sayStatus } from './say-status.ts'
import type { Voice } from './voice.svelte.ts'

/** How often the list is drawn anew at most, in milliseconds: a thousand runs may change at once. */
const pace = 80

/** Every run, newest first, and one of them in full: the one a person looks at. */
export class Runs {
	list = $state.raw<RunRow[]>([])
	/** Whether all of them have arrived; until then the list holds the newest. */
	loaded = $state(false)
	/** How far each run is that trains. */
	readonly progress = new SvelteMap<number, Progress>()
	detail = $state.raw<RunDetail | null>(null)
	points = $state.raw<EpochPoint[]>([])
	/** Why the followed run cannot be shown. */
	problem = $state<string | null>(null)

	/** Those that have the training thread, the newest first. */
	busy = $derived(this.list.filter((run) => run.status === 'training' || run.status === 'evaluating'))
	/** The one of them that is shown everywhere. */
	active = $derived(this.busy[0] ?? null)
	waiting = $derived(this.list.filter((run) => run.status === 'queued'))

	#ask: () => LabClient
	#voice: Voice
	#index = rowIndex<RunRow>()
	#drawn = -Infinity
	#drawing = false
	#open = false
	#followed: number | null = null
	#reading = 0
	/** Epochs that arrived while the followed run was being read. */
	#since: EpochPoint[] = []

	constructor(ask: () => LabClient, voice: Voice) {
		this.#ask = ask
		this.#voice = voice
	}

	find(id: number): RunRow | null {
		// from the list, so that whoever asks is told when it changes; a run that has just come may not be in it yet
		return rowIn(this.list, id) ?? this.#index.find(id) ?? null
	}

	/** Everything anew, after a line was opened. The newest runs are there with the first portion. */
	async reread(): Promise<void> {
		const reading = this.#index.read()
		this.progress.clear()
		this.#open = true
		const followed = this.#followed === null ? null : this.#read(this.#followed)
		await allRuns(this.#ask(), (rows) => {
			if (!reading.arrived(rows)) return
			if (this.list.length === 0) this.#draw()
			else this.#drawSoon()
		})
		if (!reading.end()) return
		this.#draw()
		this.loaded = true
		await followed
	}

	/** A run this page has just started; the feed may have told of it already, and then knows better. */
	welcome(run: RunRow): void {
		if (!this.find(run.id)) this.#takeRow(run)
	}

	/** Reads one run in full and keeps it up to date. */
	async follow(id: number): Promise<void> {
		if (this.#followed === id) return
		this.#followed = id
		this.#forget(null)
		if (this.#open) await this.#read(id)
	}

	unfollow(): void {
		this.#followed = null
	}

	take(event: LabEvent): void {
		switch (event.kind) {
			case 'run':
				this.#takeRow(event.run)
				break
			case 'epoch':
				this.#takeEpoch(event.run, event.point)
				break
			case 'progress':
				this.progress.set(event.progress.run, event.progress)
				break
			case 'removed':
				this.#index.remove(event.run)
				this.#drawSoon()
				if (event.run === this.#followed) this.#forget('This run has been deleted.')
				break
			case 'data':
			case 'import':
			case 'study':
				break
			default:
				event satisfies never
		}
	}

	#forget(problem: string | null): void {
		this.detail = null
		this.points = []
		this.problem = problem
	}

	#draw(): void {
		this.#drawn = performance.now()
		this.list = this.#index.rows()
	}

	/** At once after a pause; in a torrent every few frames. */
	#drawSoon(): void {
		if (this.#drawing) return
		const wait = this.#drawn + pace - performance.now()
		if (wait <= 0) {
			this.#draw()
			return
		}
		this.#drawing = true
		setTimeout(() => {
			this.#drawing = false
			this.#draw()
		}, wait)
	}

	#takeRow(row: RunRow): void {
		const before = this.#index.find(row.id)
		this.#index.take(row)
		this.#drawSoon()
		if (isOver(row.status)) this.progress.delete(row.id)
		if (before?.status === row.status) return
		if (before || row.status === 'training') this.#voice.say(sayStatus(row))
		if (row.id === this.#followed) void this.#read(row.id)
	}

	#takeEpoch(run: number, point: EpochPoint): void {
		// of several that are trained side by side, one is heard
		const heard = this.busy.some(({ id }) => id === this.#followed) ? this.#followed : this.active?.id
		const validation = point.valAccuracy === null ? '' : `, validation ${percent(point.valAccuracy, 1)}`
		if (run === heard) this.#voice.murmur(`Epoch ${point.epoch}: accuracy ${percent(point.accuracy, 1)}${validation}.`)
		if (run !== this.#followed) return
		this.#since.push(point)
		this.points = joinPoints(this.points, [point])
	}

	async #read(id: number): Promise<void> {
		const reading = ++this.#reading
		this.#since = []
		try {
			const detail = await this.#ask().runs.get({ run: id })
			if (reading !== this.#reading || this.#followed !== id) return
			this.detail = detail
			this.points = joinPoints(detail.points, this.#since)
		} catch (error) {
			if (reading === this.#reading && this.#followed === id) this.problem = saidBy(error).sentence
		}
	}
}
