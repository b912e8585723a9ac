/** A promise that waits for a word. `Promise.withResolvers` is not in Node 20. */
export function latch() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
