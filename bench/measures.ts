/** What is measured, in the order of the report, and in which unit: ms, kB (of 1,000 bytes), MB, or a bare number. */
export const measures = {
  'initial JS, brotli': 'kB',
  'initial JS, gzip': 'kB',
  'initial CSS, brotli': 'kB',
  'initial CSS, gzip': 'kB',
  'JS until first field': 'kB',
  'CSS until first field': 'kB',
  'HTML until first field': 'kB',
  'fonts and images until first field': 'kB',
  'other until first field': 'kB',
  'requests until first field': '',
  'JS until idle': 'kB',
  'CSS until idle': 'kB',
  'HTML until idle': 'kB',
  'fonts and images until idle': 'kB',
  'other until idle': 'kB',
  'requests until idle': '',
  'first paint, cold': 'ms',
  'first contentful paint, cold': 'ms',
  'first field usable, cold': 'ms',
  'keys lost, cold': '',
  'first row, cold': 'ms',
  'long tasks, cold': 'ms',
  'first row of the list': 'ms',
  'search: first key': 'ms',
  'search: key, p75': 'ms',
  'search: key, p95': 'ms',
  'scroll: frame, p50': 'ms',
  'scroll: frame, p95': 'ms',
  'scroll: frame, longest': 'ms',
  'Reject: first time': 'ms',
  'Reject: second time': 'ms',
  'typing: key, median': 'ms',
  'typing: key, p98': 'ms',
  'heap of the form': 'MB',
  'heap of the list': 'MB',
  'fixed work, slowed': 'ms',
} as const

export type Measure = keyof typeof measures

/** Of one run. */
export type Measured = Partial<Record<Measure, number>>
