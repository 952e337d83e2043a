/** What the lab says instead of the bytes that were asked for: a sentence for the person. */
export class BytesProblem extends Error {}

/** Fetches what lies at one of the addresses in `shared/bytes.ts`. Throws a BytesProblem with a sentence. */
export async function fetchBytes(address: string, signal?: AbortSignal): Promise<ArrayBuffer> {
	const response = await fetch(address, signal ? { signal } : {})
	if (response.ok) return response.arrayBuffer()
	throw new BytesProblem(await sentenceIn(response))
}

/** Every refusal of the lab is JSON with a sentence; what is not comes from something else between it and the page. */
export async function sentenceIn(response: Response): Promise<string> {
	const said: unknown = await response.json().catch(() => null)
	const sentence = (said as { sentence?: unknown } | null)?.sentence
	return typeof sentence === 'string' ? sentence : `The lab answered ${response.status} ${response.statusText}.`
}
