import { plural } from '../../shared/format.ts'
import type { Environment } from '../../shared/runs.ts'

/** What decided the bits of a run besides its recipe: titles and values, in words. */
export const environmentLines = (environment: Environment): { title: string; value: string }[] => [
	{ title: 'TensorFlow', value: `${environment.tensorflow} · ${environment.backend}` },
	{
		title: 'Trained by',
		value: `the ${environment.engine ?? 'layers'} engine${environment.engineWhy ? `: ${environment.engineWhy}` : ''}`
	},
	...(environment.together
		? [
				{
					title: 'Company',
					value: `${environment.together} networks side by side${environment.alone ? ` until epoch ${environment.alone}, then alone` : ''}: its seconds are its share, its numbers those it has alone`
				}
			]
		: []),
	{ title: 'Threads', value: `${plural(environment.threads, 'thread')}, oneDNN ${environment.oneDnn ? 'on' : 'off'}` },
	{ title: 'Processor', value: environment.cpu },
	{ title: 'System', value: environment.platform },
	{ title: 'Node', value: environment.node },
	{ title: 'Digit Lab', value: environment.lab },
	{ title: 'Data', value: `sha256 ${environment.dataSha256.slice(0, 16)}…` }
]
