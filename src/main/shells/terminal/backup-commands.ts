import { bytes as sayBytes, plural } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { CommandFrame } from './door.ts'
import { writeProblem } from './write-problem.ts'

/** `backup`, `recover`. */
export function addBackupCommands({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('backup')
		.description('copy every run and picture into one file, while the lab may be open and training')
		.argument('<file>')
		.option('--force', 'overwrite the file if it is there')
		.option('--json', 'one JSON object')
		.action((file: string, { force, json }: { force?: boolean; json?: boolean }) =>
			withLab(async (calls, bytes) => {
				if (!force && terminal.exists(file))
					throw new LabProblem('NOT_NOW', `${file} is there already. Name another file, or overwrite it with --force.`)
				const sets = (await calls.data.sets()).length - 1
				const { body } = await bytes.backup()
				const size = await terminal.writeFile(file, body).catch((error: unknown) => {
					throw writeProblem(file, error, 'file', 'backup')
				})
				if (json) terminal.write(JSON.stringify({ kind: 'backup', file, bytes: size, leftOut: sets }))
				else {
					terminal.write(`${file}  ${sayBytes(size)}`)
					if (sets > 0)
						terminal.say(
							`Not in it: ${plural(sets, 'imported data set')}. Their pictures lie in the folder "data" of the lab's home.`
						)
				}
				return 0
			})
		)

	program
		.command('recover')
		.description('put a backup in the place of the history in this home; what is there now is kept beside it')
		.argument('<file>', 'one that "backup" has written')
		.option('--json', 'one JSON object')
		.action((file: string, { json }: { json?: boolean }) => {
			const { runs, kept } = terminal.recover(program.opts<{ home?: string }>().home, file)
			if (json) terminal.write(JSON.stringify({ kind: 'recovered', runs, kept }))
			else {
				terminal.write(`${plural(runs, 'run')} recovered.`)
				if (kept) terminal.say(`What was here before is kept: ${kept}`)
			}
		})
}
