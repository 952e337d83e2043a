import { sayShape, type Shape } from '../../shared/network.ts'

/** How an image comes in: "28 × 28 grey, flattened, ÷ 255" */
export function sayInput(shape: Shape): string {
	if (shape.length === 1) return '28 × 28 grey, flattened, ÷ 255'
	if (shape.length === 2) return '28 × 28 grey, row by row, ÷ 255'
	return shape.length === 3 ? '28 × 28 grey, as a picture, ÷ 255' : sayShape(shape)
}
