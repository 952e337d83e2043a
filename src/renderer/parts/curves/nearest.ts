import { Interaction, type InteractionItem, type InteractionModeFunction } from 'chart.js'
import { firstFrom } from './thin.ts'

declare module 'chart.js' {
	interface InteractionModeMap {
		nearestOfEach: InteractionModeFunction
	}
}

/** How much farther than the nearest place another curve's may be to be told with it, in pixels. */
const slack = 12

/** From every curve the place nearest to the pointer, as long as it is about as near as the nearest of all. */
Interaction.modes.nearestOfEach = (chart, { x: pointer }) => {
	const scale = chart.scales['x']
	if (!scale || pointer === null) return []
	const value = scale.getValueForPixel(pointer) ?? 0
	const found = chart.getSortedVisibleDatasetMetas().flatMap((meta): (InteractionItem & { away: number })[] => {
		if (chart.data.datasets[meta.index]?.label === undefined) return []
		const after = firstFrom(meta._parsed as { x: number }[], value)
		const near = [after - 1, after].flatMap((index) => {
			const element = meta.data[index]
			return element ? [{ element, datasetIndex: meta.index, index, away: Math.abs(element.x - pointer) }] : []
		})
		return near.sort((a, b) => a.away - b.away).slice(0, 1)
	})
	const least = Math.min(...found.map(({ away }) => away))
	return found.filter(({ away }) => away <= least + slack)
}
