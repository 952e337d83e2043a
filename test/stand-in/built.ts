import { join } from 'node:path'
import { build } from 'vite'
import { placeOf } from '../../scripts/setup/place.mjs'

/**
 * Builds the stand-in before the stories. The program under test loads it in every thread, and threads that read TypeScript crash
 * V8 now and then (nodejs/node#64500): as people run the lab, nothing in it reads TypeScript.
 */
export default async function setup(): Promise<void> {
	const outDir = join(placeOf().modules, '.cache', 'stand-in')
	const input = ['register', 'electron'].map((name) => join(import.meta.dirname, `${name}.ts`))
	await build({
		configFile: false,
		logLevel: 'warn',
		build: { ssr: true, outDir, emptyOutDir: true, rolldownOptions: { input }, target: 'node24' }
	})
	process.env['DIGIT_LAB_STAND_IN'] = join(outDir, 'register.js')
}
