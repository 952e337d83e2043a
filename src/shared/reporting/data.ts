import type { Section } from '../analysis/chapters.ts'
import { factsOf, total } from '../dataset.ts'
import { bars } from '../figures/bars.ts'
import { count, percent } from '../format.ts'
import { subsetSizes, testKey } from '../subset.ts'
import { recipesIn, type Material } from './material.ts'

/** Which images the networks learned from and were judged by; a section for each data set or choice of classes. */
export function dataSections(material: Material): Section[] {
	const kinds = Map.groupBy(recipesIn(material), ({ data }) => testKey(data))
	return [...kinds.values()].flatMap((group, place): Section[] => {
		const [first] = group
		if (!first) return []
		const { data } = first
		const { name, classes, training, test, image, sha256 } = factsOf(data)
		const labels = data.classes ?? [...classes.keys()]
		const names = labels.map((label) => classes[label] ?? String(label))
		const of = (counts: readonly number[]) => labels.map((label) => counts[label] ?? 0)
		const trained = [...new Set(group.map((recipe) => subsetSizes(recipe.data).training))]
		const sizes = trained.map(count).join(' or ')
		return [
			{
				id: `data-${place + 1}`,
				title: name,
				says: [
					`${name}: images of ${image[0]} × ${image[1]} pixels in ${names.length} classes. The networks learned from ${sizes} training images, validation included, and were judged by ${count(total(of(test)))} test images that none of them had seen.`,
					'Of each class: training images blue, test images orange.',
					`Checksum (SHA-256): ${sha256}.`
				],
				figure: {
					kind: 'drawing',
					label: `Images of each class: ${names.join(', ')}.`,
					draw: (width) =>
						bars(
							{
								names,
								title: 'class',
								series: [
									{ title: 'training', values: of(training) },
									{ title: 'test', values: of(test) }
								],
								say: count
							},
							width
						)
				},
				table: {
					columns: [
						{ title: 'Class' },
						...['Training', 'Share', 'Test', 'Share of test'].map((title) => ({ title, right: true }))
					],
					rows: labels.map((label, at) => [
						names[at] ?? '',
						count(training[label] ?? 0),
						percent((training[label] ?? 0) / (total(of(training)) || 1)),
						count(test[label] ?? 0),
						percent((test[label] ?? 0) / (total(of(test)) || 1))
					])
				}
			}
		]
	})
}
