import { render } from 'svelte/server'
import { expect, test } from 'vitest'
import DataTable from '../../src/renderer/parts/DataTable.svelte'
import RunName from '../../src/renderer/parts/RunName.svelte'

/** What of a part is read, without its marks for the page that takes it over. */
const html = (body: string) => body.replaceAll(/<!--.*?-->| svelte-\w+|svelte-\w+ /g, '')

test('a name too long for a table is whole for those who listen or point, and its number is never cut', () => {
	const name = 'a name of more than a hundred letters '.repeat(3).trim()
	const { body } = render(RunName, { props: { run: 12, name: `${name}, run 12` } })
	expect(html(body)).toContain(`<span class="name" title="${name}, run 12">${name}</span>, run 12`)
	expect(html(render(RunName, { props: { run: 12, name: 'slp' } }).body)).toContain('title="slp">slp</span>')
})

test('a version is not broken over lines, and what else stands in a table may be', () => {
	const table = {
		columns: [{ title: 'Run' }, { title: 'Lab', whole: true }, { title: 'Network' }],
		rows: [] as string[][]
	}
	table.rows.push(['slp, run 1', '0.1.0', '784 → 10 softmax'])
	const { body } = render(DataTable, { props: { table, caption: 'Environment' } })
	expect(html(body)).toMatch(/<td class="whole">0\.1\.0<\/td>/)
	expect(html(body)).not.toMatch(/whole">784/)
})
