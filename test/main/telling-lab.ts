import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'

/** A lab that tells here what it reports as faults; nobody closes it but the test. */
export function openTelling(home: string, scratch = worldHere({}).scratch) {
	const faults: unknown[] = []
	const lab = openLab({ ...worldHere({ home }), scratch, fault: (error) => void faults.push(error) })
	return { lab, faults }
}
