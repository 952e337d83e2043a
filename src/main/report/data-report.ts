export const dataReport = (_s: unknown, _p: unknown): Uint8Array<ArrayBuffer> => new Uint8Array()
