/** What narrows a row: where it is (`at`) and who approves it, and each cell that may narrow it further, empty or not, by its place. */
export type Narrowed = { at: string; cells: ReadonlyMap<number, string> }

/** The last row above for each combination of filled places. */
export type RowsAbove = Map<string, Narrowed>

/**
 * The place of an empty cell that may be one of merged cells, which come as one value and empty cells below it, and
 * would ask for more if they were taken as empty: a row above has a value there and is otherwise filled alike. Remembers the row.
 */
export function mergedPlace(row: Narrowed, above: RowsAbove): number | undefined {
  const places = [...row.cells.keys()]
  const filled = places.filter((place) => row.cells.get(place) !== '')
  const mayBe = [...above.values()].filter(({ at, cells }) => {
    const isFilledAlike = filled.length > 0 && filled.every((place) => cells.get(place) !== '')
    const isSameAgain = at === row.at && filled.every((place) => cells.get(place) === row.cells.get(place))
    return isFilledAlike && !isSameAgain
  })
  above.set(filled.join(), row)
  return places.find((place) => row.cells.get(place) === '' && mayBe.some(({ cells }) => cells.get(place) !== ''))
}
