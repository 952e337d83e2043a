export interface Tag {
	name: string
	attributes: Record<string, string>
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const unescaped = (text: string) => text.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => entities[name] ?? '')

/** The tags and the text of an XML document; throws where one is not closed in order or something stands unescaped. */
export function parseXml(source: string): { tags: Tag[]; text: string } {
	const tags: Tag[] = []
	const open: string[] = []
	let text = ''
	let place = 0
	for (const match of source.matchAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
		text += plain(source.slice(place, match.index))
		place = match.index + match[0].length
		const [, closing, name = '', attributes = '', empty] = match
		if (closing) {
			if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
			continue
		}
		const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
			key,
			unescaped(value)
		])
		tags.push({ name, attributes: Object.fromEntries(pairs) as Record<string, string> })
		if (!empty) open.push(name)
	}
	text += plain(source.slice(place))
	if (open.length > 0) throw new Error(`<${open.join('><')}> is not closed`)
	return { tags, text }
}

function plain(text: string): string {
	if (/[<>]|&(?!(lt|gt|amp|quot);)/.test(text)) throw new Error(`not escaped: ${text}`)
	return unescaped(text)
}
