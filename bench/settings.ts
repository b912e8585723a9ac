/** How many runs, and with how many applications in the journal. Throws an Error that names what is unusable. */
export function benchSettings({ RUNS = '5', SIZES = '0,1000,10000,100000' }: NodeJS.ProcessEnv) {
  return { runs: wholeNumber('RUNS', RUNS), sizes: SIZES.split(',').map((size) => wholeNumber('SIZES', size)) }
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text.trim())) throw new Error(`${name}: "${text}" is no whole number`)
  return Number(text)
}
