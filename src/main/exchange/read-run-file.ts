import { largestImport } from '../../shared/bytes.ts'
import { parseManifest, type Manifest } from './manifest.ts'
import { sha256 } from './run-file.ts'
import { damaged, openZip } from './unzip.ts'

/** Ten thousand epochs with everything that is kept of them, and room to spare. */
const largestManifest = 8 * 2 ** 20

/** The file of a run, opened: what it says is well formed, and each binary file is checked when it is read. */
export interface OpenRunFile {
	manifest: Manifest
	/** The binary file at `path`, which must be `size` bytes long and have its checksum. */
	read: (path: string, size: number) => Promise<Uint8Array<ArrayBuffer>>
	/** Checks the binary files that were listed and not read. */
	checkRest: () => Promise<void>
}

/** Opens a file that a lab has exported with the form `run`. Throws a LabProblem for anything else. */
export async function openRunFile(file: Uint8Array): Promise<OpenRunFile> {
	const entries = openZip(file, largestImport)
	const head = entries.get('run.json')
	if (!head) throw damaged('there is no run.json in it, so it is not a run that a Digit Lab has exported as a whole')
	if (head.size > largestManifest) throw damaged('its run.json is larger than any run can need')
	const manifest = parseManifest(await head.read())
	const listed = new Map(manifest.parts.map((part) => [part.path, part]))

	async function read(path: string, size: number) {
		const [part, entry] = [listed.get(path), entries.get(path)]
		if (!part || !entry) throw damaged(`${path} is missing`)
		if (part.bytes !== size || entry.size !== size)
			throw damaged(`${path} is ${entry.size} bytes long where this run needs ${size}`)
		const bytes = await entry.read()
		if ((await sha256(bytes)) !== part.sha256) throw damaged(`${path} has another checksum than run.json says`)
		listed.delete(path)
		return bytes
	}

	return {
		manifest,
		read,
		async checkRest() {
			for (const { path, bytes } of listed.values()) await read(path, bytes)
		}
	}
}
