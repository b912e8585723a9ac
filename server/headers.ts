import { randomBytes } from 'node:crypto'

/** Stands in the built pages where each answer puts its own nonce. */
export const noncePlaceholder = 'NONCE-OF-THIS-ANSWER'

export function newNonce(): string {
  return randomBytes(16).toString('hex')
}

const powerful = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb']

type HeaderOptions = { nonce?: string; secure?: boolean; sandbox?: boolean }

/** The headers of every answer, errors included (trust.md section 5). Without `nonce` no inline style is allowed. */
export function ownHeaders({ nonce, secure = false, sandbox = false }: HeaderOptions) {
  const allowed = nonce === undefined ? '' : ` 'nonce-${nonce}'`
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${allowed}`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      // No Trusted Types: Mantine writes its theme by dangerouslySetInnerHTML, which they refuse where app.html is rendered.
      'report-uri /csp-report',
      ...(sandbox ? ['sandbox'] : []),
    ].join('; '),
    ...plainHeaders,
    ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }
}

/** Those that do not depend on the answer. */
export const plainHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': powerful.map((feature) => `${feature}=()`).join(', '),
  'Cache-Control': 'no-store',
}
