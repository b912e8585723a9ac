import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The self-signed certificate of the tests: a PEM file, good for localhost and 127.0.0.1; its key is beside it. */
const certificate = join(import.meta.dirname, 'localhost.cert.pem')

/**
 * Has Chromium trust that certificate. Told to pass over its error instead, it fails a request now and then with
 * ERR_TOO_MANY_RETRIES (crbug.com/488043).
 */
export const trustCertificate = `--ignore-certificate-errors-spki-list=${spkiHash()}`

function spkiHash(): string {
  const { publicKey } = new X509Certificate(readFileSync(certificate))
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
}
