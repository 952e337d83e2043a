import type { EpochPoint, LabEvent, Progress, RunDetail, RunRow } from '../../shared/runs.ts'
import { isOver } from '../../shared/runs.ts'
import { percent } from '../../shared/format.ts'
import { allRuns } from '../../shared/history.ts'
import type { LabClient } from '../connect.ts'
import { joinPoints } from './points.ts'
import { saidBy } from './said.ts'
import type { Voice } from './voice.svelte.ts'

/** Every run, newest first, and one of them in full: the one a person looks at. */
export class Runs {
	list = $state.raw<RunRow[]>([])
	loaded = $state(false)
	progress = $state.raw<Progress | null>(null)
	detail = $state.raw<RunDetail | null>(null)
	points = $state.raw<EpochPoint[]>([])
	/** Why the followed run cannot be shown. */
	problem = $state<string | null>(null)

	active = $derived(this.list.find((run) => run.status === 'training' || run.status === 'evaluating') ?? null)
	waiting = $derived(this.list.filter((run) => run.status === 'queued'))

	#ask: () => LabClient
	#voice: Voice
	#followed: number | null = null
	#reading = 0
	/** Epochs that arrived while the followed run was being read. */
	#since: EpochPoint[] = []

	constructor(ask: () => LabClient, voice: Voice) {
		this.#ask = ask
		this.#voice = voice
	}

	find(id: number): RunRow | null {
		return this.list.find((run) => run.id === id) ?? null
	}

	/** Everything anew, after a line was opened. */
	async reread(): Promise<void> {
		this.list = await allRuns(this.#ask())
		this.progress = null
		this.loaded = true
		if (this.#followed !== null) await this.#read(this.#followed)
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
		if (this.loaded) await this.#read(id)
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
				this.progress = event.progress
				break
			case 'removed':
				this.list = this.list.filter((run) => run.id !== event.run)
				if (event.run === this.#followed) this.#forget('This run has been removed.')
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

	#takeRow(row: RunRow): void {
		const before = this.find(row.id)
		this.list = before
			? this.list.map((run) => (run.id === row.id ? row : run))
			: [row, ...this.list].sort((a, b) => b.id - a.id)
		if (isOver(row.status) && this.progress?.run === row.id) this.progress = null
		if (before?.status === row.status) return
		if (before || row.status === 'training') this.#voice.say(sayStatus(row))
		if (row.id === this.#followed) void this.#read(row.id)
	}

	#takeEpoch(run: number, point: EpochPoint): void {
		const validation = point.valAccuracy === null ? '' : `, validation ${percent(point.valAccuracy, 1)}`
		this.#voice.murmur(`Epoch ${point.epoch}: accuracy ${percent(point.accuracy, 1)}${validation}.`)
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

function sayStatus(run: RunRow): string {
	switch (run.status) {
		case 'queued':
			return `${run.name} waits for its turn.`
		case 'training':
			return `${run.name} is training.`
		case 'evaluating':
			return `${run.name} is being tested.`
		case 'finished':
			return `${run.name} has finished: test accuracy ${percent(run.testAccuracy)}.`
		case 'stopped':
			return `${run.name} was stopped after ${run.epochsDone} of ${run.epochs} epochs.`
		case 'failed':
			return `${run.name} has failed. ${run.problem ?? ''}`
		case 'interrupted':
			return `${run.name} was interrupted.`
	}
}
