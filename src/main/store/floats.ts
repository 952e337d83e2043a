/** The float32 values of a blob; a copy, since a blob from the database need not start where a float may. */
export const floatsOf = (blob: Buffer): Float32Array => new Float32Array(new Uint8Array(blob).buffer)
