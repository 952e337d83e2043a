import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtIn } from '../licences.mjs'
import { npm } from '../setup/packages.mjs'
import { SetupProblem } from '../setup/problem.mjs'
import { say } from '../setup/say.mjs'

/**
 * Writes what the lab is made of, as npm itself lists it from the lock file (CycloneDX): every package that runs or is built
 * into the page, and Electron, with version, licence and checksum.
 * @param {import('../setup/place.mjs').Place} place @param {NodeJS.ProcessEnv} env @param {string} output
 */
export async function bill(place, env, output) {
	const { command, args, shell } = npm(place, ['sbom'])
	const flags = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']
	const { status, stdout, stderr } = spawnSync(command, [...args, ...flags], {
		cwd: place.root,
		env,
		shell,
		encoding: 'utf8',
		maxBuffer: 2 ** 26
	})
	if (status !== 0) throw new SetupProblem(`npm could not list the packages: ${String(stderr).trim().slice(0, 300)}`)
	const file = join(output, 'digit-lab.cdx.json')
	const { packages } = JSON.parse(readFileSync(join(place.root, 'package-lock.json'), 'utf8'))
	const made = shippedIn(JSON.parse(stdout), packages)
	writeFileSync(file, JSON.stringify(made, null, '\t'))
	say(`${made.components.length} packages in ${file}`)
}

/** npm's word for a package that only development needs. */
const development = 'cdx:npm:package:development'

/**
 * @typedef {{ name: string, value: string }} Property
 * @typedef {{ 'bom-ref': string, name: string, version: string, scope?: string, properties?: Property[] }} Component
 * @typedef {{ components: Component[], dependencies: { ref: string, dependsOn?: string[] }[] }} Bill
 */

/**
 * Of a bill of every package, those that are shipped. npm's own `--omit=dev` leaves out what development needs as well, and
 * what the page is built from.
 * @template {Bill} Given @param {Given} bill
 * @param {Record<string, { version?: string, dev?: boolean, devOptional?: boolean }>} packages the lock file's
 * @returns {Given}
 */
export function shippedIn(bill, packages) {
	const shipped = new Set(
		Object.entries(packages).flatMap(([path, { version, dev, devOptional }]) => {
			const name = path.slice(path.lastIndexOf('node_modules/') + 13)
			return path !== '' && (builtIn.includes(name) || (!dev && !devOptional)) ? [`${name} ${version}`] : []
		})
	)
	const components = bill.components
		.filter(({ name, version }) => shipped.has(`${name} ${version}`))
		.map(({ properties = [], ...one }) => {
			const isMarked = properties.some(({ name }) => name === development)
			return {
				...one,
				...(isMarked && { scope: 'required' }),
				properties: properties.filter(({ name }) => name !== development)
			}
		})
	const left = new Set(components.map((one) => one['bom-ref']))
	const gone = new Set(bill.components.map((one) => one['bom-ref']).filter((ref) => !left.has(ref)))
	const dependencies = bill.dependencies
		.filter(({ ref }) => !gone.has(ref))
		.map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => !gone.has(other)) }))
	return { ...bill, components, dependencies }
}
