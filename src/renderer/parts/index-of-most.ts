/** Where the largest number stands, the first of equals; −1 in an empty row. */
export const indexOfMost = (values: readonly number[]): number => values.indexOf(Math.max(...values))
