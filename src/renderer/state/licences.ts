import { z } from 'zod'

/** A package whose work is in the lab; `text` is null where it brings none and names its licence only. */
const licence = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string().nullable() })
export type Licence = z.infer<typeof licence>

/** What the build has laid beside the page. Throws when it is not there. */
export async function readLicences(): Promise<Licence[]> {
	const response = await fetch('/licences.json')
	if (!response.ok) throw new Error('The list of licences is not there: build the lab anew.')
	return z.array(licence).parse(await response.json())
}
