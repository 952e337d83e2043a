import './no-eval.ts'
import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import './app.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { isOver } from '../shared/runs.ts'
import { connect } from './connect.ts'
import { ableRuns, Answerers } from './state/answerers.svelte.ts'
import { Arrival } from './state/arrival.svelte.ts'
import { Bringing } from './state/bringing.svelte.ts'
import { Charts } from './state/charts.svelte.ts'
import { Comparison } from './state/comparison.svelte.ts'
import { DataBook } from './state/data-book.svelte.ts'
import { DataSets } from './state/data-sets.svelte.ts'
import { Draft } from './state/draft.svelte.ts'
import { Expectation } from './state/expectation.svelte.ts'
import { Intake } from './state/intake.ts'
import { Lab } from './state/lab.svelte.ts'
import { newest } from './state/newest.ts'
import { PictureBook } from './state/picture-book.svelte.ts'
import { PictureList } from './state/picture-list.svelte.ts'
import { sayPicture } from './state/picture-words.ts'
import { Route } from './state/route.svelte.ts'
import { RunList } from './state/run-list.svelte.ts'
import { Runs } from './state/runs.svelte.ts'
import { Sketch } from './state/sketch.svelte.ts'
import { Studies } from './state/studies.svelte.ts'
import { Theme } from './state/theme.svelte.ts'
import { Undo } from './state/undo.svelte.ts'
import { Voice } from './state/voice.svelte.ts'

const lab = new Lab(connect)
const ask = () => lab.client
const voice = new Voice(() => performance.now())
const runs = new Runs(ask, voice)
const comparison = new Comparison(ask)
const route = new Route()
const arrival = new Arrival()
const book = new PictureBook(ask)
const answerers = new Answerers(ask, localStorage)
const bringing = new Bringing(
	() => performance.now(),
	(row) => {
		book.take([row])
		voice.murmur(sayPicture(row))
	}
)
const sets = new DataSets(ask)
const studies = new Studies(ask, voice)
const reconsider = newest(400, () => answerers.reread(ableRuns(runs.list)).catch(console.info))
const stamp = () => `${new Date().toISOString()}-${Math.random().toString(36).slice(2, 8)}`

mount(App, {
	target: document.getElementById('app') ?? document.body,
	props: {
		lab,
		runs,
		list: new RunList(localStorage),
		undo: new Undo(ask),
		voice,
		draft: new Draft(localStorage),
		expectation: new Expectation(ask),
		route,
		theme: new Theme(localStorage),
		charts: new Charts(localStorage),
		comparison,
		arrival,
		data: new DataBook(ask),
		book,
		pictures: new PictureList(localStorage),
		answerers,
		bringing,
		intake: new Intake({ bringing, answerers, arrival, runs, route, voice, stamp }),
		sketch: new Sketch(book, voice, () => answerers.chosen, stamp),
		sets,
		studies
	}
})

void lab.follow({
	opened: async () => {
		await runs.reread()
		await comparison.reread()
		await Promise.all([sets.reread(), studies.reread(), book.reread(), answerers.reread(ableRuns(runs.list))])
	},
	happened: (event) => {
		runs.take(event)
		comparison.take(event)
		sets.take(event)
		studies.take(event)
		// the best run may be another now
		if (event.kind === 'removed' || (event.kind === 'run' && isOver(event.run.status))) reconsider.ask()
	},
	lost: () => runs.progress.clear()
})
