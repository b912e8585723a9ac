/** What lets this page's own style elements through its content security policy; empty where a server sets none. */
export function styleNonce(): string {
  // The build renders without one.
  if (typeof document === 'undefined') return ''
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
