// The one launcher behind every npm script: sets up what a verb needs, then does it.
import { delimiter, dirname } from 'node:path'
import { obeySignals } from './foreground.mjs'
import { setUp } from './setup.mjs'
import { refuseOldNode } from './setup/node.mjs'
import { placeOf } from './setup/place.mjs'
import { sentenceFor } from './setup/problem.mjs'
import { say } from './setup/say.mjs'
import { verbs } from './verbs.mjs'

/** @param {string[]} words @returns {Promise<number>} the exit code */
async function go([name = '', ...args]) {
	const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
	if (verb === undefined) {
		if (name !== '') say(`There is no ${name}.`)
		say('npm run VERB, where VERB is one of')
		for (const [verb, { says }] of Object.entries(verbs)) say(`  ${verb.padEnd(8)} ${says}`)
		return 2
	}
	refuseOldNode(process.versions.node)
	obeySignals()
	const place = placeOf()
	const again = name === 'setup' && args.includes('--again')
	const machine = await setUp(place, verb.needs, { again, always: name === 'setup' })
	const { node } = machine.packages
	// whatever is started finds the same Node under its name
	const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
	return verb.run({ place, node, env, machine, args })
}

try {
	process.exitCode = await go(process.argv.slice(2))
} catch (error) {
	say(sentenceFor(error))
	process.exitCode = 1
}
// what was said last must be out before the process goes
process.stdout.write('', () => process.exit())
