import { sayShape, type Shape } from '../../shared/network.ts'

/** How an image comes in: "28 × 28 grey, flattened, ÷ 255" */
export function sayInput(shape: Shape, [height = 0, width = 0]: Shape): string {
	const grey = `${height} × ${width} grey`
	if (shape.length === 1) return `${grey}, flattened, ÷ 255`
	if (shape.length === 2) return `${grey}, row by row, ÷ 255`
	return shape.length === 3 ? `${grey}, as a picture, ÷ 255` : sayShape(shape)
}
