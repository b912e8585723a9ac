type Shown = {
  /** How many wait. */
  count: number
  /** The colour of the environment, where it has one. */
  fill: string | undefined
  /** The page's own icon, as SVG. */
  picture: string | undefined
}

const ownFill = '#3b5bdb'

/** Puts a count, or its own picture, into the page's icon, in the colour of the environment; where there is neither, the icon of the page. */
export function showInIcon(shown: Shown): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"][type="image/svg+xml"]')
  if (icon === null) return
  icon.dataset.own ??= icon.href
  const svg = drawn(shown)
  icon.href = svg === undefined ? icon.dataset.own : `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function drawn({ count, fill, picture }: Shown): string | undefined {
  if (count === 0) return fill === undefined ? undefined : picture?.replace(ownFill, fill)
  const text = count > 99 ? '99+' : String(count)
  const size = [0, 24, 21, 15][text.length]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${fill ?? ownFill}"/><text x="16" y="16" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="${size}" fill="#fff">${text}</text></svg>`
}
