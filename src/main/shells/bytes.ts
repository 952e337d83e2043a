import {
	addresses,
	exportForms,
	largestImport,
	tooLarge,
	type Download,
	type LabBytes,
	type Part
} from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import { securityHeaders, type AnswerPage } from './page.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Route = [pattern: RegExp, ask: (lab: LabBytes, ...words: string[]) => Bytes | Download | Promise<Bytes | Download>]

const part = '(training|test)'
const routes: Route[] = [
	[new RegExp(`^/pixels/mnist/${part}$`), (lab, which) => lab.pixels(which as Part)],
	[new RegExp(`^/labels/mnist/${part}$`), (lab, which) => lab.labels(which as Part)],
	[/^\/runs\/(\d{1,9})\/probabilities$/, (lab, run) => lab.probabilities(Number(run))],
	[/^\/runs\/(\d{1,9})\/validation$/, (lab, run) => lab.validation(Number(run))],
	[/^\/runs\/(\d{1,9})\/weights$/, (lab, run) => lab.weights(Number(run))],
	[
		/^\/runs\/(\d{1,9})\/epochs\/(\d{1,6})\/predictions$/,
		(lab, run, epoch) => lab.predictions(Number(run), Number(epoch))
	],
	[
		new RegExp(`^/runs/(\\d{1,9})/activations/${part}/(\\d{1,9})$`),
		(lab, run, which, image) => lab.activations(Number(run), which as Part, Number(image))
	],
	[
		new RegExp(`^/runs/(\\d{1,9})/export/(${exportForms.join('|').replaceAll('.', '[.]')})$`),
		(lab, run, form) => lab.download(Number(run), form as (typeof exportForms)[number])
	]
]

/** Answers what the page asks of the lab by address, and leaves everything else to `page`. */
export function answerBytes(lab: LabBytes, page: AnswerPage): AnswerPage {
	return async (request) => {
		const address = new URL(request.url)
		const headers = { ...securityHeaders(address), 'cache-control': 'no-store' }
		const answer = (body: BodyInit | null, more: Record<string, string>, status = 200) =>
			new Response(request.method === 'HEAD' ? null : body, { status, headers: { ...headers, ...more } })
		try {
			if (request.method === 'POST' && address.pathname === addresses.import)
				return answer(JSON.stringify(await lab.import(await readBody(request))), { 'content-type': json })
			if (request.method !== 'GET' && request.method !== 'HEAD') return await page(request)
			for (const [pattern, ask] of routes) {
				const [, ...words] = pattern.exec(address.pathname) ?? []
				if (words.length === 0) continue
				const found = await ask(lab, ...words)
				if (found instanceof Uint8Array)
					return answer(found, { 'content-type': 'application/octet-stream', 'content-length': String(found.length) })
				const disposition = `attachment; filename="${found.name.replaceAll(/[^\w.-]+/g, '-')}"`
				return answer(found.body, { 'content-type': found.type, 'content-disposition': disposition })
			}
			return await page(request)
		} catch (error) {
			const [code, sentence] =
				error instanceof LabProblem
					? [error.code, error.message]
					: ['FAULT', 'Something went wrong inside the lab. Nothing was changed; please try again.']
			const status = code === 'FAULT' ? 500 : code === 'NO_SUCH_RUN' ? 404 : 409
			return answer(JSON.stringify({ code, sentence }), { 'content-type': json }, status)
		}
	}
}

const json = 'application/json'

/** All of it, or a LabProblem as soon as there is more than is ever taken. */
async function readBody(request: Request): Promise<Bytes> {
	const pieces: Uint8Array[] = []
	let size = 0
	for await (const piece of request.body ?? []) {
		size += piece.length
		if (size > largestImport) throw new LabProblem('BAD_REQUEST', tooLarge)
		pieces.push(piece)
	}
	const bytes = new Uint8Array(size)
	let place = 0
	for (const piece of pieces) {
		bytes.set(piece, place)
		place += piece.length
	}
	return bytes
}
