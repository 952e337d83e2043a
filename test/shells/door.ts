import { openHttp, type HttpDoor } from '../../src/main/shells/http.ts'
import { plainPage, type AnswerPage } from '../../src/main/shells/page.ts'

export const key = 'k'.repeat(43)
export const session = 's'.repeat(43)

/** A page that has one file, its start. */
const answer: AnswerPage = (request) => {
	const address = new URL(request.url)
	return plainPage(address, address.pathname === '/' ? 200 : 404, 'here')
}

export interface TestDoor extends HttpDoor {
	/** What a browser that was let in sends. */
	cookie: string
	visit: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>
}

/** An open HTTP door with a known key and session; `options` replace parts of it. */
export async function openDoor(options: Partial<Parameters<typeof openHttp>[0]> = {}): Promise<TestDoor> {
	const door = await openHttp({ port: 0, key, session, answer, onSocket: () => undefined, ...options })
	return {
		...door,
		cookie: `digit-lab-${door.port}=${session}`,
		visit: (path, headers = {}, method = 'GET') =>
			fetch(`http://127.0.0.1:${door.port}${path}`, { headers, method, redirect: 'manual' })
	}
}
