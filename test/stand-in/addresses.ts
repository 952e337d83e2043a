/** Chromium cannot go to lab://app/, so the page lies at an address that no other program can answer at. */
const [ours, theirs] = ['lab://app/', 'http://app.lab.localhost/']

export const theirHost = new URL(theirs).host

export const toChromium = (address: string) =>
	address.startsWith(ours) ? theirs + address.slice(ours.length) : address

export const toElectron = (address: string) =>
	address.startsWith(theirs) ? ours + address.slice(theirs.length) : address
