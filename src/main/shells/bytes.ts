import { works, type Work } from '../../shared/analysis/analysis.ts'
import {
	addresses,
	exportForms,
	largestImport,
	mostImages,
	reportForms,
	tooLarge,
	type Download,
	type LabBytes,
	type Part,
	type ReportForm
} from '../../shared/bytes.ts'
import { arriving, largestPicture, steps, tooLargePicture, type Arriving, type Step } from '../../shared/pictures.ts'
import { LabProblem } from '../../shared/problems.ts'
import {
	largestOutline,
	reportOutline,
	runReportForms,
	tooLargeOutline,
	type RunReportForm
} from '../../shared/reporting/outline.ts'
import { unpack } from './unpack.ts'
import { securityHeaders, type AnswerPage } from './page.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Route = [
	pattern: RegExp,
	ask: (lab: LabBytes, ...words: (string | undefined)[]) => Bytes | Download | Promise<Bytes | Download>
]

const part = '(training|test)'
const set = '([a-z0-9-]{1,60})'
const routes: Route[] = [
	[new RegExp(`^/pixels/${set}/${part}$`), (lab, id = '', which) => lab.pixels(id, which as Part)],
	[
		new RegExp(`^/pixels/${set}/${part}/(\\d{1,8}(?:-\\d{1,8}){0,${mostImages - 1}})$`),
		(lab, id = '', which, images = '') => lab.images(id, which as Part, images.split('-').map(Number))
	],
	[new RegExp(`^/labels/${set}/${part}$`), (lab, id = '', which) => lab.labels(id, which as Part)],
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
	],
	[/^\/backup$/, (lab) => lab.backup()],
	[/^\/pictures\/(\d{1,9})\/thumbnail$/, (lab, picture) => lab.thumbnail(Number(picture))],
	[
		new RegExp(`^/pictures/(\\d{1,9})/steps/(${steps.join('|')})(?:/(\\d{1,3}))?$`),
		(lab, picture, step, digit) => lab.step(Number(picture), step as Step, digit === undefined ? null : Number(digit))
	],
	[/^\/pictures\/(\d{1,9})\/fields$/, (lab, picture) => lab.fields(Number(picture))],
	[/^\/data\/incoming\/([\da-f-]{36})\/examples$/, (lab, incoming = '') => lab.examples(incoming)],
	[/^\/pictures\/table$/, (lab, batch) => lab.pictureTable(batch ?? null)],
	[/^\/pictures\/data$/, (lab, batch) => lab.pictureData(batch ?? null)],
	[new RegExp(`^/data/${set}/(${works.join('|')})$`), (lab, id = '', work) => lab.worked(id, work as Work)],
	[
		new RegExp(`^/data/${set}/report[.](${reportForms.join('|')})$`),
		(lab, id = '', form) => lab.dataReport(id, form as ReportForm)
	]
]

/** Answers what the page asks of the lab by address, and leaves everything else to `page`. */
export function answerBytes(lab: LabBytes, page: AnswerPage): AnswerPage {
	return async (request) => {
		const address = new URL(request.url)
		// an address with a revision in it never means other bytes
		const lasting = address.searchParams.has('revision') ? 'private, max-age=31536000, immutable' : 'no-store'
		const headers = { ...securityHeaders(address), 'cache-control': 'no-store' }
		const answer = (body: BodyInit | null, more: Record<string, string>, status = 200) =>
			new Response(request.method === 'HEAD' ? null : body, { status, headers: { ...headers, ...more } })
		try {
			if (request.method === 'POST' && address.pathname === addresses.import)
				return answer(JSON.stringify(await lab.import(await readBody(request, largestImport, tooLarge))), {
					'content-type': json
				})
			if (request.method === 'POST' && address.pathname === addresses.pictures) {
				const about = arrivingIn(address)
				const file = await readBody(request, largestPicture, tooLargePicture)
				return answer(JSON.stringify(await lab.picture(file, about)), { 'content-type': json })
			}
			const [, form] = reportPath.exec(address.pathname) ?? []
			if (request.method === 'POST' && form) {
				const body = await readBody(request, largestOutline, tooLargeOutline)
				const found = await lab.report(outlineIn(body), form as RunReportForm)
				return answer(found.body, { 'content-type': found.type, ...attached(found) })
			}
			const [, incoming] = /^\/data\/incoming\/([\da-f-]{36})$/.exec(address.pathname) ?? []
			if (request.method === 'POST' && incoming) {
				const files = await lab.bring(incoming, unpack(request.body ?? none()))
				return answer(JSON.stringify({ files }), { 'content-type': json })
			}
			if (request.method !== 'GET' && request.method !== 'HEAD') return await page(request)
			for (const [pattern, ask] of routes) {
				const match = pattern.exec(address.pathname)
				if (!match) continue
				const found = await ask(lab, ...match.slice(1), address.searchParams.get('batch') ?? undefined)
				if (found instanceof Uint8Array)
					return answer(found, {
						'content-type': 'application/octet-stream',
						'content-length': String(found.length),
						'cache-control': lasting
					})
				if (request.method === 'HEAD' && !(found.body instanceof Uint8Array)) await found.body.cancel()
				return answer(found.body, {
					'content-type': found.type,
					...attached(found),
					'cache-control': lasting
				})
			}
			return await page(request)
		} catch (error) {
			const [code, sentence] =
				error instanceof LabProblem
					? [error.code, error.message]
					: ['FAULT', 'Something went wrong inside the lab. Nothing was changed; please try again.']
			const status = code === 'FAULT' ? 500 : code.startsWith('NO_SUCH_') ? 404 : 409
			return answer(JSON.stringify({ code, sentence }), { 'content-type': json }, status)
		}
	}
}

const json = 'application/json'
const reportPath = new RegExp(`^/runs/report[.](${runReportForms.join('|')})$`)

const attached = ({ name }: Download) => ({
	'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '-')}"`
})

/** What a report is to be made of. */
function outlineIn(body: Bytes) {
	const checked = reportOutline.safeParse(parsed(new TextDecoder().decode(body)))
	if (checked.success) return checked.data
	const [issue] = checked.error.issues
	const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
	throw new LabProblem(
		'BAD_REQUEST',
		`What the report is to be made of is not understood (${where}${issue?.message ?? 'no JSON'}). Load the page again and try once more.`
	)
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** What the address says of a file that comes. */
function arrivingIn(address: URL): Arriving {
	const said = address.searchParams.get('as')
	const checked = arriving.safeParse(said === null ? undefined : parsed(said))
	if (checked.success) return checked.data
	const [issue] = checked.error.issues
	const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
	throw new LabProblem(
		'BAD_REQUEST',
		`What came with the file says nothing the lab understands (${where}${issue?.message ?? 'no JSON'}). Load the page again and try once more.`
	)
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** All of it, or a LabProblem with this sentence as soon as there is more than is taken. */
async function readBody(request: Request, largest: number, tooMuch: string): Promise<Bytes> {
	const pieces: Uint8Array[] = []
	let size = 0
	for await (const piece of request.body ?? []) {
		size += piece.length
		if (size > largest) throw new LabProblem('BAD_REQUEST', tooMuch)
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
