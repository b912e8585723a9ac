import { readFileSync } from 'node:fs'

/** USER_HZ, in which Linux gives the times of /proc/<pid>/stat. */
const ticksPerSecond = 100

/** What a process has had of the processor so far, of all its threads. */
export function cpuSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  const [user = NaN, system = NaN] = stat.slice(13, 15).map(Number)
  return (user + system) / ticksPerSecond
}
