import { layerMembers } from '../../shared/knobs.ts'
import type { Layer } from '../../shared/layers.ts'
import { layerNames, type LayerRow } from '../../shared/network.ts'

/** One line of a model summary, as Keras prints it. */
export interface SummaryLine {
	/** "dense_1": unique, counted per kind. */
	name: string
	/** "Dense" */
	type: string
	/** "(None, 128)": the first place is the batch. */
	shape: string
	parameters: number
	/** "128 neurons, ReLU": what differs from layer to layer. */
	settings: string
}

/** Rows from the lab, with the layer of the recipe that each came from; row 0 is the input. */
export function summarise(rows: readonly LayerRow[], layers: readonly Layer[]): SummaryLine[] {
	const names = layerNames(rows)
	return rows.map((row, index) => {
		const member = layerMembers.find((one) => one.kind === row.kind)
		return {
			name: names[index] ?? row.kind,
			type: member?.title ?? 'Input',
			shape: `(None, ${row.output.join(', ')})`,
			parameters: row.parameters,
			settings: settingsOf(layers[index - 1])
		}
	})
}

function settingsOf(layer: Layer | undefined): string {
	const member = layerMembers.find((one) => one.kind === layer?.kind)
	if (!layer || !member) return ''
	const values = layer as Record<string, unknown>
	return member.knobs
		.flatMap((knob) => {
			const value = values[knob.path.join('.')]
			const { control } = knob
			if (control.kind === 'switch') return value === knob.fallback ? [] : [`${value ? '' : 'no '}${knob.title}`]
			if (control.kind === 'choice')
				return knob.title === 'activation' || value !== knob.fallback
					? [control.options.find((option) => option.value === value)?.label ?? String(value)]
					: []
			return [`${knob.title} ${String(value)}`]
		})
		.join(', ')
}
