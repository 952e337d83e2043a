import type { DataFacts } from '../../../shared/dataset.ts'
import type { Layer } from '../../../shared/layers.ts'
import type { LayerRow } from '../../../shared/network.ts'
import { count } from '../../../shared/format.ts'
import { summarise } from '../summary.ts'
import type { Box, Figure, Glyph } from './figure.ts'
import { glyphOf } from './glyph.ts'
import { comesFrom, goesOn, wires, type Placed } from './wires.ts'

export interface DrawnLayer extends Placed {
	/** Its own room, captions included; no two share any. */
	cell: Box
	/** Its kind, its output's shape, its parameters: one below the other under the picture. */
	captions: readonly [string, string, string]
	/** All of it in words. */
	title: string
}

export interface Drawing {
	width: number
	height: number
	layers: DrawnLayer[]
	wires: Figure[]
}

/** Air at both ends of a row, where an arrow says that it goes on. */
const edge = 26
/** Under each picture: its captions, and air before the next row. */
const below = 66
/** More than this between two layers would tear them apart. */
const airiest = 110

/** Lays a network for images of a data set out from left to right, in as many rows as `width` (pixels) asks for. */
export function drawNetwork(
	rows: readonly LayerRow[],
	layers: readonly Layer[],
	width: number,
	facts: DataFacts
): Drawing {
	const titles = summarise(rows, layers)
	const glyphs: Glyph[] = []
	for (const [index, row] of rows.entries()) {
		const isLast = index === rows.length - 1 && index === layers.length
		glyphs.push(
			glyphOf(row, layers[index - 1], glyphs.at(-1) ?? null, rows[index - 1]?.output[0] ?? 1, { facts, isLast })
		)
	}
	const captions = rows.map((row, index) => captionsOf(row, titles[index]?.type ?? ''))
	const needs = glyphs.map((glyph, index) =>
		Math.max(glyph.width + 34, 14 + 6.8 * Math.max(...(captions[index] ?? []).map((text) => text.length)))
	)
	const room = Math.max(width, Math.max(...needs) + 2 * edge)
	const lines = inRows(needs, room - 2 * edge)
	const filled = lines.map((line) => sum(line.map((index) => needs[index] ?? 0)))
	const air = Math.min(airiest, ...lines.map((line, row) => (room - 2 * edge - (filled[row] ?? 0)) / line.length))
	const drawn: DrawnLayer[] = []
	let top = 0
	for (const line of lines) {
		const tall = Math.max(...line.map((index) => glyphs[index]?.height ?? 0)) + 8
		// a single row stands in the middle, several begin below one another
		let left = lines.length === 1 ? (room - (filled[0] ?? 0) - air * line.length) / 2 : edge
		for (const index of line) {
			const cell = { x: left, y: top, width: (needs[index] ?? 0) + air, height: tall + below }
			const glyph = glyphs[index]
			const words = titles[index]
			const caption = captions[index]
			left += cell.width
			if (!glyph || !words || !caption) continue
			drawn.push({
				glyph,
				x: cell.x + (cell.width - glyph.width) / 2,
				y: top + tall / 2,
				cell,
				captions: caption,
				title: `${words.type}${words.settings && `, ${words.settings}`}: output ${words.shape}, ${count(words.parameters)} parameters`
			})
		}
		top += tall + below
	}
	return { width: room, height: top, layers: drawn, wires: between(drawn, layers) }
}

function between(drawn: readonly DrawnLayer[], layers: readonly Layer[]): Figure[] {
	return drawn.slice(1).flatMap((to, index) => {
		const from = drawn[index]
		if (!from) return []
		return from.y === to.y ? wires(from, to, layers[index]) : [...goesOn(from), ...comesFrom(to)]
	})
}

/** Fills as few rows as can be, about equally. */
function inRows(needs: readonly number[], room: number): number[][] {
	const fewest = fill(needs, room).length
	for (let limit = sum(needs) / fewest; limit < room; limit += 8) {
		const lines = fill(needs, limit)
		if (lines.length === fewest && lines.every((line) => sum(line.map((index) => needs[index] ?? 0)) <= limit))
			return lines
	}
	return fill(needs, room)
}

function fill(needs: readonly number[], limit: number): number[][] {
	const lines: number[][] = []
	let left = 0
	for (const [index, need] of needs.entries()) {
		const line = lines.at(-1)
		if (line && need <= left) {
			line.push(index)
			left -= need
		} else {
			lines.push([index])
			left = limit - need
		}
	}
	return lines
}

function captionsOf(row: LayerRow, type: string): [string, string, string] {
	const name = row.kind === 'batchNorm' ? 'Batch norm' : type
	return [name, row.output.join('×'), row.kind === 'input' ? '' : count(row.parameters)]
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
