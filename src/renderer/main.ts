import './no-eval.ts'
import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import './app.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { connect } from './connect.ts'
import { Charts } from './state/charts.svelte.ts'
import { Comparison } from './state/comparison.svelte.ts'
import { Draft } from './state/draft.svelte.ts'
import { Expectation } from './state/expectation.svelte.ts'
import { Lab } from './state/lab.svelte.ts'
import { Route } from './state/route.svelte.ts'
import { RunList } from './state/run-list.svelte.ts'
import { Runs } from './state/runs.svelte.ts'
import { Theme } from './state/theme.svelte.ts'
import { Undo } from './state/undo.svelte.ts'
import { Voice } from './state/voice.svelte.ts'

const lab = new Lab(connect)
const ask = () => lab.client
const voice = new Voice(() => performance.now())
const runs = new Runs(ask, voice)
const comparison = new Comparison(ask)

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
		route: new Route(),
		theme: new Theme(localStorage),
		charts: new Charts(localStorage),
		comparison
	}
})

void lab.follow({
	opened: async () => {
		await runs.reread()
		await comparison.reread()
	},
	happened: (event) => {
		runs.take(event)
		comparison.take(event)
	},
	lost: () => (runs.progress = null)
})
