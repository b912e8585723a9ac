import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { codeOf } from './error-code.ts'
import type { OmsFailureKind } from './rules.ts'

const connectMs = 3_000
export const readMs = 40_000

/** The most that an answer of OMS may have, unpacked. */
const answerLimitBytes = 2 * 1024 * 1024

/** The charsets that the page is told of: ASCII is the same bytes in each, so that a token is found before it is decoded. */
const charsets = ['gbk', 'gb2312', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'iso-8859-1', 'windows-1252']

/** What OMS answered, decoded; `charset` only where it names one of those, which UTF-8 is not. */
export type OmsAnswer = { status: number; charset?: string; body: Buffer }

/** OMS gave no answer. `sent: false` proves that no byte of the request has left; `why` is Node's code. */
export class OmsFailure extends Error {
  readonly kind: OmsFailureKind
  readonly sent: false | 'maybe'
  readonly why: string | undefined

  constructor(kind: OmsFailureKind, sent: false | 'maybe', why?: string) {
    super(kind)
    this.kind = kind
    this.sent = sent
    this.why = why
  }
}

type Question = {
  method: string
  /** Of the browser's request; nothing else of it reaches OMS but the length. */
  headers: { 'Content-Type'?: string | undefined; Accept?: string | undefined }
  body: Buffer
  /** Gives a read up that nobody waits for any more. */
  signal?: AbortSignal
}

/** Asks OMS, once, on a connection of its own, and follows no redirect. Throws OmsFailure, and nothing else. */
export async function forward(target: URL, { method, headers, body, signal }: Question): Promise<OmsAnswer> {
  const secure = target.protocol === 'https:'
  let connected = false
  let late: OmsFailureKind | undefined
  const upstream = (secure ? https : http).request(target, {
    // On a reused connection that dies, nobody can tell whether the request was read.
    agent: false,
    method,
    headers: {
      ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      ...(body.length > 0 && { 'Content-Length': body.length }),
    },
    ...(signal !== undefined && { signal }),
  })
  const giveUp = (kind: OmsFailureKind) => {
    late ??= kind
    upstream.destroy(new Error(kind))
  }
  const deadline = setTimeout(() => giveUp('time-out'), readMs)
  upstream.once('socket', (socket) => {
    const connecting = setTimeout(() => giveUp('connect time-out'), connectMs)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      connected = true
      clearTimeout(connecting)
    })
    socket.once('close', () => clearTimeout(connecting))
  })
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      upstream.once('response', (response) => {
        // Node takes a reset for the end of a body that says nothing of its length.
        if (!hasLength(response)) upstream.once('error', (error) => response.destroy(error))
        resolve(response)
      })
      upstream.on('error', reject)
      upstream.once('close', () => reject(new Error('closed')))
      upstream.end(body)
    })
    const content = await readContent(answer).catch((error: unknown) => {
      // It is a refusal whatever stands in it.
      if (answer.statusCode === 401) return Buffer.alloc(0)
      throw error
    })
    const named = /;\s*charset="?([\w-]+)/i.exec(answer.headers['content-type'] ?? '')?.[1]?.toLowerCase()
    const charset = charsets.find((known) => known === named)
    return {
      status: answer.statusCode ?? 502,
      body: content,
      ...(charset !== undefined && { charset }),
    }
  } catch (error) {
    if (error instanceof OmsFailure) throw error
    const sent = connected ? 'maybe' : false
    if (late !== undefined) throw new OmsFailure(late, sent)
    const code = codeOf(error)
    throw new OmsFailure(kindOf(code, secure && !connected), sent, code)
  } finally {
    clearTimeout(deadline)
    upstream.destroy()
  }
}

function hasLength({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

type Unpack = (packed: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>

const unpackers = new Map<string, Unpack>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  // Some servers leave the header of zlib away, which names method 8.
  ['deflate', (packed, limit) => promisify((packed.readUInt8() & 15) === 8 ? inflate : inflateRaw)(packed, limit)],
])

/** What servers write for an answer that is not packed, charsets included. */
const notPacked = /^(?:identity|none|utf-?8)?$/

/** What unpacks the answer, the last packing first. */
function unpackersOf({ headers }: IncomingMessage): Unpack[] {
  const encodings = (headers['content-encoding'] ?? '').toLowerCase().split(',')
  const packings = encodings.map((name) => name.trim()).filter((name) => !notPacked.test(name))
  return packings.toReversed().map((name) => {
    const unpack = unpackers.get(name)
    if (unpack === undefined) throw new OmsFailure('answer', 'maybe', 'CONTENT_ENCODING')
    return unpack
  })
}

/** At most {@link answerLimitBytes}, packed and unpacked. */
async function readContent(answer: IncomingMessage): Promise<Buffer> {
  const unpacking = unpackersOf(answer)
  const chunks: Buffer[] = []
  let size = 0
  // Without an encoding a stream gives bytes.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > answerLimitBytes) throw new OmsFailure('answer', 'maybe', 'TOO_LARGE')
    chunks.push(chunk)
  }
  let content: Buffer = Buffer.concat(chunks)
  try {
    for (const unpack of unpacking) content = await unpack(content, { maxOutputLength: answerLimitBytes })
  } catch (error) {
    const isTooLarge = codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
    throw new OmsFailure('answer', 'maybe', isTooLarge ? 'TOO_LARGE' : 'CONTENT_ENCODING')
  }
  return content
}

const kinds: Record<string, OmsFailureKind> = {
  ENOTFOUND: 'name',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect time-out',
}

function kindOf(code: string | undefined, handshake: boolean): OmsFailureKind {
  const known = kinds[code ?? '']
  if (known !== undefined) return known
  // Of the name server; EAI_AGAIN is the usual one.
  if (code?.startsWith('EAI_') === true) return 'name'
  if (code?.startsWith('HPE_') === true) return 'answer'
  return handshake ? 'certificate' : 'cut'
}
