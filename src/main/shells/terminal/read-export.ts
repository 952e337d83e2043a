import { LabProblem } from '../../../shared/problems.ts'
import type { Terminal } from './door.ts'
import { codeOf } from './write-problem.ts'

/** A file that another lab has exported. Throws a LabProblem when the system does not give it. */
export async function readExport(terminal: Terminal, path: string): Promise<Uint8Array> {
	try {
		return await terminal.readBytes(path)
	} catch (error) {
		const code = codeOf(error)
		if (code === null) throw error
		const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
		throw new LabProblem(
			'BAD_REQUEST',
			`${path} cannot be read: ${reason}. Name a file that "export" has written, such as mlp-64-run-12.digitlab.`
		)
	}
}
