import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../setup/packages.mjs'
import { SetupProblem } from '../setup/problem.mjs'
import { say } from '../setup/say.mjs'

/**
 * Writes what the lab is made of, as npm itself lists it from the lock file (CycloneDX): every package that runs, with its
 * version, licence and checksum.
 * @param {import('../setup/place.mjs').Place} place @param {NodeJS.ProcessEnv} env @param {string} output
 */
export async function bill(place, env, output) {
	const { command, args, shell } = npm(place, ['sbom'])
	const flags = ['--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx', '--sbom-type=application']
	const { status, stdout, stderr } = spawnSync(command, [...args, ...flags], {
		cwd: place.root,
		env,
		shell,
		encoding: 'utf8',
		maxBuffer: 2 ** 26
	})
	if (status !== 0) throw new SetupProblem(`npm could not list the packages: ${String(stderr).trim().slice(0, 300)}`)
	const file = join(output, 'digit-lab.cdx.json')
	writeFileSync(file, stdout)
	say(`${JSON.parse(stdout).components.length} packages in ${file}`)
}
