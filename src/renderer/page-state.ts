import type { Answerers } from './state/answerers.svelte.ts'
import type { Arrival } from './state/arrival.svelte.ts'
import type { Bringing } from './state/bringing.svelte.ts'
import type { Charts } from './state/charts.svelte.ts'
import type { Comparison } from './state/comparison.svelte.ts'
import type { DataBook } from './state/data-book.svelte.ts'
import type { DataSets } from './state/data-sets.svelte.ts'
import type { Draft } from './state/draft.svelte.ts'
import type { Expectation } from './state/expectation.svelte.ts'
import type { Intake } from './state/intake.ts'
import type { Lab } from './state/lab.svelte.ts'
import type { PictureBook } from './state/picture-book.svelte.ts'
import type { PictureList } from './state/picture-list.svelte.ts'
import type { Route } from './state/route.svelte.ts'
import type { RunList } from './state/run-list.svelte.ts'
import type { Runs } from './state/runs.svelte.ts'
import type { Sketch } from './state/sketch.svelte.ts'
import type { Studies } from './state/studies.svelte.ts'
import type { Theme } from './state/theme.svelte.ts'
import type { Undo } from './state/undo.svelte.ts'
import type { Voice } from './state/voice.svelte.ts'

/** Everything the screen remembers, for as long as the window is open. */
export interface PageState {
	lab: Lab
	route: Route
	theme: Theme
	voice: Voice
	undo: Undo
	draft: Draft
	expectation: Expectation
	runs: Runs
	list: RunList
	arrival: Arrival
	charts: Charts
	comparison: Comparison
	/** What is known of the data set. */
	data: DataBook
	/** Pictures: those that are kept, who answers, and the ways in. */
	book: PictureBook
	pictures: PictureList
	answerers: Answerers
	bringing: Bringing
	intake: Intake
	sketch: Sketch
	sets: DataSets
	studies: Studies
}
