/** How long this machine takes, as it is at this moment, for a fixed piece of work like that of a page: in ms. */
export function work(): number {
  const begin = performance.now()
  const rows = Array.from({ length: 20_000 }, (_, index) => ({
    id: (index * 7919) % 20_011,
    name: `row ${index % 977}`,
  }))
  const copies = JSON.parse(JSON.stringify(rows)) as typeof rows // the same rows again
  copies.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id))
  return performance.now() - begin
}
