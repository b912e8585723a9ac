/** Puts a count into the page's icon, or its own icon back for none. */
export function showInIcon(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (icon === null) return
  icon.dataset.own ??= icon.href
  icon.href = count === 0 ? icon.dataset.own : `data:image/svg+xml,${encodeURIComponent(drawn(count))}`
}

function drawn(count: number): string {
  const text = count > 99 ? '99+' : String(count)
  const size = [0, 24, 21, 15][text.length]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3b5bdb"/><text x="16" y="16" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="${size}" fill="#fff">${text}</text></svg>`
}
