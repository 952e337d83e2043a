/** What a class is called: "Pullover", or its number where nobody gave it a name. */
export const nameOf = (names: readonly string[] | undefined, label: number): string => names?.[label] ?? String(label)
